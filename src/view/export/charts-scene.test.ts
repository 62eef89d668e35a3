import { describe, expect, test } from 'vitest';
import type { Drawing } from './caption-marks.ts';
import { chartsToCsv, chartsToJson } from './charts-figure-data.ts';
import { chartsScene } from './charts-scene.ts';
import { FIGURE_THEMES } from './figure-theme.ts';
import type { Mark } from './scene.ts';

const measure: Drawing['measure'] = (text, { sizePx }) => text.length * sizePx * 0.5;
const line = (name: string, values: readonly number[], place = 0) => ({
  ...{ key: name, name, place, isSecond: false, values },
});
const chart = {
  measure: 'max-over-median' as const,
  title: 'Max / median norm',
  note: 'Largest over median norm of the patches, block output',
  lines: [line('a', [1, 2, Number.NaN, 4, 3]), line('b', [2, 1], 1)],
  depth: 5,
  axis: 'linear' as const,
  isCount: false,
};

function flat(marks: readonly Mark[]): Mark[] {
  return marks.flatMap((mark) => (mark.kind === 'group' ? flat(mark.marks) : [mark]));
}

describe('charts as a figure', () => {
  const facts = [{ key: 'model', name: 'Model', value: 'mini' }];
  const scene = chartsScene(
    { title: 'By layer', subtitle: 'From first to last', charts: [chart, chart], facts },
    { theme: FIGURE_THEMES.white, measure },
  );
  const marks = flat(scene.marks);

  test('have a dot at each number and a gap where there is none, all of it within', () => {
    const dots = marks.filter((mark) => mark.kind === 'circle');
    expect(dots).toHaveLength(2 * 6);
    const curves = marks.filter((mark) => mark.kind === 'line' && mark.width === 1.5);
    expect(curves.map((mark) => mark.kind === 'line' && mark.points.length)).toEqual([2, 2, 2, 2, 2, 2]);
    for (const mark of dots) {
      if (mark.kind !== 'circle') continue;
      expect(mark.x).toBeGreaterThan(0);
      expect(mark.x).toBeLessThan(scene.width);
      expect(mark.y).toBeLessThan(scene.height);
    }
  });

  test('name the lenses, the axes and the settings', () => {
    const texts = marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
    expect(texts).toEqual(
      expect.arrayContaining(['Max / median norm', 'a', 'b', '0', '4', 'mini', chart.note]),
    );
  });
});

test('curves as a table are a line a layer; what is not there is empty', () => {
  expect(chartsToCsv({ charts: [chart], lensFacts: [] }, ['Model: mini\nx'])).toBe(
    [
      '# Model: mini x',
      'layer,max-over-median a,max-over-median b',
      '0,1,2',
      '1,2,1',
      '2,nan,',
      '3,4,',
      '4,3,',
      '',
    ].join('\n'),
  );
});

test('curves as JSON have names and no numbers that JSON lacks', () => {
  expect(JSON.parse(chartsToJson({ charts: [chart], lensFacts: [] }, { model: 'mini' }))).toEqual({
    format: 'sinkscope-curves',
    version: 1,
    model: 'mini',
    curves: [
      { name: 'max-over-median a', values: [1, 2, null, 4, 3] },
      { name: 'max-over-median b', values: [2, 1] },
    ],
  });
});
