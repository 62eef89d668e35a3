import { describe, expect, it } from 'vitest';
import { readToken } from './token-reading.ts';

const layout = { cls: 1, registers: 1, rows: 1, columns: 4, testTimeRegisters: 1 } as const;
const tokens = Float32Array.of(0.25, 0.125, 0.0625, 0.25, 0.0625, 0, 0.25);

describe('a token’s reading', () => {
  it('has its value, its share of the whole map and its rank among the patches', () => {
    expect(readToken(layout, { tokens }, 3)).toEqual({ value: 0.25, share: 0.25, rank: 1 });
    expect(readToken(layout, { tokens: tokens.map((value) => value * 4) }, 3).share).toBe(0.25);
  });

  it('shares its rank with equal patches', () => {
    expect([2, 4, 5].map((token) => readToken(layout, { tokens }, token).rank)).toEqual([2, 2, 4]);
  });

  it('has no rank where it is no patch', () => {
    expect([0, 1, 6].map((token) => readToken(layout, { tokens }, token).rank)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
