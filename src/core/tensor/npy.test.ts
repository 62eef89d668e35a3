import { expect, test } from 'vitest';
import { encodeNpyHead, encodeNpyText } from './npy.ts';

const ascii = (bytes: Uint8Array) => String.fromCharCode(...bytes);

/** As `numpy.save` (2.x) writes an array of that shape. */
const numpyHead = (dictionary: string) => `\x93NUMPY\x01\x00\x76\x00${dictionary.padEnd(117)}\n`;

test.each([
  [[2, 3], '(2, 3)'],
  [[3], '(3,)'],
  [[], '()'],
  [[12, 6, 1370, 64], '(12, 6, 1370, 64)'],
])('a head of the shape %j is what NumPy writes', (shape, tuple) => {
  const dictionary = `{'descr': '<f4', 'fortran_order': False, 'shape': ${tuple}, }`;
  expect(ascii(encodeNpyHead(shape))).toBe(numpyHead(dictionary));
});

test('a head grows by whole blocks of 64 bytes, and says how long it is', () => {
  const head = encodeNpyHead(Array.from({ length: 40 }, () => 1));
  expect(head.length % 64).toBe(0);
  expect(head[8]! + 256 * head[9]!).toBe(head.length - 10);
  expect(ascii(head).endsWith(' \n')).toBe(true);
});

test('a text becomes one string of UTF-32, also beyond the first plane', () => {
  const bytes = encodeNpyText('a·😀');
  expect(ascii(bytes.subarray(0, 128))).toBe(
    numpyHead("{'descr': '<U3', 'fortran_order': False, 'shape': (), }"),
  );
  const characters = Array.from({ length: 3 }, (_, place) =>
    new DataView(bytes.buffer).getUint32(128 + 4 * place, true),
  );
  expect(String.fromCodePoint(...characters)).toBe('a·😀');
});
