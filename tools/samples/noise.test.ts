import { describe, expect, test } from 'vitest';
import { fbm2, fbm3, noise2, noise3, scatter3 } from './noise.ts';
import { DIMENSIONS, samplePoint } from './random.ts';

describe('noise', () => {
  test('stays in its range and has no seams', () => {
    for (let i = 0; i < 3000; i++) {
      const x = i * 0.37 - 500;
      const y = i * 0.11 - 90;
      for (const noise of [
        noise2,
        noise3,
        (u: number, v: number) => fbm2(u, v, 4),
        (u: number, v: number) => fbm3(u, v, 2, 4),
      ]) {
        const here = noise(x, y, 3);
        expect(here).toBeGreaterThanOrEqual(0);
        expect(here).toBeLessThanOrEqual(1);
        expect(Math.abs(noise(x + 1e-5, y, 3) - here)).toBeLessThan(1e-3);
      }
    }
  });

  test('scattered points are never further than the diagonal of two cells', () => {
    for (let i = 0; i < 500; i++)
      expect(scatter3(i * 0.31, i * 0.17, i * 0.73)).toBeLessThan(2 * Math.sqrt(3));
  });
});

describe('sample points', () => {
  test('fill every dimension evenly and repeat for the same seed', () => {
    const point = new Float64Array(DIMENSIONS);
    const bins = Array.from({ length: DIMENSIONS }, () => new Array<number>(8).fill(0));
    for (let s = 0; s < 256; s++) {
      samplePoint(77, s, 5, point);
      point.forEach((value, k) => {
        const row = bins[k]!;
        row[Math.floor(value * 8)] = row[Math.floor(value * 8)]! + 1;
      });
    }
    for (const row of bins) for (const count of row) expect(Math.abs(count - 32)).toBeLessThanOrEqual(10);
    const again = new Float64Array(DIMENSIONS);
    samplePoint(77, 255, 5, again);
    expect(again).toEqual(point);
  });
});
