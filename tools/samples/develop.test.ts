import { expect, test } from 'vitest';
import { toneMap } from './develop.ts';

test('the film keeps grey neutral, rises all the way and ends below white', () => {
  let previous = -1;
  for (let stop = -10; stop <= 6; stop += 0.25) {
    const [r, g, b] = toneMap(2 ** stop, 2 ** stop, 2 ** stop, 1);
    expect(Math.abs(r - g)).toBeLessThan(2e-3);
    expect(Math.abs(g - b)).toBeLessThan(2e-3);
    expect(g).toBeGreaterThanOrEqual(previous);
    expect(g).toBeLessThanOrEqual(1);
    previous = g;
  }
  expect(previous).toBeGreaterThan(0.95);
});

test('black stays black', () => {
  expect([...toneMap(0, 0, 0, 1)]).toEqual([0, 0, 0]);
});
