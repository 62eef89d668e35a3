import { describe, expect, it } from 'vitest';
import { countKept, isKept, rankHeads } from './ranked-heads.ts';

const values = Float32Array.of(2, Number.NaN, 5, 2, -1);

describe('ranked heads', () => {
  it('come the highest or the lowest first, equal ones in place, those without a value last', () => {
    expect(rankHeads(values, true)).toEqual([2, 0, 3, 4, 1]);
    expect(rankHeads(values, false)).toEqual([4, 0, 3, 2, 1]);
  });

  it('are kept at and beyond a limit, never without a value', () => {
    expect(countKept(values, { keeps: 'at-least', limit: 2 })).toBe(3);
    expect(countKept(values, { keeps: 'at-most', limit: 2 })).toBe(3);
    expect(isKept(Number.NaN, { keeps: 'at-most', limit: 2 })).toBe(false);
  });
});
