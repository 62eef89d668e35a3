/** Which heads a filter keeps: those whose measure is at least, or at most, a limit. */
export interface HeadLimit {
  readonly keeps: 'at-least' | 'at-most';
  readonly limit: number;
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

/** Whether a filter keeps a value; one that there is not is not kept. */
export function isKept(value: number, { keeps, limit }: HeadLimit): boolean {
  return keeps === 'at-least' ? value >= limit : value <= limit;
}

/** How many values a filter keeps. */
export function countKept(values: Float32Array, limit: HeadLimit): number {
  return values.reduce((count, value) => count + (isKept(value, limit) ? 1 : 0), 0);
}
