import { scaleLinear, scaleLog } from 'd3-scale';
import { type AxisScale, histogram } from '../core/analysis/norm-histogram.ts';
import type { NormLayer } from '../state/norm-layers.ts';

/** An axis of norms: from a norm to CSS pixels. */
export interface NormAxis {
  (norm: number): number;
  readonly ticks: readonly number[];
}

/** A tick's number with its space. */
const TICK_PX = 28;

/** Makes the axis over a domain, with ticks that have room. */
export function normAxis(domain: readonly [number, number], widthPx: number, scale: AxisScale): NormAxis {
  const d3Scale = (scale === 'log' ? scaleLog() : scaleLinear()).domain(domain).range([0, widthPx]);
  const wanted = Math.max(2, Math.floor(widthPx / 48));
  const ticks = scale === 'log' ? logTicks(domain, wanted) : d3Scale.ticks(wanted);
  const kept: number[] = [];
  for (const tick of ticks) {
    const last = kept.at(-1);
    if (last === undefined || d3Scale(tick) - d3Scale(last) >= TICK_PX) kept.push(tick);
  }
  return Object.assign((norm: number) => d3Scale(norm), { ticks: kept });
}

/** 1, 2, 5 times powers of ten, thinned until they have room; evenly spaced ones within a decade. */
function logTicks([low, high]: readonly [number, number], wanted: number): number[] {
  if (high / low < 10) return scaleLinear().domain([low, high]).ticks(wanted);
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  for (const steps of [[1, 2, 5], [1, 3], [1]]) {
    const ticks: number[] = [];
    for (let power = first; power <= last; power++) for (const step of steps) ticks.push(step * 10 ** power);
    const inside = ticks.filter((tick) => tick >= low && tick <= high);
    if (inside.length <= wanted || steps.length === 1) return inside;
  }
  return [];
}

/** Bars of a histogram as rectangles in CSS pixels, with the share of outliers told apart. */
export interface Bar {
  readonly bin: number;
  readonly x: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly count: number;
  readonly isOutlier: boolean;
}

/** Height of a count: logarithmic, so that a single outlier shows beside a thousand patches. */
export function countHeight(count: number, largest: number, heightPx: number): number {
  return count === 0 ? 0 : Math.max(1.5, (Math.log1p(count) / Math.log1p(largest)) * heightPx);
}

/** The bars of one layer's norms. */
export function normBars(
  { norms, outliers }: NormLayer,
  axis: { readonly of: NormAxis; readonly domain: readonly [number, number]; readonly scale: AxisScale },
  size: { readonly bins: number; readonly heightPx: number },
): Bar[] {
  const { edges, counts } = histogram(norms, axis.domain, size.bins, axis.scale);
  const largest = Math.max(...counts);
  return Array.from(counts, (count, bin) => {
    const x = axis.of(edges[bin]!);
    return {
      bin,
      x,
      widthPx: Math.max(1, axis.of(edges[bin + 1]!) - x - 0.5),
      heightPx: countHeight(count, largest, size.heightPx),
      count,
      isOutlier: edges[bin]! >= outliers.threshold,
    };
  }).filter(({ count }) => count > 0);
}
