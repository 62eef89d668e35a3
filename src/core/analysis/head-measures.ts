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
  readonly both: readonly (readonly [own: number, other: number])[];
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
  return { both, ownAlone, otherAlone: [...partners.values()] };
}

function tokensByName(layout: TokenLayout): Map<string, number> {
  const count = prefixCount(layout) + patchCount(layout) + layout.testTimeRegisters;
  return new Map(Array.from({ length: count }, (_, token) => [tokenName(layout, token), token]));
}

function distanceOf(own: Float32Array, other: Float32Array, pairs: TokenPairs): number {
  const ownSum = own.reduce((sum, value) => sum + value, 0);
  const otherSum = other.reduce((sum, value) => sum + value, 0);
  // What one of the two does not have at all lies a whole bit from the mean of both.
  let bits = 0;
  for (const token of pairs.ownAlone) bits += own[token]! / ownSum;
  for (const token of pairs.otherAlone) bits += other[token]! / otherSum;
  for (const [ownToken, otherToken] of pairs.both) {
    const p = own[ownToken]! / ownSum;
    const q = other[otherToken]! / otherSum;
    if (p > 0) bits += p * Math.log2((2 * p) / (p + q));
    if (q > 0) bits += q * Math.log2((2 * q) / (p + q));
  }
  return Number.isNaN(bits) ? Number.NaN : Math.sqrt(Math.min(1, Math.max(0, bits / 2)));
}
