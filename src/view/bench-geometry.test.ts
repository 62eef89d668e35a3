import { describe, expect, it } from 'vitest';
import { benchGeometry, gridWidthPx } from './bench-geometry.ts';

describe('benchGeometry', () => {
  it('fits all heads, their mean and the norms into the width', () => {
    const geometry = benchGeometry({ widthPx: 500, heightPx: 2000, layers: 12, heads: 16, aspect: 1 });
    expect(gridWidthPx(16, geometry)).toBeLessThanOrEqual(500);
    expect(geometry.cellWidthPx).toBe(23);
  });

  it('fits all layers into the height', () => {
    const geometry = benchGeometry({ widthPx: 2000, heightPx: 600, layers: 24, heads: 6, aspect: 1 });
    expect(geometry.rowPx * 24).toBeLessThanOrEqual(600);
  });

  it('keeps the shape of a wide frame', () => {
    const { cellWidthPx, cellHeightPx } = benchGeometry({
      widthPx: 700,
      heightPx: 900,
      layers: 12,
      heads: 6,
      aspect: 1.5,
    });
    expect(cellWidthPx / cellHeightPx).toBeCloseTo(1.5, 1);
  });

  it('does not let cells vanish where there is no room', () => {
    expect(
      benchGeometry({ widthPx: 100, heightPx: 100, layers: 40, heads: 24, aspect: 1 }).cellHeightPx,
    ).toBe(18);
  });
});
