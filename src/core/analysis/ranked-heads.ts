import { medianOf } from '../tensor/statistics.ts';

/** Which heads a filter keeps: those whose measure is at least, or at most, a number or the median of all. */
export interface HeadLimit {
  readonly keeps: 'at-least' | 'at-most';
  readonly limit: number | 'median';
}

/**
 * The places of the heads in the order of their values [layers · heads], the highest or the lowest first; equal ones
 * as they were, those without a value last.
 */
export function rankHeads(values: ArrayLike<number>, highestFirst: boolean): number[] {
  const sign = highestFirst ? -1 : 1;
  const key = (place: number) => {
    const value = values[place]!;
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : sign * value;
  };
  return Array.from({ length: values.length }, (_, place) => place).sort((a, b) => {
    const [one, other] = [key(a), key(b)];
    return one < other ? -1 : one > other ? 1 : a - b;
  });
}

/** The number that a limit stands for among some values; NaN where there are none. */
export function limitAmong(values: Float32Array, { limit }: HeadLimit): number {
  return limit === 'median' ? medianOf(values) : limit;
}

/** Which values a filter keeps, 1 or 0; one that there is not is not kept. */
export function keptHeads(values: Float32Array, filter: HeadLimit): Uint8Array {
  const limit = limitAmong(values, filter);
  const isKept = (value: number) => (filter.keeps === 'at-least' ? value >= limit : value <= limit);
  return Uint8Array.from(values, (value) => (isKept(value) ? 1 : 0));
}
