import { ticks } from 'd3-array';
import type { AxisScale } from '../core/analysis/norm-histogram.ts';

/** The smallest and the largest value of an axis; above 0 on a logarithmic one. */
export type Domain = readonly [number, number];

/** Where a value lies along an axis: 0 at the domain's low end, 1 at its high end. */
export function axisPlace([low, high]: Domain, axis: AxisScale): (value: number) => number {
  if (axis === 'linear') return (value) => (value - low) / (high - low);
  const extent = Math.log(high / low);
  return (value) => Math.log(value / low) / extent;
}

/** About as many round numbers as are wanted within a domain. */
export function axisTicks(domain: Domain, wanted: number, axis: AxisScale): number[] {
  return axis === 'log' ? logTicks(domain, wanted) : ticks(domain[0], domain[1], wanted);
}

/** 1, 2, 5 times powers of ten, thinned until they have room; evenly spaced ones within a decade. */
function logTicks([low, high]: Domain, wanted: number): number[] {
  if (high / low < 10) return ticks(low, high, wanted);
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  for (const steps of [[1, 2, 5], [1, 3], [1]]) {
    const found: number[] = [];
    for (let power = first; power <= last; power++) for (const step of steps) found.push(step * 10 ** power);
    const inside = found.filter((tick) => tick >= low && tick <= high);
    if (inside.length <= wanted || steps.length === 1) return inside;
  }
  return [];
}
