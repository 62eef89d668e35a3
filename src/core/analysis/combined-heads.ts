import { type AttentionStack, headValues, meanOverHeads } from './attention-stack.ts';

/** By head; a head that is not named has weight 1. */
export type HeadWeights = Readonly<Record<number, number>>;

/** How the heads of one layer are combined. */
export type HeadCombination =
  | { readonly kind: 'mean' }
  | { readonly kind: 'max' }
  | { readonly kind: 'weighted'; readonly weights: HeadWeights };

/** One layer's heads as one map [tokens]. Weights count relative to their sum; where all are 0 the map is 0. */
export function combineHeads(stack: AttentionStack, layer: number, how: HeadCombination): Float32Array {
  switch (how.kind) {
    case 'mean':
      return meanOverHeads(stack, layer);
    case 'max':
      return maxOverHeads(stack, layer);
    case 'weighted':
      return weightedHeads(stack, layer, how.weights);
  }
}

/** The mean of a range of layers' maps [tokens], first and last included. */
export function meanOverLayers(
  stack: AttentionStack,
  { first, last }: { readonly first: number; readonly last: number },
  how: HeadCombination,
): Float32Array {
  const mean = new Float32Array(stack.tokens);
  for (let layer = first; layer <= last; layer++) addTo(mean, combineHeads(stack, layer, how), 1);
  return scaled(mean, 1 / (last - first + 1));
}

function maxOverHeads(stack: AttentionStack, layer: number): Float32Array {
  const largest = headValues(stack, layer, 0).slice();
  for (let head = 1; head < stack.heads; head++) {
    const values = headValues(stack, layer, head);
    for (let token = 0; token < largest.length; token++) {
      if (values[token]! > largest[token]!) largest[token] = values[token]!;
    }
  }
  return largest;
}

function weightedHeads(stack: AttentionStack, layer: number, weights: HeadWeights): Float32Array {
  const sum = new Float32Array(stack.tokens);
  let total = 0;
  for (let head = 0; head < stack.heads; head++) {
    const weight = weights[head] ?? 1;
    if (weight === 0) continue;
    total += weight;
    addTo(sum, headValues(stack, layer, head), weight);
  }
  return total > 0 ? scaled(sum, 1 / total) : sum;
}

function addTo(sum: Float32Array, values: Float32Array, weight: number): void {
  for (let token = 0; token < sum.length; token++) sum[token] = sum[token]! + weight * values[token]!;
}

function scaled(values: Float32Array, factor: number): Float32Array {
  for (let token = 0; token < values.length; token++) values[token] = values[token]! * factor;
  return values;
}
