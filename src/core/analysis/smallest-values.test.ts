import { describe, expect, it } from 'vitest';
import { createNoise } from '../../../tools/fixtures/random-checkpoint.ts';
import { smallestValues } from './smallest-values.ts';

/** The value of a rank among parts that are passed over until it is found. */
function select(parts: readonly Float32Array[], rank: number): number {
  const selection = smallestValues(rank);
  for (;;) {
    for (const part of parts) selection.count(part);
    const found = selection.next();
    if (found !== undefined) return found;
  }
}

describe('smallestValues', () => {
  it('finds every rank of numbers that come in parts', () => {
    const values = createNoise(3)(500, 1e-3, 0).map(Math.abs);
    values.set([0, 0, 1, 1, 1.5e-42, 3e38]);
    const parts = [values.subarray(0, 7), values.subarray(7, 320), values.subarray(320)];
    const sorted = values.toSorted();
    for (let rank = 1; rank <= values.length; rank++) expect(select(parts, rank)).toBe(sorted[rank - 1]);
  });
});
