import { describe, expect, it } from 'vitest';
import { tableNumbers } from './table-numbers.ts';

function written(...values: number[]): string[] {
  const { exponent, format } = tableNumbers(Float32Array.from(values));
  return [String(exponent), ...values.map(format)];
}

describe('the numbers of a table', () => {
  it('have three significant digits at the median, and all the same decimals', () => {
    expect(written(9.4, 21.74, 742.1)).toEqual(['0', '9.4', '21.7', '742.1']);
    expect(written(0.123456, 0.2, 0.98)).toEqual(['0', '0.123', '0.200', '0.980']);
  });

  it('are in thousandths or millionths where they are small', () => {
    expect(written(0.00021, 0.00052, 0.0345)).toEqual(['-3', '0.210', '0.520', '34.500']);
    expect(written(1e-6, 2e-6, 3e-4)).toEqual(['-6', '1.00', '2.00', '300.00']);
  });

  it('say what is missing, and have a minus as long as a plus', () => {
    expect(written(-1.5, 2, Number.NaN)).toEqual(['0', '−1.50', '2.00', '–']);
    expect(written(0, 0)).toEqual(['0', '0.00', '0.00']);
  });
});
