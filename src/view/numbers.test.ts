import { describe, expect, it } from 'vitest';
import { formatDuration, formatMegabytes, formatShare, formatValue } from './numbers.ts';

describe('numbers on the page', () => {
  it('shows about three significant digits of any size', () => {
    expect([0, 1, 0.4123, 0.0123, 0.00099, 0.00001234, 12.34, 491.7, 51234].map(formatValue)).toEqual([
      '0',
      '1.00',
      '0.412',
      '0.0123',
      '0.00099',
      '1.2·10⁻⁵',
      '12.3',
      '492',
      '51,234',
    ]);
    expect(formatValue(Number.NaN)).toBe('–');
  });

  it('shows shares, bytes and durations', () => {
    expect([0, 0.01, 0.125].map(formatShare)).toEqual(['0 %', '1.0 %', '13 %']);
    expect(formatMegabytes(3_187_648)).toBe('3.2');
    expect(formatMegabytes(88_200_000)).toBe('88');
    expect([84.4, 1234].map(formatDuration)).toEqual(['84 ms', '1.2 s']);
  });
});
