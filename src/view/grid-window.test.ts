import { describe, expect, it } from 'vitest';
import { columnGroups, gridColumns } from '../state/grid-columns.ts';
import { benchGeometry, zoomedGeometry } from './bench-geometry.ts';
import { arrangeLayers } from './grid-arrangement.ts';
import { gridWindow, scrollTo } from './grid-window.ts';

const columns = gridColumns(24);
const groups = columnGroups(columns);
const fit = benchGeometry({ widthPx: 510, heightPx: 480, layers: 40, groups, aspect: 1 });
const zoomed = (zoom: number) =>
  arrangeLayers(columns, groups, { layers: 40, geometry: zoomedGeometry(fit, zoom, 1), headPx: 24 });
const whole = zoomed(1);
const view = { leftPx: 0, topPx: 0, widthPx: whole.widthPx, heightPx: whole.heightPx };

describe('the window of the grid', () => {
  it('holds every cell while all fit', () => {
    expect(gridWindow(whole, view)).toEqual({ firstRow: 0, endRow: 40, firstColumn: 0, endColumn: 27 });
  });

  it('holds the cells in view and one more on every side', () => {
    const large = zoomed(8);
    const { rowPx } = large.geometry;
    const seen = {
      ...view,
      leftPx: large.lefts[10]! + 1,
      topPx: 20 * rowPx + 1,
      widthPx: 300,
      heightPx: 3 * rowPx,
    };
    const { firstRow, endRow, firstColumn, endColumn } = gridWindow(large, seen);
    expect([firstRow, endRow]).toEqual([19, 25]);
    expect(firstColumn).toBe(9);
    expect(large.lefts[endColumn - 2]).toBeLessThan(seen.leftPx + 300);
    expect(large.lefts[endColumn - 1]).toBeGreaterThanOrEqual(seen.leftPx + 300);
  });

  it('is empty where there is no room', () => {
    const { firstColumn, endColumn, endRow } = gridWindow(zoomed(1), {
      ...view,
      leftPx: 9999,
      widthPx: 0,
      topPx: 0,
      heightPx: 0,
    });
    expect(firstColumn).toBeGreaterThanOrEqual(endColumn);
    expect(endRow).toBe(1);
  });
});

describe('scrolling to a cell', () => {
  it('moves no further than it must, and not under the numbers of the layers', () => {
    const large = zoomed(8);
    const seen = { ...view, widthPx: 300, heightPx: 300 };
    expect(scrollTo(large, { row: 0, column: 0 }, seen)).toEqual({ leftPx: 0, topPx: 0 });
    const { leftPx, topPx } = scrollTo(large, { row: 5, column: 6 }, seen);
    expect(leftPx + 300).toBe(large.lefts[6]! + large.geometry.cellWidthPx);
    expect(topPx + 300).toBe(6 * large.geometry.rowPx);
    const back = scrollTo(large, { row: 2, column: 3 }, { ...seen, leftPx: 4000, topPx: 4000 });
    expect(back).toEqual({ leftPx: large.lefts[3]! - 26, topPx: 2 * large.geometry.rowPx });
  });
});
