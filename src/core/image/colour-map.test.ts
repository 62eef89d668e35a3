import { describe, expect, test } from 'vitest';
import { paintMap, valueRange } from './colour-map.ts';

function painted(values: number[], low: number, high: number): number[][] {
  const pixels = paintMap(Float32Array.from(values), { low, high }, 'grey');
  return values.map((_, i) => [...pixels.subarray(i * 4, i * 4 + 4)]);
}

const grey = (value: number) => [value, value, value, 255];
const clear = [0, 0, 0, 0];

describe('paintMap', () => {
  test('spreads the range over the palette', () => {
    expect(painted([2, 3, 4], 2, 4)).toEqual([grey(0), grey(128), grey(255)]);
  });

  test('what lies outside the range takes the nearer end', () => {
    expect(painted([-9, 9], 0, 1)).toEqual([grey(0), grey(255)]);
  });

  test('an empty range puts its value in the middle', () => {
    expect(painted([4, 5, 6], 5, 5)).toEqual([grey(0), grey(128), grey(255)]);
  });

  test('NaN and infinities are transparent, also over what was painted before', () => {
    const pixels = new Uint8ClampedArray(12).fill(77);
    paintMap(Float32Array.of(Number.NaN, 1 / 0, -1 / 0), { low: 0, high: 1 }, 'cividis', pixels);
    expect([...pixels]).toEqual([...clear, ...clear, ...clear]);
  });

  test('paints into pixels that do not start at a whole word', () => {
    const pixels = new Uint8Array(10).subarray(1, 9);
    paintMap(Float32Array.of(0, 1), { low: 0, high: 1 }, 'grey', pixels);
    expect([...pixels]).toEqual([...grey(0), ...grey(255)]);
  });

  test('refuses a target of the wrong size', () => {
    expect(() => paintMap(Float32Array.of(1, 2), { low: 0, high: 1 }, 'grey', new Uint8Array(4))).toThrow(
      '2 values need 8 bytes of RGBA, not 4.',
    );
  });
});

describe('valueRange', () => {
  test('passes over what is not finite', () => {
    expect(valueRange(Float32Array.of(Number.NaN, 3, -1, 1 / 0))).toEqual({ low: -1, high: 3 });
  });

  test('falls back to 0 to 1', () => {
    expect(valueRange(Float32Array.of(Number.NaN))).toEqual({ low: 0, high: 1 });
  });
});
