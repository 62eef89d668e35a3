import { describe, expect, it } from 'vitest';
import { enlarge } from './enlarge.ts';

describe('enlarge', () => {
  it('interpolates between cell centres as torch does with align_corners=False', () => {
    const { rows, columns, values } = enlarge({ rows: 1, columns: 2, values: Float32Array.of(0, 1) }, 2);
    expect([rows, columns]).toEqual([2, 4]);
    expect([...values]).toEqual([0, 0.25, 0.75, 1, 0, 0.25, 0.75, 1]);
  });

  it('keeps a constant map constant', () => {
    const { values } = enlarge({ rows: 3, columns: 5, values: new Float32Array(15).fill(0.25) }, 7);
    expect(new Set(values)).toEqual(new Set([0.25]));
  });

  it('returns the same numbers at factor 1', () => {
    const values = Float32Array.of(1, 2, 3, 4, 5, 6);
    expect([...enlarge({ rows: 2, columns: 3, values }, 1).values]).toEqual([...values]);
  });
});
