import * as words from '#words/view/export-figures.ts';
import type { AxisScale } from '../../core/analysis/norm-histogram.ts';
import { type NormLayer, normDomain } from '../../state/norm-layers.ts';
import { type NormAxis, normAxis, normBars } from '../norm-axis.ts';
import { formatShare, formatTick, formatValue } from '../numbers.ts';
import { type Bar, barMarks } from './bar-marks.ts';
import { captionMarks, type Drawing, titleMarks } from './caption-marks.ts';
import type { Fact } from './facts.ts';
import type { FigureTheme } from './figure-theme.ts';
import type { Font, Mark, Raster, Scene } from './scene.ts';
import { MARGIN_PX, ruleMark } from './stage-scene.ts';

/** The norms of all layers as a figure. */
export interface NormsFigure {
  readonly title: string;
  readonly subtitle: string;
  readonly layers: readonly NormLayer[];
  readonly scale: AxisScale;
  /** Each layer's map, one below the other, and the size of one in CSS pixels. */
  readonly maps: {
    readonly raster: Raster;
    readonly width: number;
    readonly height: number;
    readonly rowPx: number;
  };
  readonly bar: Bar;
  readonly facts: readonly Fact[];
}

const LABEL: Font = { sizePx: 10, weight: 400 };
const NUMBER: Font = { sizePx: 11, weight: 400 };
const STRONG: Font = { sizePx: 11, weight: 600 };
const LAYER_PX = 28;
const PLOT_PX = 300;
const NAME_PX = 16;
const COLUMN_PX = 56;

/** Maps, histograms on one axis and numbers of every layer's norms, with the colour bar and the settings. */
export function normsScene(figure: NormsFigure, drawing: Drawing): Scene {
  const { layers, maps, scale } = figure;
  const { theme } = drawing;
  const x = MARGIN_PX;
  const plotX = x + LAYER_PX + maps.width + 20;
  const numbersX = plotX + PLOT_PX + 12;
  const widthPx = columnX(numbersX, words.norms.columns.length - 1) - x;
  const title = titleMarks(figure, { x, y: MARGIN_PX, widthPx }, drawing);
  const top = MARGIN_PX + title.heightPx + NAME_PX + 8;
  const height = layers.length * maps.rowPx;
  const domain = normDomain(layers, scale);
  const of = normAxis(domain, PLOT_PX, scale);
  const plot = { of, domain, scale, rowPx: maps.rowPx };
  const axisY = top + height + 12;
  const barAt = { x: x + LAYER_PX, y: axisY + 16, widthPx: 300 };
  const bar = barMarks(figure.bar, barAt, drawing);
  const ruleY = barAt.y + bar.heightPx + 8;
  const caption = captionMarks(figure.facts, { x, y: ruleY + 12, widthPx }, drawing);
  const mapsAt = { x: x + LAYER_PX, y: top, width: maps.width, height: height - maps.rowPx + maps.height };
  const marks: Mark[] = [
    ...title.marks,
    { kind: 'group', name: 'names', marks: nameMarks({ plotX, numbersX, y: top - 6 }, theme.faint) },
    {
      kind: 'group',
      name: 'picture',
      marks: [{ kind: 'image', ...mapsAt, raster: maps.raster, smooth: false }],
    },
    { kind: 'group', name: 'histograms', marks: ridgeMarks(layers, plot, { x: plotX, y: top }, theme) },
    {
      kind: 'group',
      name: 'numbers',
      marks: layers.flatMap((layer, row) =>
        rowMarks(layer, { x, numbersX, y: top + row * maps.rowPx + maps.height / 2 + 4 }, theme),
      ),
    },
    {
      kind: 'group',
      name: 'axis',
      marks: of.ticks.map((tick) =>
        text(plotX + of(tick), axisY, formatTick(tick), LABEL, theme.faint, 'middle'),
      ),
    },
    ...bar.marks,
    ruleMark(x, ruleY, widthPx, theme.hairline),
    ...caption.marks,
  ];
  const bottom = ruleY + 12 + caption.heightPx + MARGIN_PX;
  return {
    width: Math.ceil(widthPx + 2 * MARGIN_PX),
    height: Math.ceil(bottom),
    ground: theme.ground,
    marks,
  };
}

function text(
  x: number,
  y: number,
  content: string,
  font: Font,
  fill: string,
  anchor: 'start' | 'middle' | 'end' = 'end',
): Mark {
  return { kind: 'text', x, y, text: content, font, fill, anchor };
}

