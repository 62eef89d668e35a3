/** How a row of scores becomes weights; `gated` is a softmax whose result is multiplied by a gate. */
export type RowNormaliser = 'softmax' | 'softmax-1' | 'sigmoid' | 'gated';

/**
 * The weights of one query over its keys. Softmax adds up to 1; softmax-1 has 1 more in its denominator, a key with
 * score 0 that holds nothing (Miller 2023); sigmoid looks at each key alone, with the bias −log n (Ramapuram et al.
 * 2025); a gate in [0, 1] scales what a softmax gave (Qiu et al. 2025).
 */
export function normaliseRow(scores: readonly number[], kind: RowNormaliser, gate = 1): number[] {
  if (kind === 'sigmoid') {
    const bias = Math.log(scores.length);
    return scores.map((score) => 1 / (1 + Math.exp(bias - score)));
  }
  const virtual = kind === 'softmax-1' ? 0 : Number.NEGATIVE_INFINITY;
  // Shifted by the largest, so that no exponential overflows.
  const shift = Math.max(virtual, ...scores);
  const exponentials = scores.map((score) => Math.exp(score - shift));
  const total = exponentials.reduce((sum, value) => sum + value, Math.exp(virtual - shift));
  const factor = kind === 'gated' ? gate : 1;
  return exponentials.map((value) => (factor * value) / total);
}

/**
 * Causal attention: row i has the weights of query i over the keys 0 … i. `scores` [queries, queries], of which only
 * the lower triangle counts.
 */
export function causalAttention(
  scores: readonly (readonly number[])[],
  kind: RowNormaliser,
  gate = 1,
): number[][] {
  return scores.map((row, query) => normaliseRow(row.slice(0, query + 1), kind, gate));
}
