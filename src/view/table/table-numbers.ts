import { medianOf } from '../../core/tensor/statistics.ts';

/** How the numbers of one table are written: all in the same unit and with the same decimals, so that they compare. */
export interface TableNumbers {
  /** Values are in units of 10 to this power. */
  readonly exponent: number;
  readonly decimals: number;
  format(value: number): string;
}

/** Chooses unit and decimals so that the median has three significant digits. */
export function tableNumbers(values: Float32Array): TableNumbers {
  const sizes = values.map(Math.abs).filter((size) => Number.isFinite(size) && size > 0);
  const median = sizes.length > 0 ? medianOf(sizes) : 1;
  const power = Math.log10(median);
  const exponent = power >= -2 && power < 4 ? 0 : 3 * Math.round(power / 3);
  const decimals = Math.min(4, Math.max(0, 2 - Math.floor(power - exponent)));
  return {
    exponent,
    decimals,
    format: (value) =>
      Number.isFinite(value) ? (value / 10 ** exponent).toFixed(decimals).replace('-', '−') : '–',
  };
}
