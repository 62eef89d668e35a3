import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bfloat16ToFloat32, float16ToFloat32, float32ToBfloat16 } from './float-formats.ts';

const everyValue = Uint16Array.from({ length: 0x10000 }, (_, bits) => bits);

/** IEEE 754, section 3.4: (−1)^sign · 2^(exponent − bias) · significand, from the bit fields. */
function formula(bits: number, exponentBits: number, fractionBits: number): number {
  const digits = bits.toString(2).padStart(16, '0');
  const exponent = Number.parseInt(digits.slice(1, 1 + exponentBits), 2);
  const fraction = Number.parseInt(digits.slice(1 + exponentBits), 2) / 2 ** fractionBits;
  const bias = 2 ** (exponentBits - 1) - 1;
  const sign = digits[0] === '1' ? -1 : 1;
  if (exponent === 2 ** exponentBits - 1)
    return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** (1 - bias);
  return sign * (1 + fraction) * 2 ** (exponent - bias);
}

function wrongBits(actual: Float32Array, expected: (bits: number) => number): number[] {
  return [...everyValue].filter((bits) => !Object.is(actual[bits], expected(bits)));
}

test('every one of the 65,536 half-precision values is converted exactly, −0, infinities and NaN included', () => {
  expect(wrongBits(float16ToFloat32(everyValue), (bits) => formula(bits, 5, 10))).toEqual([]);
});

test('every one of the 65,536 bfloat16 values is converted exactly, −0, infinities and NaN included', () => {
  expect(wrongBits(bfloat16ToFloat32(everyValue), (bits) => formula(bits, 8, 7))).toEqual([]);
});

test('a bfloat16 survives the way to F32 and back', () => {
  const floats = bfloat16ToFloat32(everyValue);
  const changed = [...everyValue].filter((bits) => {
    return !Number.isNaN(floats[bits]!) && float32ToBfloat16(floats[bits]!) !== bits;
  });
  expect(changed).toEqual([]);
});

const largest = bfloat16ToFloat32(Uint16Array.of(0x7f7f))[0]!;

test('F32 is rounded to the nearest bfloat16, ties to even', () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true, min: -largest, max: largest }), (value) => {
      const bits = float32ToBfloat16(value);
      const [below, nearest, above] = bfloat16ToFloat32(Uint16Array.of(bits - 1, bits, bits + 1));
      const error = Math.abs(nearest! - value);
      for (const neighbour of [below!, above!]) {
        const other = Math.abs(neighbour - value);
        expect(Number.isNaN(other) || error < other || (error === other && bits % 2 === 0)).toBe(true);
      }
    }),
  );
});

test('NaN stays NaN', () => {
  expect(bfloat16ToFloat32(Uint16Array.of(float32ToBfloat16(Number.NaN)))[0]).toBeNaN();
});
