import * as words from '#words/core/outlier-rules.ts';
import {
  mean,
  medianAbsoluteDeviation,
  medianOf,
  quantile,
  standardDeviation,
} from '../tensor/statistics.ts';

/** When the norm of a token counts as an outlier. Norms above the threshold do; the threshold itself does not. */
export type OutlierRule =
  /** median + k · 1.4826 · MAD: outliers do not move it. */
  | { readonly kind: 'robust'; readonly k: number }
  /** mean + n standard deviations. */
  | { readonly kind: 'sigma'; readonly sigmas: number }
  /** The quantile itself, as a share in [0, 1]. */
  | { readonly kind: 'quantile'; readonly share: number }
  /** A multiple of the median. */
  | { readonly kind: 'multiple'; readonly factor: number }
  /** A fixed norm, for a model whose norms are known. */
  | { readonly kind: 'absolute'; readonly norm: number };

export type OutlierRuleKind = OutlierRule['kind'];

/** The rules as they are offered, with the values that the literature uses. */
export const DEFAULT_RULES: { readonly [Kind in OutlierRuleKind]: Extract<OutlierRule, { kind: Kind }> } = {
  robust: { kind: 'robust', k: 4 },
  sigma: { kind: 'sigma', sigmas: 3 },
  quantile: { kind: 'quantile', share: 0.98 },
  multiple: { kind: 'multiple', factor: 4 },
  absolute: { kind: 'absolute', norm: 150 },
};

/** Makes the MAD of a normal distribution equal its standard deviation. */
const MAD_TO_SIGMA = 1.4826;

/** What a rule found in one layer. */
export interface Outliers {
  /** In the unit of the norms. */
  readonly threshold: number;
  /** Positions in the list that was given, ascending. */
  readonly indices: readonly number[];
  /** Share of the list, in [0, 1]. */
  readonly share: number;
}

/** The norm above which a token is an outlier; NaN of an empty list under all rules but `absolute`. */
export function outlierThreshold(norms: Float32Array, rule: OutlierRule): number {
  switch (rule.kind) {
    case 'robust':
      return medianOf(norms) + rule.k * MAD_TO_SIGMA * medianAbsoluteDeviation(norms);
    case 'sigma':
      return mean(norms) + rule.sigmas * standardDeviation(norms);
    case 'quantile':
      return quantile(norms, rule.share);
    case 'multiple':
      return medianOf(norms) * rule.factor;
    case 'absolute':
      return rule.norm;
  }
}

/** The outliers among the norms of one layer's patches. */
export function findOutliers(norms: Float32Array, rule: OutlierRule): Outliers {
  const threshold = outlierThreshold(norms, rule);
  const indices: number[] = [];
  for (let index = 0; index < norms.length; index++) {
    if (norms[index]! > threshold) indices.push(index);
  }
  return { threshold, indices, share: norms.length === 0 ? 0 : indices.length / norms.length };
}

/** The rule in words, with its value: what stands beside every count. */
export function describeRule(rule: OutlierRule): string {
  switch (rule.kind) {
    case 'robust':
      return words.robust(rule.k);
    case 'sigma':
      return words.sigma(rule.sigmas);
    case 'quantile':
      return words.quantile(rule.share);
    case 'multiple':
      return words.multiple(rule.factor);
    case 'absolute':
      return words.absolute(rule.norm);
  }
}
