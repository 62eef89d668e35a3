import { scaleLinear, scaleLog } from 'd3-scale';
import type { AxisScale } from '../../core/analysis/norm-histogram.ts';
import { formatTick, formatValue } from '../numbers.ts';
import type { Block, Drawing } from './caption-marks.ts';
import type { Font, Mark, MeasureText, Raster } from './scene.ts';
import { breakLines } from './text-lines.ts';

/** A colour bar: its colours, and what its ends stand for. */
export interface Bar {
  /** One row of colours. */
  readonly raster: Raster;
  /** Undefined: every map has ends of its own, which words name. */
  readonly range: { readonly low: number; readonly high: number; readonly axis: AxisScale } | undefined;
  readonly lowWord?: string;
  readonly highWord?: string;
  /** What is measured, and what the ends stand for. */
  readonly note: string;
}

const BAR_PX = 10;
/** Between two numbers. */
const TICK_GAP_PX = 26;
const TICK: Font = { sizePx: 10, weight: 400 };
const NOTE: Font = { sizePx: 10.5, weight: 400 };

/** The colour bar with its numbers and its note. */
export function barMarks(
  bar: Bar,
  at: { readonly x: number; readonly y: number; readonly widthPx: number },
  { theme, measure }: Drawing,
): Block {
  const { x, y, widthPx } = at;
  const { raster, note } = bar;
  const picture: Mark = { kind: 'image', x, y, width: widthPx, height: BAR_PX, raster, smooth: false };
  const notes = breakLines(note, NOTE, widthPx, measure).map(
    (text, row): Mark => ({ kind: 'text', x, y: y + 39 + row * 14, text, font: NOTE, fill: theme.soft }),
  );
  const numbers = barTicks(bar, widthPx, measure).map(
    ({ text, offset, anchor }): Mark => ({
      kind: 'text',
      x: x + offset,
      y: y + BAR_PX + 13,
      text,
      font: TICK,
      fill: theme.soft,
      anchor,
    }),
  );
  const marks: Mark[] = [
    { kind: 'group', name: 'picture-bar', marks: [picture] },
    { kind: 'group', name: 'bar-text', marks: [...numbers, ...notes] },
  ];
  return { marks, heightPx: 29 + notes.length * 14 };
}

const BARS_GAP_PX = 20;

/** Bars beside each other, or the only one. */
export function barsMarks(
  bars: readonly Bar[],
  at: { readonly x: number; readonly y: number; readonly widthPx: number },
  drawing: Drawing,
): Block {
  const widthPx = (at.widthPx - (bars.length - 1) * BARS_GAP_PX) / bars.length;
  const blocks = bars.map((bar, place) =>
    barMarks(bar, { ...at, x: at.x + place * (widthPx + BARS_GAP_PX), widthPx }, drawing),
  );
  return {
    marks: blocks.flatMap(({ marks }) => marks),
    heightPx: Math.max(0, ...blocks.map(({ heightPx }) => heightPx)),
  };
}

interface Tick {
  readonly text: string;
  readonly offset: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** The ends, and between them what has room. */
function barTicks({ range, lowWord, highWord }: Bar, widthPx: number, measure: MeasureText): Tick[] {
  const low = lowWord ?? (range ? formatValue(range.low) : '');
  const high = highWord ?? (range ? formatValue(range.high) : '');
  const ends: Tick[] = [
    { text: low, offset: 0, anchor: 'start' },
    { text: high, offset: widthPx, anchor: 'end' },
  ];
  if (!range || !(range.high > range.low)) return ends;
  const isLog = range.axis === 'log' && range.low > 0;
  const scale = (isLog ? scaleLog() : scaleLinear()).domain([range.low, range.high]).range([0, widthPx]);
  const inner: Tick[] = [];
  let free = measure(low, TICK) + TICK_GAP_PX;
  for (const value of scale.ticks(4)) {
    const text = formatTick(value);
    const half = measure(text, TICK) / 2;
    const offset = scale(value);
    if (offset - half < free || offset + half > widthPx - measure(high, TICK) - TICK_GAP_PX) continue;
    inner.push({ text, offset, anchor: 'middle' });
    free = offset + half + TICK_GAP_PX;
  }
  return [...ends, ...inner];
}
