import { describe, expect, it } from 'vitest';
import { topClasses } from './top-classes.ts';

describe('topClasses', () => {
  it('ranks by probability and normalises over all classes, not over the shown ones', () => {
    const ranked = topClasses(Float32Array.of(0, Math.log(6), Math.log(3), 0), 2);
    expect(ranked.map((entry) => entry.index)).toEqual([1, 2]);
    expect(ranked[0]!.probability).toBeCloseTo(6 / 11, 6);
    expect(ranked[1]!.probability).toBeCloseTo(3 / 11, 6);
  });

  it('does not overflow on large logits', () => {
    expect(topClasses(Float32Array.of(1000, 999), 1)[0]!.probability).toBeCloseTo(1 / (1 + Math.exp(-1)), 6);
  });

  it('keeps the order of classes that are equal', () => {
    expect(topClasses(Float32Array.of(1, 1, 1), 3).map((entry) => entry.index)).toEqual([0, 1, 2]);
  });
});
