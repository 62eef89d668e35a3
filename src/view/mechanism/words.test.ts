import { expect, test } from 'vitest';
import { counted, firstOf, ranges } from './words.ts';

test('things are counted as one says it', () => {
  expect([counted(1, 'patch'), counted(2, 'patch'), counted(0, 'neuron')]).toEqual([
    '1 patch',
    '2 patches',
    '0 neurons',
  ]);
});

test('runs of indices are drawn together', () => {
  expect(ranges([7, 2, 3, 4, 0, 2])).toBe('0, 2–4, 7');
  expect(ranges([])).toBe('');
});

test('long lists say how many are left out', () => {
  expect(firstOf(['a', 'b', 'c'], 2)).toBe('a · b and 1 more');
  expect(firstOf(['a'], 2)).toBe('a');
});
