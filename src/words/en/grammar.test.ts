import { expect, test } from 'vitest';
import { counted, firstOf } from './grammar.ts';

test('things are counted as one says it', () => {
  expect([1, 2, 0, 1370].map((count) => counted(count, 'patch', 'patches'))).toEqual([
    '1 patch',
    '2 patches',
    '0 patches',
    '1,370 patches',
  ]);
});

test('long lists say how many are left out', () => {
  expect(firstOf(['a', 'b', 'c'], 2)).toBe('a · b and 1 more');
  expect(firstOf(['a'], 2)).toBe('a');
});
