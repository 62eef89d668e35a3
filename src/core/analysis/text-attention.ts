/** Attention of a text tower after the softmax [layers, heads, tokens (query), tokens (key)]. */
export interface TextAttention {
  readonly layers: number;
  readonly heads: number;
  readonly tokens: number;
  readonly values: Float32Array;
}

/** One layer's matrix: of a head, or the mean of all heads [tokens (query), tokens (key)]. */
export function attentionMatrix(
  { heads, tokens, values }: TextAttention,
  layer: number,
  head: number | 'mean',
): Float32Array {
  const size = tokens * tokens;
  const of = (index: number) =>
    values.subarray((layer * heads + index) * size, (layer * heads + index + 1) * size);
  if (head !== 'mean') return of(head);
  const mean = new Float32Array(size);
  for (let index = 0; index < heads; index++) {
    for (const [i, share] of of(index).entries()) mean[i]! += share / heads;
  }
  return mean;
}

/**
 * How much of its attention the prompt gives to its first token: the mean over all later queries, as the first can
 * look at nothing else (Xiao et al. 2024 call the first tokens attention sinks). NaN for a single token.
 */
export function firstTokenShare(matrix: Float32Array, tokens: number): number {
  let sum = 0;
  for (let query = 1; query < tokens; query++) sum += matrix[query * tokens]!;
  return sum / (tokens - 1);
}
