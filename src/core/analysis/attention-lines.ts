/** One layer's queries and keys [heads, tokens, head width]. */
export interface QueriesAndKeys {
  readonly q: Float32Array;
  readonly k: Float32Array;
  readonly heads: number;
  readonly tokens: number;
}

/** What a token attends to in one layer: softmax over keys of q · k / √d [heads, tokens]. */
export function attentionRow({ q, k, heads, tokens }: QueriesAndKeys, token: number): Float32Array {
  const scores = scoresOf(q, k, { heads, tokens, token });
  for (let head = 0; head < heads; head++)
    softmaxInPlace(scores.subarray(head * tokens, (head + 1) * tokens));
  return scores;
}

/** Who attends to a token in one layer: exp(q · k / √d − logsumexp of each query's row) [heads, tokens]. */
export function attentionColumn(
  { q, k, heads, tokens }: QueriesAndKeys,
  logsumexp: Float32Array,
  token: number,
): Float32Array {
  return scoresOf(k, q, { heads, tokens, token }).map((score, i) => Math.exp(score - logsumexp[i]!));
}

/** Scaled dot products of one token's vectors in `own` with every token's in `all` [heads, tokens]. */
function scoresOf(
  own: Float32Array,
  all: Float32Array,
  { heads, tokens, token }: { heads: number; tokens: number; token: number },
): Float32Array {
  const headWidth = all.length / (heads * tokens);
  const scale = headWidth ** -0.5;
  const scores = new Float32Array(heads * tokens);
  for (let head = 0; head < heads; head++) {
    const ownBegin = (head * tokens + token) * headWidth;
    for (let other = 0; other < tokens; other++) {
      const begin = (head * tokens + other) * headWidth;
      let sum = 0;
      for (let i = 0; i < headWidth; i++) sum += own[ownBegin + i]! * all[begin + i]!;
      scores[head * tokens + other] = sum * scale;
    }
  }
  return scores;
}

function softmaxInPlace(values: Float32Array): void {
  let maximum = Number.NEGATIVE_INFINITY;
  for (const value of values) maximum = Math.max(maximum, value);
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const exponential = Math.exp(values[i]! - maximum);
    values[i] = exponential;
    total += exponential;
  }
  for (let i = 0; i < values.length; i++) values[i] = values[i]! / total;
}
