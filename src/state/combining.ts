import type { HeadCombination, HeadWeights } from '../core/analysis/combined-heads.ts';
import { DEFAULT_ROLLOUT, type RolloutOptions } from '../core/analysis/rollout.ts';

/** Maps that are made from several heads or layers by settings of their own. */
export type CombinedKind = 'weighted' | 'rollout' | 'range';

/** How heads and layers are combined. Layers beyond a model's last one count as its last. */
export interface Combining {
  readonly weights: HeadWeights;
  readonly rollout: RolloutOptions;
  /** The range goes from `start` to the staged layer. */
  readonly range: { readonly start: number; readonly heads: HeadCombination['kind'] };
  /** Which of the maps have a column in the grid. */
  readonly columns: readonly CombinedKind[];
  /** The patches that hold a share of the staged map's mass. */
  readonly mask: { readonly shown: boolean; readonly share: number };
}

/** As a visitor finds it. The share is the one in the example of DINO's script. */
export const DEFAULT_COMBINING: Combining = {
  weights: {},
  rollout: DEFAULT_ROLLOUT,
  range: { start: 0, heads: 'mean' },
  columns: [],
  mask: { shown: false, share: 0.6 },
};

/** Whether a map is made by these settings. */
export function isCombined(map: { readonly kind: string }): map is { readonly kind: CombinedKind } {
  return map.kind === 'weighted' || map.kind === 'rollout' || map.kind === 'range';
}

/** A layer that was chosen in another model, within this one's. */
export function withinDepth(layer: number, depth: number): number {
  return Math.min(layer, Math.max(0, depth - 1));
}

/** The weights with one head's changed; those that are 1 are left out. */
export function withWeight(weights: HeadWeights, head: number, weight: number): HeadWeights {
  const { [head]: _former, ...others } = weights;
  return weight === 1 ? others : { ...others, [head]: weight };
}
