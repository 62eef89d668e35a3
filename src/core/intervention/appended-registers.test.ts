import { expect, test } from 'vitest';
import { appendRegisters } from './appended-registers.ts';

const width = 4;
/** CLS and three patches. */
const tokens = Float32Array.of(...[9, 9, 9, 9], ...[3, 0, 4, 0], ...[0, 0, 0, 1], ...[3, 6, 2, -1]);
const where = { width, patches: { begin: 1, end: 4 } };
const registersOf = (options: { count: number; init: 'zeros' | 'mean' | 'random'; seed: number }) => {
  const result = appendRegisters(tokens, options, where);
  expect(result.subarray(0, tokens.length)).toEqual(tokens);
  expect(result).toHaveLength(tokens.length + options.count * width);
  return Array.from({ length: options.count }, (_, i) =>
    result.subarray(tokens.length + i * width, tokens.length + (i + 1) * width),
  );
};

test('zeros', () => {
  expect(registersOf({ count: 2, init: 'zeros', seed: 0 })).toEqual([
    new Float32Array(4),
    new Float32Array(4),
  ]);
});

test('the mean of the patches, without CLS', () => {
  const mean = Float32Array.of(2, 2, 2, 0);
  expect(registersOf({ count: 2, init: 'mean', seed: 0 })).toEqual([mean, mean]);
});

test('random directions, each as long as the patches are on average, the same for a seed', () => {
  const drawn = registersOf({ count: 3, init: 'random', seed: 7 });
  const patchNorms = (5 + 1 + Math.sqrt(50)) / 3;
  for (const register of drawn) expect(Math.hypot(...register)).toBeCloseTo(patchNorms, 5);
  expect(drawn[0]).not.toEqual(drawn[1]);
  expect(registersOf({ count: 3, init: 'random', seed: 7 })).toEqual(drawn);
  expect(registersOf({ count: 3, init: 'random', seed: 8 })).not.toEqual(drawn);
  expect(registersOf({ count: 1, init: 'random', seed: 7 })).toEqual(drawn.slice(0, 1));
});

test('none', () => {
  expect(registersOf({ count: 0, init: 'random', seed: 0 })).toEqual([]);
});
