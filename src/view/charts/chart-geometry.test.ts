import { describe, expect, it } from 'vitest';
import { type ChartLine, type ChartSpace, chartScales, endLabels } from './chart-geometry.ts';

function line(place: number, values: readonly number[]): ChartLine {
  return { key: String(place), name: 'abcd'[place]!, place, isSecond: false, values };
}

const space: ChartSpace = {
  lines: [line(0, [0, 3, 12, 12, 11, 4])],
  depth: 6,
  axis: 'linear',
  isCount: true,
  widthPx: 300,
  heightPx: 100,
};

describe('the scales of a chart by layer', () => {
  it('run from 0 on round numbers, counts without fractions', () => {
    const { y, ticks } = chartScales(space);
    expect(y(0)).toBe(100);
    expect(y(12)).toBeGreaterThanOrEqual(0);
    expect(ticks).toEqual([0, 5, 10]);
    expect(chartScales({ ...space, lines: [line(0, [0, 1])] }).ticks).toEqual([0, 1]);
  });

  it('hold all values of all lines on a logarithmic axis, whose ticks have room', () => {
    const lines = [line(0, [8, 9, 500]), line(1, [1.2, 2, 3])];
    const { y, ticks } = chartScales({ ...space, lines, axis: 'log', isCount: false });
    expect(y(500)).toBeGreaterThanOrEqual(0);
    expect(y(1.2)).toBeLessThanOrEqual(100);
    expect(ticks).toEqual([10, 100]);
  });

  it('have a place for lines that are all 0, empty or not numbers', () => {
    for (const values of [[0, 0], [], [Number.NaN, Number.POSITIVE_INFINITY]]) {
      const { y } = chartScales({ ...space, lines: [line(0, values)], axis: 'log' });
      expect(y(0)).toBe(100);
    }
  });

  it('find the layer under a pointer, also beyond the ends', () => {
    const { x, layerAt } = chartScales(space);
    for (let layer = 0; layer < 6; layer++) expect(layerAt(x(layer) + 10)).toBe(layer);
    expect(layerAt(-50)).toBe(0);
    expect(layerAt(900)).toBe(5);
  });

  it('name as many layers as have room', () => {
    expect(chartScales(space).layers).toEqual([0, 1, 2, 3, 4, 5]);
    expect(chartScales({ ...space, depth: 40 }).layers).toEqual([0, 5, 10, 15, 20, 25, 30, 35]);
  });
});

describe('the names at the ends of lines', () => {
  it('stand at their lines, and apart where lines end together', () => {
    const lines = [line(0, [10]), line(1, [0]), line(2, [0]), line(3, [0])];
    const scales = chartScales({ ...space, lines });
    const labels = endLabels(lines, scales, { gapPx: 11, heightPx: 100 });
    expect(labels.map(({ line: { name } }) => name)).toEqual(['a', 'b', 'c', 'd']);
    expect(labels.map(({ yPx }) => yPx)).toEqual([0, 78, 89, 100]);
  });
});
