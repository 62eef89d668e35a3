import { patchCount, patchValues, prefixCount, type TokenLayout, tokenName } from '../vit/token-layout.ts';
import { type AttentionStack, headValues } from './attention-stack.ts';

/** What the heads of all layers can be ordered and filtered by. */
export type HeadMeasure = 'sink-share' | 'entropy' | 'similarity' | 'distance';

/** Share of each head's attention that the sinks receive, mean over queries [layers · heads]. */
export function sinkShares(received: AttentionStack, sinks: readonly number[]): Float32Array {
  return measureHeads(received, (row) => sinks.reduce((sum, token) => sum + row[token]!, 0));
}

/** Entropy of each head's rows in nats, mean over queries [layers · heads]. */
export function meanEntropies(entropy: AttentionStack): Float32Array {
  return measureHeads(entropy, (row) => row.reduce((sum, value) => sum + value, 0) / row.length);
}

/**
 * Cosine similarity of each head's patches to a map's [rows · columns], so [layers · heads]; special tokens do not
 * count. NaN where one of the two is 0 at every patch.
 */
export function similarities(
  stack: AttentionStack,
  layout: TokenLayout,
  map: ArrayLike<number>,
): Float32Array {
  const mapSquare = dot(map, map);
  return measureHeads(stack, (row) => {
    const patches = patchValues(layout, row);
    return dot(patches, map) / Math.sqrt(dot(patches, patches) * mapSquare);
  });
}

/** One trace's attention and the tokens that it is over. */
export interface LaidOutStack {
  readonly stack: AttentionStack;
  readonly layout: TokenLayout;
}

/**
 * Jensen–Shannon distance of each head's map to the same head's map of another trace, 0 to 1 [layers · heads]: the
 * root of the divergence in bits (Lin 1991; a metric: Endres & Schindelin 2003), of maps that are made to add up to 1
 * over all tokens. A token that one of the two does not have counts there as 0. NaN where the other has no such head
 * or another patch grid, and where a map adds up to 0.
 */
export function jensenShannonDistances(own: LaidOutStack, other: LaidOutStack): Float32Array {
  const { layers, heads } = own.stack;
  const isSameGrid = own.layout.rows === other.layout.rows && own.layout.columns === other.layout.columns;
  const distances = new Float32Array(layers * heads).fill(Number.NaN);
  if (!isSameGrid) return distances;
  const pairs = pairTokens(own.layout, other.layout);
  for (let layer = 0; layer < Math.min(layers, other.stack.layers); layer++) {
    for (let head = 0; head < Math.min(heads, other.stack.heads); head++) {
      distances[layer * heads + head] = distanceOf(
        headValues(own.stack, layer, head),
        headValues(other.stack, layer, head),
        pairs,
      );
    }
  }
  return distances;
}

function measureHeads(stack: AttentionStack, measure: (row: Float32Array) => number): Float32Array {
  const { layers, heads } = stack;
  return Float32Array.from({ length: layers * heads }, (_, head) => measure(headValues(stack, 0, head)));
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}

/** Tokens of two layouts with the same patch grid, by role. */
interface TokenPairs {
  /** Of the tokens that both have: where each has them, in the same order. */
  readonly own: Int32Array;
  readonly other: Int32Array;
  readonly ownAlone: readonly number[];
  readonly otherAlone: readonly number[];
}

function pairTokens(own: TokenLayout, other: TokenLayout): TokenPairs {
  const partners = tokensByName(other);
  const both: [number, number][] = [];
  const ownAlone: number[] = [];
  for (const [name, token] of tokensByName(own)) {
    const partner = partners.get(name);
    if (partner === undefined) ownAlone.push(token);
    else both.push([token, partner]);
    partners.delete(name);
  }
  return {
    own: Int32Array.from(both, ([token]) => token),
    other: Int32Array.from(both, ([, partner]) => partner),
    ownAlone,
    otherAlone: [...partners.values()],
  };
}

function tokensByName(layout: TokenLayout): Map<string, number> {
  const count = prefixCount(layout) + patchCount(layout) + layout.testTimeRegisters;
  return new Map(Array.from({ length: count }, (_, token) => [tokenName(layout, token), token]));
}

function distanceOf(own: Float32Array, other: Float32Array, pairs: TokenPairs): number {
  const ownSum = sumOf(own);
  const otherSum = sumOf(other);
  // What one of the two does not have at all lies a whole bit from the mean of both.
  let bits = 0;
  for (const token of pairs.ownAlone) bits += own[token]! / ownSum;
  for (const token of pairs.otherAlone) bits += other[token]! / otherSum;
  // A million pairs: natural logarithms cost half of those in bits.
  let nats = 0;
  for (let pair = 0; pair < pairs.own.length; pair++) {
    const p = own[pairs.own[pair]!]! / ownSum;
    const q = other[pairs.other[pair]!]! / otherSum;
    if (p === q) continue;
    const twice = 2 / (p + q);
    if (p > 0) nats += p * Math.log(p * twice);
    if (q > 0) nats += q * Math.log(q * twice);
  }
  bits += nats / Math.LN2;
  return Number.isNaN(bits) ? Number.NaN : Math.sqrt(Math.min(1, Math.max(0, bits / 2)));
}

function sumOf(values: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  return sum;
}
