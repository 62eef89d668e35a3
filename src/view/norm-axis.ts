import { type AxisScale, histogram } from '../core/analysis/norm-histogram.ts';
import type { NormLayer } from '../state/norm-layers.ts';
import { axisPlace, axisTicks } from './axis-ticks.ts';

/** An axis of norms: from a norm to CSS pixels. */
export interface NormAxis {
  (norm: number): number;
  readonly ticks: readonly number[];
}

/** A tick's number with its space. */
const TICK_PX = 28;

/** Makes the axis over a domain, with ticks that have room. */
export function normAxis(domain: readonly [number, number], widthPx: number, scale: AxisScale): NormAxis {
  const place = axisPlace(domain, scale);
  const xOf = (norm: number) => place(norm) * widthPx;
  const kept: number[] = [];
  for (const tick of axisTicks(domain, Math.max(2, Math.floor(widthPx / 48)), scale)) {
    const last = kept.at(-1);
    if (last === undefined || xOf(tick) - xOf(last) >= TICK_PX) kept.push(tick);
  }
  return Object.assign(xOf, { ticks: kept });
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
