import { type AxisScale, histogram } from '../../core/analysis/norm-histogram.ts';
import { countHeight, normAxis } from '../norm-axis.ts';

/** One bar of two histograms over each other, in CSS pixels. */
export interface PairBar {
  readonly of: 'first' | 'second';
  readonly bin: number;
  readonly x: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Two lists of numbers over one axis; each is as high as the picture at its largest count. */
export interface PairOfHistograms {
  readonly bars: readonly PairBar[];
  readonly ticks: readonly { readonly value: number; readonly x: number }[];
}

const BINS = 40;

/** Lays two histograms over one axis that holds both; a linear axis begins at 0. */
export function pairOfHistograms(
  first: Float32Array,
  second: Float32Array,
  { widthPx, heightPx, scale }: { widthPx: number; heightPx: number; scale: AxisScale },
): PairOfHistograms {
  const domain = domainOf([...first, ...second], scale);
  const axis = normAxis(domain, widthPx, scale);
  const barsOf = (of: 'first' | 'second', values: Float32Array): PairBar[] => {
    const { edges, counts } = histogram(values, domain, BINS, scale);
    const largest = Math.max(...counts);
    return Array.from(counts, (count, bin) => {
      const x = axis(edges[bin]!);
      const width = Math.max(1, axis(edges[bin + 1]!) - x - 0.5);
      return { of, bin, x, widthPx: width, heightPx: countHeight(count, largest, heightPx) };
    }).filter((bar) => bar.heightPx > 0);
  };
  const inside = axis.ticks.filter((tick) => axis(tick) > 8 && axis(tick) < widthPx - 8);
  return {
    bars: [...barsOf('first', first), ...barsOf('second', second)],
    ticks: inside.map((value) => ({ value, x: axis(value) })),
  };
}

/** A little room on both sides, and never an empty stretch. */
function domainOf(values: readonly number[], scale: AxisScale): [number, number] {
  const high = values.reduce((a, b) => Math.max(a, b), 0) || 1;
  if (scale === 'linear') return [0, high * 1.02];
  const low = values.reduce((a, b) => Math.min(a, b), high);
  return [Math.max(low, high * 1e-6) / 1.05, high * 1.05];
}