function nameMarks(
  { plotX, numbersX, y }: { plotX: number; numbersX: number; y: number },
  fill: string,
): Mark[] {
  return [
    text(plotX, y, words.norms.histogram, LABEL, fill, 'start'),
    ...words.norms.columns.map((name, column) => text(columnX(numbersX, column), y, name, LABEL, fill)),
  ];
}

/** The first column holds a count and a share. */
function columnX(numbersX: number, column: number): number {
  return numbersX + (column === 0 ? 70 : 72 + column * COLUMN_PX);
}

function rowMarks(
  { layer, summary, outliers }: NormLayer,
  { x, numbersX, y }: { x: number; numbersX: number; y: number },
  theme: FigureTheme,
): Mark[] {
  const count = outliers.indices.length;
  const found = count === 0 ? '–' : `${count} (${formatShare(outliers.share)})`;
  const values = [found, ...[summary.minimum, summary.median, summary.maximum].map(formatValue)];
  return [
    text(x + LAYER_PX - 9, y, String(layer), LABEL, theme.faint),
    ...values.map((value, column) => {
      const stands = count > 0 && (column === 0 || column === 3);
      return text(
        columnX(numbersX, column),
        y,
        value,
        stands ? STRONG : NUMBER,
        stands ? theme.accent : theme.soft,
      );
    }),
  ];
}

interface Plot {
  readonly of: NormAxis;
  readonly domain: readonly [number, number];
  readonly scale: AxisScale;
  readonly rowPx: number;
}

/** From a row's end to the next row's bars. */
const ROW_GAP_PX = 6;

function ridgeMarks(
  layers: readonly NormLayer[],
  plot: Plot,
  at: { readonly x: number; readonly y: number },
  theme: FigureTheme,
): Mark[] {
  const { of, domain, rowPx } = plot;
  const heightPx = rowPx - ROW_GAP_PX;
  const grid = of.ticks.map((tick): Mark => {
    const x = at.x + of(tick);
    return {
      kind: 'line',
      points: [
        [x, at.y],
        [x, at.y + layers.length * rowPx],
      ],
      stroke: theme.hairline,
      width: 1,
      dash: [1, 3],
    };
  });
  const rows = layers.flatMap((entry, row) => {
    const floor = at.y + row * rowPx + heightPx;
    const bars = normBars(entry, plot, { bins: 64, heightPx }).map(
      (bar): Mark => ({
        kind: 'rect',
        x: at.x + bar.x,
        y: floor - bar.heightPx,
        width: bar.widthPx,
        height: bar.heightPx,
        fill: bar.isOutlier ? theme.accent : theme.bar,
      }),
    );
    const { threshold } = entry.outliers;
    const line: Mark[] =
      threshold <= domain[1] ? [vertical(at.x + of(threshold), floor - heightPx, floor, theme.accent)] : [];
    return [...bars, ruleMark(at.x, floor + 0.5, of(domain[1]), theme.hairline), ...line];
  });
  return [...grid, ...rows, ...throughMarks(layers, plot, at, theme)];
}

function vertical(x: number, from: number, to: number, stroke: string): Mark {
  return {
    kind: 'line',
    points: [
      [x, from],
      [x, to],
    ],
    stroke,
    width: 1,
    dash: [2, 2],
  };
}

/** The median and the largest norm from layer to layer. */
function throughMarks(
  layers: readonly NormLayer[],
  { of, rowPx }: Plot,
  at: { readonly x: number; readonly y: number },
  theme: FigureTheme,
): Mark[] {
  const middle = (row: number) => at.y + row * rowPx + (rowPx - ROW_GAP_PX) / 2;
  return (['median', 'maximum'] as const).flatMap((which): Mark[] => {
    const points = layers.map(({ summary }, row) => [at.x + of(summary[which]), middle(row)] as const);
    const dots = points.map(([x, y], row): Mark => {
      const stands = which === 'maximum' && layers[row]!.outliers.indices.length > 0;
      return {
        kind: 'circle',
        x,
        y,
        radius: 2.4,
        fill: stands ? theme.accent : theme.ground,
        stroke: stands ? theme.ground : theme.soft,
      };
    });
    return [{ kind: 'line', points, stroke: theme.rule, width: 1 }, ...dots];
  });
}
