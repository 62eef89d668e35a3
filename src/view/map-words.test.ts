import { expect, test } from 'vitest';
import { mapPlaces } from '../core/analysis/map-places.ts';
import type { TokenLayout } from '../core/vit/token-layout.ts';
import { fieldName, type MapQuantity, placesInWords } from './map-words.ts';

const layout: TokenLayout = { cls: 1, registers: 1, rows: 3, columns: 3, testTimeRegisters: 0 };
const attention: MapQuantity = { kind: 'mass', whole: 'of its attention' };

/** CLS, a register, then nine patches. */
const words = (tokens: readonly number[], quantity: MapQuantity) =>
  placesInWords(mapPlaces(layout, Float32Array.from(tokens)), quantity);

test('attention is told by the field with most of it, and a second that has at least half of that', () => {
  expect(words([0.25, 0.25, 0.5, 0, 0, 0, 0, 0, 0, 0, 0], attention)).toBe(
    '50 % of its attention lies in the upper left.',
  );
  expect(words([0, 0, 0, 0, 0, 0, 0.375, 0, 0, 0, 0.625], attention)).toBe(
    '63 % of its attention lies in the lower right, 38 % in the centre.',
  );
});

test('attention that is spread out, or all on special tokens, is told so', () => {
  expect(words([0.1, 0, ...new Array<number>(9).fill(0.1)], attention)).toBe(
    'Spread evenly over the image; each ninth has at most 10 % of its attention.',
  );
  expect(words([1, 0, ...new Array<number>(9).fill(0)], attention)).toBe('There is none on the patches.');
});

test('levels, which may be negative, are told by their highest and lowest field', () => {
  expect(words([9, 9, 0, 0, 0, 0, 0, 0, 0, 0.5, -0.5], { kind: 'level' })).toBe(
    'Highest in the lower middle, 0.500 on average; lowest in the lower right, -0.500.',
  );
  expect(words(new Array<number>(11).fill(2), { kind: 'level' })).toBe('2.00 everywhere, on average.');
});

test('fields have names as one says them', () => {
  const names = [0, 1, 2].flatMap((down) => [0, 1, 2].map((across) => fieldName({ down, across })));
  expect(names).toEqual([
    'upper left',
    'upper middle',
    'upper right',
    'middle left',
    'centre',
    'middle right',
    'lower left',
    'lower middle',
    'lower right',
  ]);
});
