import { describe, expect, it } from 'vitest';
import { columnGroups, gridColumns } from '../state/grid-columns.ts';
import { arrangeLayers, type GridStep } from './grid-arrangement.ts';
import { arrangeRanked, CAPTION_PX, rankedGeometry } from './ranked-arrangement.ts';

const geometry = { cellWidthPx: 20, cellHeightPx: 20, rowPx: 24, columnPx: 24 };
const columns = gridColumns(3);
const layers = arrangeLayers(columns, columnGroups(columns), { layers: 4, geometry, headPx: 24 });
// 2 layers of 3 heads, of which one is filtered out; 2 columns.
const values = Float32Array.of(0.1, 0.9, 0.4, 0.8, 0.2, 0.3);
const ranked = arrangeRanked({ order: [1, 3, 2, 5, 4], values, heads: 3 }, { geometry, widthPx: 44 });

describe('the grid by layers', () => {
  it('has every head, their mean and maximum, and the norms in every row', () => {
    expect(columns.map(({ kind }) => kind)).toEqual(['head', 'head', 'head', 'mean', 'max', 'norm']);
    expect(columnGroups(columns)).toEqual([3, 2, 1]);
    expect(layers.place({ row: 3, column: 4 })).toEqual({ key: '3:4', layer: 3, map: { kind: 'max' } });
    expect(layers.place({ row: 4, column: 0 })).toBeUndefined();
    expect(layers.find('3:4')).toEqual({ row: 3, column: 4 });
    expect(layers.find('4:0')).toBeUndefined();
    expect([layers.widthPx, layers.heightPx]).toEqual([26 + 5 * 24 + 2 * 10 + 20, 96]);
  });

  it('is travelled without leaving it', () => {
    const go = (row: number, column: number, step: GridStep) =>
      Object.values(layers.step({ row, column }, step, 2));
    expect(go(1, 1, { rows: 1, columns: 0 })).toEqual([2, 1]);
    expect(go(3, 5, { rows: 1, columns: 1 })).toEqual([3, 5]);
    expect(go(2, 2, 'first')).toEqual([2, 0]);
    expect(go(2, 2, 'last')).toEqual([2, 5]);
    expect(go(0, 2, 'page-down')).toEqual([2, 2]);
    expect(go(1, 2, 'page-up')).toEqual([0, 2]);
  });
});

describe('the grid by rank', () => {
  it('lists heads with their place and value, in as many columns as have room', () => {
    expect(ranked.lefts).toEqual([3, 27]);
    expect(ranked.rows).toBe(3);
    expect(ranked.place({ row: 1, column: 1 })).toEqual({
      key: '1:2',
      layer: 1,
      map: { kind: 'head', head: 2 },
      rank: { place: 3, value: values[5] },
    });
    expect(ranked.place({ row: 2, column: 1 })).toBeUndefined();
    expect(ranked.find('1:1')).toEqual({ row: 2, column: 0 });
    expect(ranked.find('0:0')).toBeUndefined();
  });

  it('is travelled through the order from row to row', () => {
    const go = (row: number, column: number, step: GridStep) =>
      Object.values(ranked.step({ row, column }, step, 2));
    expect(go(0, 1, { rows: 0, columns: 1 })).toEqual([1, 0]);
    expect(go(1, 0, { rows: 0, columns: -1 })).toEqual([0, 1]);
    expect(go(2, 0, { rows: 0, columns: 1 })).toEqual([2, 0]);
    expect(go(1, 1, { rows: 1, columns: 0 })).toEqual([2, 0]);
    expect(go(1, 1, 'first')).toEqual([0, 0]);
    expect(go(0, 1, 'last')).toEqual([2, 0]);
    expect(go(0, 1, 'page-down')).toEqual([2, 0]);
  });

  it('may be empty', () => {
    const empty = arrangeRanked({ order: [], values, heads: 3 }, { geometry, widthPx: 44 });
    expect(empty.rows).toBe(0);
    expect(empty.place({ row: 0, column: 0 })).toBeUndefined();
  });

  it('fills the width with cells that fit with their captions, unless these could not be read', () => {
    const space = { widthPx: 500, heightPx: 500, aspect: 1 };
    const { cellWidthPx, rowPx, columnPx } = rankedGeometry(20, space);
    const perRow = Math.floor((500 + 4) / columnPx);
    expect(Math.ceil(20 / perRow) * (rowPx + CAPTION_PX)).toBeLessThanOrEqual(500);
    expect(500 - (perRow * columnPx - 4)).toBeLessThan(perRow);
    expect(cellWidthPx).toBeGreaterThan(60);
    expect(rankedGeometry(960, space).cellWidthPx).toBeGreaterThanOrEqual(60);
    expect(rankedGeometry(960, space).cellWidthPx).toBeLessThan(70);
    expect(rankedGeometry(960, { ...space, widthPx: 0 }).cellWidthPx).toBe(60);
  });
});
