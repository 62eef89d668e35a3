import { scaleLinear, scaleLog } from 'd3-scale';
import type { AxisScale } from '../../core/analysis/norm-histogram.ts';
import { axisTicks } from '../axis-ticks.ts';

/** One line of a chart by layer. */
export interface ChartLine {
  readonly key: string;
  /** What stands at the line's end: a lens's letter, or which of a measure's lines it is. */
  readonly name: string;
  /** The lens's place, which gives the line its colour and its marks. */
  readonly place: number;
  readonly isSecond: boolean;
  /** From layer 0 to the last one that has run. */
  readonly values: readonly number[];
}

/** What a chart has to hold. Lengths in CSS pixels. */
export interface ChartSpace {
  readonly lines: readonly ChartLine[];
  readonly depth: number;
  readonly axis: AxisScale;
  /** Whether values are counts, which have no ticks between whole numbers. */
  readonly isCount: boolean;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** From layers and values to CSS pixels. */
export interface ChartScales {
  x(layer: number): number;
  y(value: number): number;
  /** The layer nearest to a place. */
  layerAt(xPx: number): number;
  readonly ticks: readonly number[];
  readonly layers: readonly number[];
}

/** Height of a tick's number with its space. */
const TICK_PX = 22;
/** Width of a layer's number with its space. */
const LAYER_PX = 20;
/** From the ends of the axis to the first and last layer. */
const INSET_PX = 6;

/** Scales that hold all finite values: from 0, or on a logarithmic axis from the smallest one. */
export function chartScales({ lines, depth, axis, isCount, widthPx, heightPx }: ChartSpace): ChartScales {
  const values = lines.flatMap((line) => line.values.filter(Number.isFinite));
  const largest = Math.max(...values, 0);
  const smallest = Math.min(...values.filter((value) => value > 0), largest || 1);
  const isLog = axis === 'log' && largest > 0;
  const wanted = Math.max(2, Math.floor(heightPx / TICK_PX));
  const y = (
    isLog
      ? scaleLog().domain([Math.max(smallest, largest * 1e-4) * 0.94, largest * 1.06])
      : scaleLinear()
          .domain([0, largest > 0 ? largest : 1])
          .nice(wanted)
  )
    .range([heightPx, 0])
    .clamp(true);
  const x = scaleLinear()
    .domain([0, Math.max(1, depth - 1)])
    .range([INSET_PX, Math.max(INSET_PX, widthPx - INSET_PX)]);
  const [low = 0, high = 1] = y.domain();
  const ticks = isLog ? axisTicks([low, high], wanted, 'log') : linearTicks(y, wanted);
  return {
    x: (layer) => x(layer),
    y: (value) => y(value),
    layerAt: (xPx) => Math.min(depth - 1, Math.max(0, Math.round(x.invert(xPx)))),
    ticks: isCount ? ticks.filter(Number.isInteger) : ticks,
    layers: layerTicks(depth, widthPx),
  };
}

/** The names at the lines' ends with their heights, moved apart so that none covers another. */
export function endLabels(
  lines: readonly ChartLine[],
  { y }: Pick<ChartScales, 'y'>,
  { gapPx, heightPx }: { gapPx: number; heightPx: number },
): { readonly line: ChartLine; readonly yPx: number }[] {
  const ends = lines
    .flatMap((line) => {
      const last = line.values.at(-1);
      return last === undefined || !Number.isFinite(last) ? [] : [{ line, yPx: y(last) }];
    })
    .toSorted((a, b) => a.yPx - b.yPx);
  const room = heightPx - gapPx * (ends.length - 1);
  let least = 0;
  return ends.map(({ line, yPx }, place) => {
    const placed = Math.max(least, Math.min(yPx, room + gapPx * place));
    least = placed + gapPx;
    return { line, yPx: placed };
  });
}

/** Round numbers along a scale, at most one more than wanted. */
function linearTicks(scale: { ticks(count: number): number[] }, wanted: number): number[] {
  const counts = Array.from({ length: wanted }, (_, less) => wanted - less);
  const tried = counts.map((count) => scale.ticks(count));
  return tried.find((ticks) => ticks.length <= wanted + 1) ?? tried.at(-1) ?? [];
}

/** Every layer, or every second, fifth and so on where they have no room. */
function layerTicks(depth: number, widthPx: number): number[] {
  const step = [1, 2, 5, 10, 20].find((each) => (depth / each) * LAYER_PX <= widthPx) ?? 50;
  return Array.from({ length: Math.ceil(depth / step) }, (_, index) => index * step);
}
