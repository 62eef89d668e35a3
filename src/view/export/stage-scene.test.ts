import { describe, expect, test } from 'vitest';
import { patchBorder } from '../tokens/patch-outline.ts';
import type { Drawing } from './caption-marks.ts';
import { FIGURE_THEMES } from './figure-theme.ts';
import { planGrid, planList } from './grid-scene.ts';
import { outlineMarks, type Picture, pictureMarks } from './picture.ts';
import type { Mark, Raster } from './scene.ts';
import { pictureScene, stageScene } from './stage-scene.ts';
import { breakLines } from './text-lines.ts';

const measure: Drawing['measure'] = (text, { sizePx }) => text.length * sizePx * 0.5;
const drawing: Drawing = { theme: FIGURE_THEMES.white, measure };
const raster = {} as Raster;
const layout = { cls: 0, registers: 0, rows: 3, columns: 4, testTimeRegisters: 0 } as const;
const picture: Picture = {
  columns: 4,
  rows: 3,
  width: 400,
  height: 300,
  map: raster,
  smooth: false,
  opacity: 0.5,
  photo: raster,
  query: patchBorder(layout, [6]),
  outliers: [{ row: 0, column: 0 }],
  mask: undefined,
};

function flat(marks: readonly Mark[]): Mark[] {
  return marks.flatMap((mark) => (mark.kind === 'group' ? flat(mark.marks) : [mark]));
}

describe('the stage as a figure', () => {
  const facts = [
    { key: 'model', name: 'Model', value: 'a model of a very long name '.repeat(8) },
    { key: 'outliers', name: 'Rule', value: 'median + 4 MAD' },
  ];
  const scene = stageScene(
    {
      title: 'Layer 1',
      subtitle: 'What CLS attends to',
      picture,
      special: [{ name: 'CLS', value: '0.5', colour: '#123456' }],
      bars: [{ raster, range: { low: 0, high: 1, axis: 'linear' }, note: 'Attention weight.' }],
      facts,
    },
    drawing,
  );
  const marks = flat(scene.marks);

  test('has the map over the photograph, the query and the outliers where they are, and all of it within', () => {
    const images = marks.filter((mark) => mark.kind === 'image');
    expect(images.map(({ width, height, opacity }) => [width, height, opacity])).toEqual([
      [400, 300, undefined],
      [400, 300, 0.5],
      [400, 10, undefined],
    ]);
    const [photo] = images;
    const outlines = marks.filter((mark) => mark.kind === 'rect' && mark.width === 100);
    expect(outlines.map((mark) => mark.kind === 'rect' && [mark.x - photo!.x, mark.y - photo!.y])).toEqual([
      [0, 0],
    ]);
    const border = marks.flatMap((mark) => (mark.kind === 'line' && mark.width === 1.75 ? mark.points : []));
    const span = (axis: 0 | 1) => [
      Math.min(...border.map((point) => point[axis])),
      Math.max(...border.map((point) => point[axis])),
    ];
    expect(span(0)).toEqual([photo!.x + 200 - 0.875, photo!.x + 300 + 0.875]);
    expect(span(1)).toEqual([photo!.y + 100 - 0.875, photo!.y + 200 + 0.875]);
    for (const mark of marks) {
      if (mark.kind !== 'text') continue;
      const width = measure(mark.text, mark.font);
      const left =
        mark.anchor === 'end' ? mark.x - width : mark.anchor === 'middle' ? mark.x - width / 2 : mark.x;
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left + width).toBeLessThanOrEqual(scene.width);
      expect(mark.y).toBeLessThan(scene.height);
    }
  });

  test('says every setting in full', () => {
    const text = marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : [])).join(' ');
    for (const { name, value } of facts) expect(text).toContain(`${name} ${value.trim()}`);
    for (const part of ['Layer 1', 'What CLS attends to', 'CLS', 'Attention weight.', '0.2', '1.00']) {
      expect(text).toContain(part);
    }
  });
});

test('a map alone is opaque and fills its figure', () => {
  const { width, height, marks } = pictureScene({ ...picture, photo: undefined }, '#000000');
  expect([width, height]).toEqual([400, 300]);
  expect(flat(marks)).toEqual([
    { kind: 'image', x: 0, y: 0, width: 400, height: 300, raster, smooth: false, opacity: 1 },
  ]);
});

test('a grid has whole patches between its maps, and more before the mean and the norms', () => {
  const plan = planGrid(
    { rows: 2, groups: [2, 1, 1] },
    { columns: 10, rows: 5 },
    { widthPx: 2, heightPx: 2 },
  );
  expect(plan).toEqual({ columnAt: [0, 12, 29, 46], rowAt: [0, 7], columns: 56, rows: 12 });
});

test('a list of maps fills its rows and leaves room for the captions', () => {
  const plan = planList(12, { columns: 10, rows: 5 }, { widthPx: 4, heightPx: 4 });
  expect(plan.columnAt).toHaveLength(10);
  expect(plan.columnAt.slice(0, 2)).toEqual([0, 12]);
  expect(plan.rowAt).toEqual([0, 10]);
  expect(plan.rows).toBe(20);
});

test('a mask darkens what lies under the outlines, and its border is drawn with them', () => {
  const veil = {} as Raster;
  const masked = { ...picture, query: [], outliers: [], mask: { veil, border: patchBorder(layout, [0, 1]) } };
  const images = flat(pictureMarks(masked, { x: 0, y: 0 }, 'picture'));
  expect(images.map((mark) => mark.kind === 'image' && mark.raster)).toEqual([raster, raster, veil]);
  const lines = flat(outlineMarks(masked, { x: 0, y: 0 }, 'outlines', FIGURE_THEMES.white));
  expect(lines).toHaveLength(2 * 4);
});

test('lines break between words, and within a word that is too long', () => {
  const font = { sizePx: 10, weight: 400 } as const;
  expect(breakLines('one two three', font, 40, measure)).toEqual(['one two', 'three']);
  expect(breakLines('a abcdefghijkl b', font, 25, measure)).toEqual(['a', 'abcde', 'fghij', 'kl b']);
  expect(breakLines('R1\u00a00.5 · R2\u00a00.6', font, 45, measure)).toEqual([
    'R1\u00a00.5 ·',
    'R2\u00a00.6',
  ]);
  expect(breakLines('', font, 10, measure)).toEqual([]);
});
