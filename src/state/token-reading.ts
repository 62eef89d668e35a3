import { patchCount, patchValues, prefixCount, type TokenLayout } from '../core/vit/token-layout.ts';
import type { TokenMap } from './layer-maps.ts';

/** What a map says about one token. */
export interface TokenReading {
  readonly value: number;
  /** Of all tokens' values together, 0 to 1. */
  readonly share: number;
  /** Among the patches, from 1 for the largest; equal values share the better one. Undefined of a special token. */
  readonly rank: number | undefined;
}

/** One token's number in a map, with its share and rank. */
export function readToken(layout: TokenLayout, map: Pick<TokenMap, 'tokens'>, token: number): TokenReading {
  const value = map.tokens[token] ?? Number.NaN;
  const patch = token - prefixCount(layout);
  const isPatch = patch >= 0 && patch < patchCount(layout);
  return {
    value,
    share: value / map.tokens.reduce((sum, other) => sum + other, 0),
    rank: isPatch ? 1 + larger(patchValues(layout, map.tokens), value) : undefined,
  };
}

function larger(values: Float32Array, than: number): number {
  let count = 0;
  for (const value of values) if (value > than) count++;
  return count;
}
