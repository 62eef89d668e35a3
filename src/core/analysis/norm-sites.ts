/**
 * Where in a layer norms are taken: of the block's output; of that after the model's final LayerNorm, as if the layer
 * were the last; of what the attention branch, or the MLP branch, adds to the residual stream (projected, gated, after
 * LayerScale).
 */
export type NormSite = 'output' | 'final' | 'attention' | 'mlp';

/** All sites, in the order in which they are offered. */
export const NORM_SITES: readonly NormSite[] = ['output', 'final', 'attention', 'mlp'];
