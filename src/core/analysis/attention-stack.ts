import { patchCount, prefixCount, type TokenLayout } from '../vit/token-layout.ts';

/** One number per token for every layer and head, [layers, heads, tokens]. */
export interface AttentionStack {
  readonly layers: number;
  readonly heads: number;
  readonly tokens: number;
  readonly values: Float32Array;
}

/** The tokens' values of one layer and head, as a view [tokens]. */
export function headValues(stack: AttentionStack, layer: number, head: number): Float32Array {
  const start = (layer * stack.heads + head) * stack.tokens;
  return stack.values.subarray(start, start + stack.tokens);
}

/** The mean over heads of one layer [tokens]. */
export function meanOverHeads(stack: AttentionStack, layer: number): Float32Array {
  const sum = new Float32Array(stack.tokens);
  for (let head = 0; head < stack.heads; head++) {
    const row = headValues(stack, layer, head);
    for (let token = 0; token < sum.length; token++) sum[token] = sum[token]! + row[token]!;
  }
  for (let token = 0; token < sum.length; token++) sum[token] = sum[token]! / stack.heads;
  return sum;
}

/** The largest of all heads at each token of one layer [tokens]. */
export function maxOverHeads(stack: AttentionStack, layer: number): Float32Array {
  const largest = headValues(stack, layer, 0).slice();
  for (let head = 1; head < stack.heads; head++) {
    const row = headValues(stack, layer, head);
    for (let token = 0; token < largest.length; token++) {
      if (row[token]! > largest[token]!) largest[token] = row[token]!;
    }
  }
  return largest;
}

/** Largest value among the patches; special tokens do not count. */
export function largestPatch(layout: TokenLayout, perToken: Float32Array): number {
  const first = prefixCount(layout);
  const last = first + patchCount(layout);
  let largest = 0;
  for (let token = first; token < last; token++) if (perToken[token]! > largest) largest = perToken[token]!;
  return largest;
}
