import type { AxisScale } from './norm-histogram.ts';

/** One number per patch, and the values that the ends of its colour bar stand for. */
export interface ScaledMap {
  /** [rows · columns] */
  readonly values: Float32Array;
  readonly low: number;
  readonly high: number;
  readonly axis: AxisScale;
}

/** Where a value lies between the ends, 0 at the low and 1 at the high one; not clipped. NaN where both are equal. */
export function positionOf(value: number, { low, high, axis }: Omit<ScaledMap, 'values'>): number {
  if (axis === 'linear') return (value - low) / (high - low);
  return Math.log(value / low) / Math.log(high / low);
}

/** The positions of all patches, ready to be painted from 0 to 1; 0 where the map has no extent. */
export function mapPositions(map: ScaledMap): Float32Array {
  const { low, high, axis, values } = map;
  if (!(high > low)) return new Float32Array(values.length);
  if (axis === 'log') return values.map((value) => positionOf(Math.max(value, low), map));
  const factor = 1 / (high - low);
  return values.map((value) => (value - low) * factor);
}
