import { mean } from '../tensor/statistics.ts';
import { patchValues, prefixCount, summaryCount, type TokenLayout, tokenCount } from '../vit/token-layout.ts';
import { findOnset, maxOverMedian } from './onset.ts';
import { findOutliers, type OutlierRule } from './outliers.ts';

/** The tokens whose share of the attention is followed from layer to layer. */
export interface FollowedSinks {
  /** Token indices, ascending. */
  readonly tokens: readonly number[];
  readonly registers: number;
  /** Patches whose norm is an outlier in `layer`. */
  readonly outliers: number;
  /** Where artifacts stand out most; undefined where there are none. */
  readonly layer: number | undefined;
}

/**
 * The sinks of a run: its registers, trained and test-time, and the patches that a rule finds in the block outputs
 * (norms [tokens] a layer) of the layer where artifacts stand out most.
 */
export function followedSinks(
  norms: readonly Float32Array[],
  layout: TokenLayout,
  rule: OutlierRule,
): FollowedSinks {
  const patches = norms.map((all) => patchValues(layout, all));
  const layer = findOnset(patches.map(maxOverMedian))?.detectLayer;
  const outliers = layer === undefined ? [] : findOutliers(patches[layer]!, rule).indices;
  const first = prefixCount(layout);
  const trained = Array.from({ length: layout.registers }, (_, index) => summaryCount(layout) + index);
  const added = Array.from(
    { length: layout.testTimeRegisters },
    (_, index) => tokenCount(layout) - layout.testTimeRegisters + index,
  );
  return {
    tokens: [...trained, ...outliers.map((patch) => first + patch), ...added],
    registers: trained.length + added.length,
    outliers: outliers.length,
    layer,
  };
}

/** Share of a layer's attention that sinks receive, in [0, 1], mean over heads and queries; of [heads, tokens]. */
export function receivedShare(received: Float32Array, tokens: number, sinks: readonly number[]): number {
  const heads = received.length / tokens;
  let sum = 0;
  for (let head = 0; head < heads; head++) {
    for (const sink of sinks) sum += received[head * tokens + sink]!;
  }
  return sum / heads;
}

/** Mean entropy of a layer's attention rows in nats, over heads and queries [heads, tokens]. */
export function meanEntropy(entropy: Float32Array): number {
  return mean(entropy);
}
