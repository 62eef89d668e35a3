import { patchValues, summaryCount, type TokenLayout, tokenCount } from '../vit/token-layout.ts';
import { findOnset, maxOverMedian } from './onset.ts';
import { DEFAULT_RULES, outlierThreshold } from './outliers.ts';

/** What a run tells of its tokens, by layer. */
export interface TokenMeasures {
  /** L2 norms of the block outputs [tokens]. */
  readonly norms: readonly Float32Array[];
  /** Attention received [heads, tokens]. */
  readonly received: readonly Float32Array[];
}

/** Chosen sinks and the layers whose attention meets them. */
export interface Sinks {
  readonly tokens: readonly number[];
  readonly layers: readonly number[];
}

/**
 * Chooses sinks among all tokens but CLS. `outliers`: norm above the robust threshold of the patches in the layer
 * where artifacts stand out most. `received`: attention received, averaged over heads and over the layers after the
 * onset, above the robust threshold of the patches. Without artifacts there are none.
 */
export function chooseSinks(
  measures: TokenMeasures,
  layout: TokenLayout,
  rule: 'outliers' | 'received',
): Sinks {
  const onset = findOnset(measures.norms.map((norms) => maxOverMedian(patchValues(layout, norms))));
  if (!onset) return { tokens: [], layers: [] };
  const layers = Array.from(measures.norms.keys()).filter((layer) => layer > onset.layer);
  const values =
    rule === 'outliers'
      ? measures.norms[onset.detectLayer]!
      : meanReceived(
          layers.map((layer) => measures.received[layer]!),
          tokenCount(layout),
        );
  const threshold = outlierThreshold(patchValues(layout, values), DEFAULT_RULES.robust);
  const tokens = Array.from(values.keys()).filter(
    (token) => token >= summaryCount(layout) && values[token]! > threshold,
  );
  return { tokens, layers };
}

/** Mean over layers and heads [tokens]. */
function meanReceived(layers: readonly Float32Array[], tokens: number): Float32Array {
  const mean = new Float32Array(tokens);
  let rows = 0;
  for (const received of layers) {
    for (let begin = 0; begin < received.length; begin += tokens) {
      for (let token = 0; token < tokens; token++) mean[token] = mean[token]! + received[begin + token]!;
      rows++;
    }
  }
  return mean.map((sum) => sum / Math.max(rows, 1));
}
