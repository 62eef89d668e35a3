import type { ChartMeasure } from '../../state/requested.ts';
import {
  type ChartLine,
  type ChartScales,
  type ChartSpace,
  chartScales,
  endLabels,
} from '../charts/chart-geometry.ts';
import { formatTick } from '../numbers.ts';
import { captionMarks, type Drawing, titleMarks } from './caption-marks.ts';
import type { Fact } from './facts.ts';
import type { FigureTheme } from './figure-theme.ts';
import type { Font, Mark, Scene } from './scene.ts';
import { MARGIN_PX, ruleMark } from './stage-scene.ts';
import { breakLines } from './text-lines.ts';

/** One chart by layer. */
export interface ChartFigure extends Pick<ChartSpace, 'lines' | 'depth' | 'axis' | 'isCount'> {
  readonly measure: ChartMeasure;
  readonly title: string;
  readonly note: string;
}

/** The charts by layer as a figure. */
export interface ChartsFigure {
  readonly title: string;
  readonly subtitle: string;
  readonly charts: readonly ChartFigure[];
  readonly facts: readonly Fact[];
}

const NAME: Font = { sizePx: 12, weight: 600 };
const TICK: Font = { sizePx: 10, weight: 400 };
const NOTE: Font = { sizePx: 10.5, weight: 400 };
const END: Font = { sizePx: 11, weight: 600 };
const WIDTH_PX = 480;
const PLOT_PX = 170;
const LEFT_PX = 40;
const GAP_PX = 26;
/** Lenses differ by more than their colour. */
const DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 3], [8, 3, 2, 3]];

/** The charts below each other, with the settings. */
export function chartsScene(figure: ChartsFigure, drawing: Drawing): Scene {
  const { theme } = drawing;
  const x = MARGIN_PX;
  const title = titleMarks(figure, { x, y: MARGIN_PX, widthPx: WIDTH_PX }, drawing);
  let y = MARGIN_PX + title.heightPx + 14;
  const charts = figure.charts.map((chart) => {
    const block = chartMarks(chart, { x, y, isAlone: figure.charts.length === 1 }, drawing);
    y += block.heightPx + GAP_PX;
    return block;
  });
  const ruleY = y - GAP_PX + 14;
  const caption = captionMarks(figure.facts, { x, y: ruleY + 12, widthPx: WIDTH_PX }, drawing);
  return {
    width: WIDTH_PX + 2 * MARGIN_PX,
    height: Math.ceil(ruleY + 12 + caption.heightPx + MARGIN_PX),
    ground: theme.ground,
    marks: [
      ...title.marks,
      ...charts.flatMap(({ marks }) => marks),
      ruleMark(x, ruleY, WIDTH_PX, theme.hairline),
      ...caption.marks,
    ],
  };
}

function chartMarks(
  chart: ChartFigure,
  at: { readonly x: number; readonly y: number; readonly isAlone: boolean },
  drawing: Drawing,
): { readonly marks: readonly Mark[]; readonly heightPx: number } {
  const { lines, note } = chart;
  const { theme, measure } = drawing;
  const endPx = Math.max(12, ...lines.map(({ name }) => measure(name, END) + 10));
  const widthPx = WIDTH_PX - LEFT_PX - endPx;
  const scales = chartScales({ ...chart, widthPx, heightPx: PLOT_PX });
  const plot = { x: at.x + LEFT_PX, y: at.y + (at.isAlone ? 0 : 20) };
  const notes = breakLines(note, NOTE, WIDTH_PX, measure);
  const notesY = plot.y + PLOT_PX + 34;
  const marks: Mark[] = [
    ...(at.isAlone ? [] : [text(at.x, at.y + 10, chart.title, NAME, theme.ink, 'start')]),
    ...axisMarks(scales, plot, widthPx, theme),
    ...lines.flatMap((line) => lineMarks(line, scales, plot, theme)),
    ...endLabels(lines, scales, { gapPx: 12, heightPx: PLOT_PX }).map(({ line, yPx }) =>
      text(
        plot.x + scales.x(line.values.length - 1) + 8,
        plot.y + yPx + 4,
        line.name,
        END,
        theme.lines[line.place] ?? theme.ink,
        'start',
      ),
    ),
    ...notes.map((part, row) => text(at.x, notesY + row * 14, part, NOTE, theme.soft, 'start')),
  ];
  return {
    marks: [{ kind: 'group', name: `chart-${chart.measure}`, marks }],
    heightPx: notesY + notes.length * 14 - 14 - at.y,
  };
}

function axisMarks(
  { x, y, ticks, layers }: ChartScales,
  plot: { readonly x: number; readonly y: number },
  widthPx: number,
  theme: FigureTheme,
): Mark[] {
  return [
    ...ticks.flatMap((tick): Mark[] => [
      {
        kind: 'line',
        points: [
          [plot.x, plot.y + y(tick)],
          [plot.x + widthPx, plot.y + y(tick)],
        ],
        stroke: theme.hairline,
        width: 1,
        dash: [1, 3],
      },
      text(plot.x - 6, plot.y + y(tick) + 3.5, formatTick(tick), TICK, theme.faint, 'end'),
    ]),
    ...layers.map((layer) =>
      text(plot.x + x(layer), plot.y + PLOT_PX + 15, String(layer), TICK, theme.faint, 'middle'),
    ),
  ];
}

/** A line with a gap where a value is no number, and a dot at each layer. */
function lineMarks(
  { place, isSecond, values }: ChartLine,
  { x, y }: ChartScales,
  plot: { readonly x: number; readonly y: number },
  theme: FigureTheme,
): Mark[] {
  const stroke = theme.lines[place] ?? theme.ink;
  const stretches: (readonly [number, number])[][] = [[]];
  for (const [layer, value] of values.entries()) {
    if (Number.isFinite(value)) stretches.at(-1)!.push([plot.x + x(layer), plot.y + y(value)]);
    else stretches.push([]);
  }
  const dash = isSecond ? [4, 3] : (DASHES[place] ?? []);
  return [
    ...stretches
      .filter((points) => points.length > 1)
      .map((points): Mark => ({ kind: 'line', points, stroke, width: 1.5, dash })),
    ...stretches.flat().map(([cx, cy]): Mark => {
      return { kind: 'circle', x: cx, y: cy, radius: 2.4, fill: stroke, stroke: theme.ground };
    }),
  ];
}

function text(
  x: number,
  y: number,
  content: string,
  font: Font,
  fill: string,
  anchor: 'start' | 'middle' | 'end',
): Mark {
  return { kind: 'text', x, y, text: content, font, fill, anchor };
}
