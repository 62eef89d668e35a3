import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histogram } from './norm-histogram.ts';

describe('histogram', () => {
  it('makes bins of equal width on a linear axis and keeps the right edge in the last bin', () => {
    const { edges, counts } = histogram(Float32Array.of(0, 0.9, 1, 3.5, 4), [0, 4], 4, 'linear');
    expect([...edges]).toEqual([0, 1, 2, 3, 4]);
    expect([...counts]).toEqual([2, 1, 0, 2]);
  });

  it('makes bins of equal ratio on a log axis', () => {
    const { edges, counts } = histogram(Float32Array.of(1, 5, 50, 500), [1, 1000], 3, 'log');
    expect([...edges].map((edge) => Math.round(edge))).toEqual([1, 10, 100, 1000]);
    expect([...counts]).toEqual([2, 1, 1]);
  });

  it('puts zeros of a log axis into the first bin', () => {
    expect([...histogram(Float32Array.of(0, 2), [1, 100], 2, 'log').counts]).toEqual([2, 0]);
  });

  it('loses no value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: 0, max: 600, noNaN: true })),
        fc.constantFrom('linear', 'log'),
        (list, scale) => {
          const { counts } = histogram(Float32Array.from(list), [1, 500], 17, scale as 'linear' | 'log');
          return counts.reduce((sum, count) => sum + count, 0) === list.length;
        },
      ),
    );
  });

  it('refuses a domain without extent', () => {
    expect(() => histogram(new Float32Array(1), [3, 3], 4, 'linear')).toThrow('cannot run from 3 to 3');
    expect(() => histogram(new Float32Array(1), [0, 3], 4, 'log')).toThrow('log axis cannot run from 0');
  });
});
