import { describe, expect, it } from 'vitest';
import { mapPositions, positionOf } from './scaled-map.ts';

describe('a scaled map', () => {
  it('spreads values evenly on a linear axis', () => {
    const map = { values: Float32Array.of(0, 1, 2, 4), low: 0, high: 4, axis: 'linear' } as const;
    expect([...mapPositions(map)]).toEqual([0, 0.25, 0.5, 1]);
  });

  it('spreads ratios evenly on a log axis', () => {
    const map = { values: Float32Array.of(1, 10, 1000), low: 1, high: 1000, axis: 'log' } as const;
    expect([...mapPositions(map)].map((position) => Number(position.toFixed(6)))).toEqual([0, 0.333333, 1]);
  });

  it('does not clip, so that what lies beyond the end can be told', () => {
    expect(positionOf(8, { low: 0, high: 4, axis: 'linear' })).toBe(2);
  });

  it('puts every patch at 0 where all are equal', () => {
    expect([...mapPositions({ values: Float32Array.of(3, 3), low: 3, high: 3, axis: 'log' })]).toEqual([
      0, 0,
    ]);
  });
});
