import { median, quantile as quantileOf } from 'd3-array';

/** Order statistics and spread of a list of numbers, in the numbers' own unit. */
export interface Summary {
  readonly count: number;
  readonly minimum: number;
  readonly median: number;
  readonly mean: number;
  readonly maximum: number;
}

/** Smallest and largest value; [0, 0] of an empty list. NaN is skipped. */
export function extent(values: ArrayLike<number>): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 0];
}

/** Arithmetic mean; NaN of an empty list. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  return sum / values.length;
}

/** Population standard deviation (divides by n, as numpy does); NaN of an empty list. */
export function standardDeviation(values: ArrayLike<number>): number {
  const centre = mean(values);
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += (values[index]! - centre) ** 2;
  return Math.sqrt(sum / values.length);
}

/** Median absolute deviation from the median, unscaled; NaN of an empty list. */
export function medianAbsoluteDeviation(values: Float32Array): number {
  const centre = medianOf(values);
  return medianOf(Float64Array.from(values, (value) => Math.abs(value - centre)));
}

/** Median; NaN of an empty list. */
export function medianOf(values: Float32Array | Float64Array): number {
  return median(values) ?? Number.NaN;
}

/** Quantile by linear interpolation between order statistics (numpy's default), `share` in [0, 1]; NaN of an empty list. */
export function quantile(values: Float32Array, share: number): number {
  return quantileOf(values, share) ?? Number.NaN;
}

/** Count, extremes, median and mean of a non-empty list. */
export function summarise(values: Float32Array): Summary {
  const [minimum, maximum] = extent(values);
  return { count: values.length, minimum, median: medianOf(values), mean: mean(values), maximum };
}
