import { expect, test } from 'vitest';
import { askingPhrase, maskedTokens, patchesAmong } from './asking-patches.ts';

const layout = { cls: 1, registers: 2, rows: 4, columns: 5, testTimeRegisters: 1 } as const;
const at = (row: number, column: number) => 3 + row * 5 + column;

test('those who ask have a name, and a set says where it lies', () => {
  expect(askingPhrase(layout, [0])).toBe('CLS');
  expect(askingPhrase(layout, [2])).toBe('register R2');
  expect(askingPhrase(layout, [at(2, 4)])).toBe('patch 2, 4');
  expect(askingPhrase(layout, [at(1, 1), at(1, 2), at(2, 1), at(2, 2)])).toBe(
    '4 patches, a box: rows 1 to 2, columns 1 to 2',
  );
  expect(askingPhrase(layout, [at(0, 0), at(1, 1), at(2, 2)])).toBe(
    '3 patches, a lasso within: rows 0 to 2, columns 0 to 2',
  );
});

test('only patches have a place on the map', () => {
  expect(patchesAmong(layout, [0, 1, 2, at(0, 0), at(3, 4), 23])).toEqual([at(0, 0), at(3, 4)]);
  expect(maskedTokens(layout, Uint8Array.of(0, 1, 0, 1))).toEqual([4, 6]);
});
