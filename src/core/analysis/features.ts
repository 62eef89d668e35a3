import type { ViTSpec } from '../vit/spec.ts';
import type { TokenLayout } from '../vit/token-layout.ts';
import { patchCount, prefixCount } from '../vit/token-layout.ts';

/**
 * Where a layer's features are taken: `output`, what leaves the block; `normed`, the same after the model's final norm;
 * `q`, `k`, `v`, the queries and keys as they are compared and the values as they are mixed, all heads side by side.
 */
export type FeatureSite = 'output' | 'normed' | 'q' | 'k' | 'v';

/** All sites in the order of a table. */
export const FEATURE_SITES: readonly FeatureSite[] = ['output', 'normed', 'q', 'k', 'v'];

/** The sites that a model has: `normed` only where the final norm is on tokens, not on what was pooled. */
export function featureSites({ head }: Pick<ViTSpec, 'head'>): readonly FeatureSite[] {
  const norms = head === undefined || head.norm === 'tokens';
  return FEATURE_SITES.filter((site) => site !== 'normed' || norms);
}

/** The features of all tokens of one layer; each token's vector is its parts of all heads, one after the other. */
export interface Features {
  /** 1 where the width is in one piece. */
  readonly heads: number;
  readonly tokens: number;
  readonly headWidth: number;
  /** [heads, tokens, head width] */
  readonly values: Float32Array;
}

/** The token indices of all patches, row by row. */
export function patchTokens(layout: TokenLayout): number[] {
  return Array.from({ length: patchCount(layout) }, (_, patch) => prefixCount(layout) + patch);
}
