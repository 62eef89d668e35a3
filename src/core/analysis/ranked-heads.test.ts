import { describe, expect, it } from 'vitest';
import { keptHeads, limitAmong, rankHeads } from './ranked-heads.ts';

const values = Float32Array.of(2, Number.NaN, 5, 2, -1);

describe('ranked heads', () => {
  it('come the highest or the lowest first, equal ones in place, those without a value last', () => {
    expect(rankHeads(values, true)).toEqual([2, 0, 3, 4, 1]);
    expect(rankHeads(values, false)).toEqual([4, 0, 3, 2, 1]);
  });

  it('are kept at and beyond a limit, never without a value', () => {
    expect([...keptHeads(values, { keeps: 'at-least', limit: 2 })]).toEqual([1, 0, 1, 1, 0]);
    expect([...keptHeads(values, { keeps: 'at-most', limit: 2 })]).toEqual([1, 0, 0, 1, 1]);
  });

  it('are kept from the median of those that have a value', () => {
    expect(limitAmong(values, { keeps: 'at-most', limit: 'median' })).toBe(2);
    expect([...keptHeads(values, { keeps: 'at-most', limit: 'median' })]).toEqual([1, 0, 0, 1, 1]);
  });
});
