import * as words from '#words/core/rollout.ts';
import { InputError } from '../input-error.ts';

/** How the heads' matrices of one layer become one. */
export type HeadFusion = 'mean' | 'max' | 'min';

/**
 * Attention rollout (Abnar & Zuidema 2020, "Quantifying Attention Flow in Transformers"): the product of the layers'
 * matrices from the first one on, each with its heads combined and its rows normalised to a sum of 1.
 */
export interface RolloutOptions {
  /** The first layer of the product. */
  readonly start: number;
  readonly heads: HeadFusion;
  /** Mixes each matrix with the identity, 0.5 · A + 0.5 · I, for the residual connection. */
  readonly identity: boolean;
  /**
   * The share of each combined matrix's smallest weights that counts as 0, before the identity is added, as in
   * vit_rollout.py of jacobgil/vit-explain.
   */
  readonly discard: number;
}

/** The paper's rollout. */
export const DEFAULT_ROLLOUT: RolloutOptions = { start: 0, heads: 'mean', identity: true, discard: 0 };

/** Beyond this nearly all weights are gone. */
export const LARGEST_DISCARD = 0.99;

/** Checks options against a model's depth. @throws InputError naming the option and its limit. */
export function checkRollout({ start, discard }: RolloutOptions, depth: number): void {
  if (!Number.isInteger(start) || start < 0 || start >= depth) {
    throw new InputError(words.unknownStart(start, depth - 1));
  }
  if (!(discard >= 0 && discard <= LARGEST_DISCARD)) {
    throw new InputError(words.impossibleDiscard(discard, LARGEST_DISCARD));
  }
}

/**
 * Each row's factor [rows]: its share in the row of the normalised matrix, before which the identity adds the row's own
 * token. A row without weight stays 0.
 */
export function rowFactors(sums: Float32Array, identity: boolean): Float32Array {
  return sums.map((sum) => {
    const total = identity ? sum + 1 : sum;
    return total > 0 ? 1 / total : 0;
  });
}
