import { expect, test } from 'vitest';
import type { TokenLayout } from '../vit/token-layout.ts';
import { mapPlaces } from './map-places.ts';

const layout: TokenLayout = { cls: 1, registers: 2, rows: 3, columns: 6, testTimeRegisters: 1 };

/** CLS, two registers, 18 patches and a test-time register, with the given values and 0 elsewhere. */
function mapOf(values: Readonly<Record<number, number>>): Float32Array {
  const tokens = new Float32Array(22);
  for (const [token, value] of Object.entries(values)) tokens[Number(token)] = value;
  return tokens;
}

const patch = (row: number, column: number) => 3 + row * 6 + column;

test('a field holds the patches whose centres lie in it, and its share is of all tokens', () => {
  const { fields } = mapPlaces(
    layout,
    mapOf({ 0: 0.25, [patch(0, 0)]: 0.25, [patch(0, 1)]: 0.25, [patch(2, 5)]: 0.25 }),
  );
  expect(fields).toHaveLength(9);
  expect(fields[0]).toEqual({ down: 0, across: 0, share: 0.5, mean: 0.25 });
  expect(fields[8]).toEqual({ down: 2, across: 2, share: 0.25, mean: 0.125 });
  expect(fields.filter(({ share }) => share === 0)).toHaveLength(7);
});

test('special tokens on both sides of the patches have shares, and all shares make 1', () => {
  const tokens = Float32Array.from({ length: 22 }, (_, token) => token + 1);
  const { fields, special } = mapPlaces(layout, tokens);
  expect(special.map(({ token }) => token)).toEqual([0, 1, 2, 21]);
  expect(special[3]!.share).toBeCloseTo(22 / 253, 6);
  const whole = [...fields, ...special].reduce((sum, { share }) => sum + share, 0);
  expect(whole).toBeCloseTo(1, 6);
});

test('the largest patches come largest first, the earlier first where they are equal, and NaN not at all', () => {
  const tokens = mapOf({
    [patch(1, 4)]: 3,
    [patch(2, 0)]: 5,
    [patch(0, 2)]: 3,
    [patch(0, 5)]: Number.NaN,
    0: 9,
  });
  expect(mapPlaces(layout, tokens).largest).toEqual([
    { row: 2, column: 0, token: 15, value: 5 },
    { row: 0, column: 2, token: 5, value: 3 },
    { row: 1, column: 4, token: 13, value: 3 },
  ]);
});

test('an even map is called even, also where thirds have unequal numbers of patches; one bright patch ends it', () => {
  const uneven: TokenLayout = { cls: 0, registers: 0, rows: 5, columns: 7, testTimeRegisters: 0 };
  const flat = new Float32Array(35).fill(1 / 35);
  expect(mapPlaces(uneven, flat).isEven).toBe(true);
  flat[0] = 1;
  expect(mapPlaces(uneven, flat).isEven).toBe(false);
});

test('the marked patches have their share of all tokens', () => {
  const tokens = mapOf({ 0: 0.5, [patch(0, 0)]: 0.3, [patch(2, 5)]: 0.2 });
  expect(mapPlaces(layout, tokens, [0, 17]).markedShare).toBeCloseTo(0.5, 6);
  expect(mapPlaces(layout, tokens).markedShare).toBe(0);
});

test('a grid of less than three rows has fewer fields, and one without mass has shares of 0', () => {
  const line: TokenLayout = { cls: 0, registers: 0, rows: 1, columns: 2, testTimeRegisters: 0 };
  const { fields, isEven } = mapPlaces(line, new Float32Array(2));
  expect(fields).toEqual([
    { down: 1, across: 0, share: 0, mean: 0 },
    { down: 1, across: 2, share: 0, mean: 0 },
  ]);
  expect(isEven).toBe(true);
});
