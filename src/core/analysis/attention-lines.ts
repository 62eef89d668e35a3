import type { Normaliser } from '../vit/spec.ts';

/** One layer's queries and keys [heads, tokens, head width], and how its scores become weights. */
export interface AttentionInputs {
  readonly q: Float32Array;
  readonly k: Float32Array;
  readonly heads: number;
  readonly tokens: number;
  readonly normaliser: Normaliser;
  /** Added to the scores, by head and key [heads, tokens]. */
  readonly mask: Float32Array | undefined;
}

/** What a token attends to in one layer [heads, tokens (key)]. */
export function attentionRow(layer: AttentionInputs, token: number): Float32Array {
  const scores = scoresOf(layer.q, layer.k, layer, token);
  layer.mask?.forEach((value, i) => {
    scores[i] = scores[i]! + value;
  });
  for (let head = 0; head < layer.heads; head++) {
    normaliseRow(scores.subarray(head * layer.tokens, (head + 1) * layer.tokens), layer.normaliser);
  }
  return scores;
}

/**
 * Who attends to a token in one layer [heads, tokens (query)]. `logsumexp` [heads, tokens (query)] is the rows'
 * log Σ exp; sigmoid attention needs none.
 */
export function attentionColumn(
  layer: AttentionInputs,
  logsumexp: Float32Array | undefined,
  token: number,
): Float32Array {
  const { normaliser, mask, tokens } = layer;
  const scores = scoresOf(layer.k, layer.q, layer, token);
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]! + (mask?.[Math.floor(i / tokens) * tokens + token] ?? 0);
    const weight = logsumexp ? Math.exp(score - logsumexp[i]!) : sigmoid(score - Math.log(tokens));
    scores[i] = clipped(weight, normaliser.clip);
  }
  return scores;
}

/** Scaled dot products of one token's vectors in `own` with every token's in `all` [heads, tokens]. */
function scoresOf(
  own: Float32Array,
  all: Float32Array,
  { heads, tokens }: { heads: number; tokens: number },
  token: number,
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

/** Turns one row of scores into weights, in place. */
function normaliseRow(row: Float32Array, { kind, clip }: Normaliser): void {
  if (kind === 'sigmoid') {
    const bias = Math.log(row.length);
    for (let i = 0; i < row.length; i++) row[i] = clipped(sigmoid(row[i]! - bias), clip);
    return;
  }
  const virtualSink = kind === 'softmax-1';
  let largest = virtualSink ? 0 : Number.NEGATIVE_INFINITY;
  for (const score of row) largest = Math.max(largest, score);
  let total = virtualSink ? Math.exp(-largest) : 0;
  for (let i = 0; i < row.length; i++) {
    row[i] = Math.exp(row[i]! - largest);
    total += row[i]!;
  }
  for (let i = 0; i < row.length; i++) row[i] = clipped(row[i]! / total, clip);
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function clipped(weight: number, clip: Normaliser['clip']): number {
  return clip ? Math.min(Math.max(weight * (clip.eta - clip.gamma) + clip.gamma, 0), 1) : weight;
}
