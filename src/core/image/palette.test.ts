import { describe, expect, test } from 'vitest';
import { type PaletteName, paletteTable, sequentialPalettes } from './palette.ts';

function entry(name: PaletteName, index: number): number[] {
  return [...paletteTable(name).subarray(index * 3, index * 3 + 3)];
}

/** Relative luminance (WCAG 2). */
function luminance(rgb: number[]): number {
  const [r, g, b] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

describe('paletteTable', () => {
  test('the ends are the published colours', () => {
    expect(entry('viridis', 0)).toEqual([68, 1, 84]);
    expect(entry('viridis', 255)).toEqual([253, 231, 37]);
    expect(entry('magma', 0)).toEqual([0, 0, 4]);
    expect(entry('inferno', 255)).toEqual([252, 255, 164]);
    expect(entry('cividis', 0)).toEqual([0, 32, 81]);
    expect(entry('grey', 100)).toEqual([100, 100, 100]);
  });

  test.each(sequentialPalettes)('%s grows lighter from low to high', (name) => {
    const steps = Array.from({ length: 256 }, (_, index) => luminance(entry(name, index)));
    for (let i = 8; i < 256; i += 8) expect(steps[i]!).toBeGreaterThan(steps[i - 8]!);
  });

  test('blue-red is blue below, pale in the middle, red above', () => {
    const [low, middle, high] = [entry('blue-red', 0), entry('blue-red', 128), entry('blue-red', 255)];
    expect(low[2]!).toBeGreaterThan(low[0]!);
    expect(high[0]!).toBeGreaterThan(high[2]!);
    expect(luminance(middle)).toBeGreaterThan(0.85);
  });
});
