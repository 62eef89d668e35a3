import type { AxisScale } from './norm-histogram.ts';

/** One number per patch, and the values that the ends of its colour bar stand for. */
export interface ScaledMap {
  /** [rows · columns] */
  readonly values: Float32Array;
  readonly low: number;
  readonly high: number;
  readonly axis: AxisScale;
  /** What is painted in the numbers' place, RGBA [rows · columns, 4]. */
  readonly colours?: Uint8ClampedArray<ArrayBuffer>;
}

/** Where a value lies between the ends, 0 at the low and 1 at the high one; not clipped. NaN where both are equal. */
export function positionOf(value: number, { low, high, axis }: Omit<ScaledMap, 'values'>): number {
  if (axis === 'linear') return (value - low) / (high - low);
  return Math.log(value / low) / Math.log(high / low);
}

/** The positions of all patches, ready to be painted from 0 to 1; 0 where the map has no extent. */
export function mapPositions(map: ScaledMap): Float32Array {
  const { low, high, axis, values } = map;
  const positions = new Float32Array(values.length);
  if (!(high > low)) return positions;
  const factor = axis === 'log' ? 1 / Math.log(high / low) : 1 / (high - low);
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    positions[index] = (axis === 'log' ? Math.log(Math.max(value, low) / low) : value - low) * factor;
  }
  return positions;
}
