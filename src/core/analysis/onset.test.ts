import { describe, expect, test } from 'vitest';
import { findOnset, maxOverMedian } from './onset.ts';

describe('findOnset', () => {
  test('appears where max / median jumps, and is detected where it is largest', () => {
    expect(findOnset([1.4, 1.3, 1.3, 2.3, 44.9, 35.1, 31.5])).toEqual({ layer: 4, detectLayer: 4 });
    expect(findOnset([1.4, 1.3, 12, 40, 45, 20])).toEqual({ layer: 2, detectLayer: 4 });
  });

  test('does not take norms that are uneven from the first block on for artifacts', () => {
    // The embedded model without artifacts on one of the samples.
    expect(findOnset([2.48, 1.92, 1.45, 1.3, 1.22, 1.11])).toBeUndefined();
  });

  test('finds mild artifacts behind a first block that is as uneven', () => {
    // A DINOv2 ViT-S/14 at 224 px, whose norms rise in block 10 only.
    const ratios = [2.16, 1.77, 1.27, 1.29, 1.32, 1.36, 1.39, 1.44, 1.27, 1.67, 2.09, 1.26];
    expect(findOnset(ratios)).toEqual({ layer: 9, detectLayer: 10 });
  });

  test('finds nothing where norms stay alike, and in a model of one block', () => {
    expect(findOnset([1.1, 1.2, 1.3, 1.9])).toBeUndefined();
    expect(findOnset([9])).toBeUndefined();
    expect(findOnset([])).toBeUndefined();
  });
});

test('maxOverMedian is the largest over the median', () => {
  expect(maxOverMedian(Float32Array.of(2, 8, 2, 1, 3))).toBe(4);
});
