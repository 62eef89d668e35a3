import { describe, expect, it } from 'vitest';
import {
  extent,
  mean,
  medianAbsoluteDeviation,
  medianOf,
  quantile,
  standardDeviation,
  summarise,
} from './statistics.ts';

const values = Float32Array.of(4, 1, 3, 2, 100);

describe('statistics', () => {
  it('finds the extremes and skips NaN', () => {
    expect(extent(Float32Array.of(Number.NaN, 3, -2))).toEqual([-2, 3]);
    expect(extent([])).toEqual([0, 0]);
  });

  it('measures the mean and the population deviation as numpy does', () => {
    expect(mean(values)).toBe(22);
    expect(standardDeviation(Float32Array.of(2, 4, 4, 4, 5, 5, 7, 9))).toBe(2);
  });

  it('takes the middle of an odd and the midpoint of an even list', () => {
    expect(medianOf(values)).toBe(3);
    expect(medianOf(Float32Array.of(1, 2, 3, 10))).toBe(2.5);
  });

  it('measures the spread around the median without being moved by one outlier', () => {
    expect(medianAbsoluteDeviation(values)).toBe(1);
  });

  it('interpolates quantiles linearly', () => {
    expect(quantile(Float32Array.of(10, 20, 30, 40), 0.5)).toBe(25);
    expect(quantile(Float32Array.of(10, 20, 30, 40), 0.9)).toBeCloseTo(37, 9);
    expect(quantile(values, 1)).toBe(100);
  });

  it('leaves its input as it was', () => {
    quantile(values, 0.5);
    medianOf(values);
    expect([...values]).toEqual([4, 1, 3, 2, 100]);
  });

  it('summarises a list', () => {
    expect(summarise(values)).toEqual({ count: 5, minimum: 1, median: 3, mean: 22, maximum: 100 });
  });
});
