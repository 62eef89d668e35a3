import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES, describeRule, findOutliers, outlierThreshold } from './outliers.ts';

const norms = Float32Array.of(10, 11, 12, 13, 14, 300);

describe('findOutliers', () => {
  it('puts the robust threshold at median + 4 · 1.4826 · MAD', () => {
    // median 12.5, deviations .5 .5 1.5 1.5 2.5 287.5, MAD 1.5
    expect(outlierThreshold(norms, DEFAULT_RULES.robust)).toBeCloseTo(12.5 + 4 * 1.4826 * 1.5, 9);
    expect(findOutliers(norms, DEFAULT_RULES.robust).indices).toEqual([5]);
  });

  it('lets one huge norm hide itself under mean + 3σ, which is why the robust rule is the default', () => {
    expect(outlierThreshold(norms, DEFAULT_RULES.sigma)).toBeCloseTo(60 + 3 * 107.3406, 2);
    expect(findOutliers(norms, DEFAULT_RULES.sigma).indices).toEqual([]);
  });

  it('takes the 98th percentile by linear interpolation', () => {
    const hundred = Float32Array.from({ length: 101 }, (_, index) => index);
    const found = findOutliers(hundred, DEFAULT_RULES.quantile);
    expect(found.threshold).toBeCloseTo(98, 9);
    expect(found.indices).toEqual([99, 100]);
    expect(found.share).toBeCloseTo(2 / 101, 9);
  });

  it('counts only norms above an absolute threshold, not the threshold itself', () => {
    expect(findOutliers(Float32Array.of(149, 150, 151), DEFAULT_RULES.absolute).indices).toEqual([2]);
  });

  it('finds none where all norms are equal', () => {
    expect(findOutliers(new Float32Array(400).fill(7), DEFAULT_RULES.robust).indices).toEqual([]);
  });

  it('finds none in an empty list', () => {
    expect(findOutliers(new Float32Array(0), DEFAULT_RULES.robust)).toMatchObject({ indices: [], share: 0 });
  });

  it('does not move the robust threshold when an outlier grows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 1_000_000 }), (huge) => {
        const grown = Float32Array.from(norms);
        grown[5] = huge;
        return (
          outlierThreshold(grown, DEFAULT_RULES.robust) === outlierThreshold(norms, DEFAULT_RULES.robust)
        );
      }),
    );
  });
});

describe('describeRule', () => {
  it('names every rule with its value', () => {
    expect(Object.values(DEFAULT_RULES).map(describeRule)).toEqual([
      'median + 4 · 1.4826 · MAD',
      'mean + 3 σ',
      'above the 98th percentile',
      '4 × median',
      'norm above 150',
    ]);
  });
});
