import { describe, expect, it } from 'vitest';
import {
  benchGeometry,
  columnLefts,
  gridWidthPx,
  largestZoom,
  normGeometry,
  zoomedGeometry,
} from './bench-geometry.ts';

const roomy = { widthPx: 2000, heightPx: 2000, layers: 12, groups: [6, 2, 1], aspect: 1 };

describe('benchGeometry', () => {
  it('fits all columns into the width', () => {
    const groups = [16, 2, 1];
    const geometry = benchGeometry({ ...roomy, widthPx: 500, groups });
    expect(gridWidthPx(groups, geometry)).toBeLessThanOrEqual(500);
    expect(geometry.cellWidthPx).toBe(21);
  });

  it('fits all layers into the height', () => {
    const geometry = benchGeometry({ ...roomy, heightPx: 600, layers: 24 });
    expect(geometry.rowPx * 24).toBeLessThanOrEqual(600);
  });

  it('keeps the shape of a wide frame', () => {
    const { cellWidthPx, cellHeightPx } = benchGeometry({ ...roomy, widthPx: 700, aspect: 1.5 });
    expect(cellWidthPx / cellHeightPx).toBeCloseTo(1.5, 1);
  });

  it('shows 40 layers of 24 heads at once, but does not let cells vanish', () => {
    const groups = [24, 2, 1];
    const space = { ...roomy, widthPx: 510, heightPx: 480, layers: 40, groups };
    const geometry = benchGeometry(space);
    expect(geometry.rowPx * 40).toBeLessThanOrEqual(480);
    expect(gridWidthPx(groups, geometry)).toBeLessThanOrEqual(510);
    expect(benchGeometry({ ...space, widthPx: 100, heightPx: 100 }).cellHeightPx).toBe(9);
    expect(benchGeometry({ ...space, widthPx: 100, heightPx: undefined }).cellHeightPx).toBe(18);
  });

  it('gives the norms rows in which numbers can be read', () => {
    const geometry = benchGeometry({ ...roomy, heightPx: 480, layers: 40 });
    expect(normGeometry(geometry).rowPx).toBe(18);
    expect(normGeometry(benchGeometry(roomy))).toEqual(benchGeometry(roomy));
  });
});

describe('columns', () => {
  it('have a gap before each group', () => {
    const lefts = columnLefts([2, 2, 1], { cellWidthPx: 20, cellHeightPx: 20, rowPx: 24, columnPx: 24 });
    expect(lefts).toEqual([26, 50, 84, 108, 142]);
  });
});

describe('larger cells', () => {
  const fit = benchGeometry(roomy);

  it('grow up to a limit', () => {
    expect(zoomedGeometry(fit, 2, 1).cellHeightPx).toBe(2 * fit.cellHeightPx);
    expect(zoomedGeometry(fit, 1000, 1)).toEqual(zoomedGeometry(fit, largestZoom(fit), 1));
    expect(zoomedGeometry(fit, 1, 1)).toBe(fit);
  });
});
