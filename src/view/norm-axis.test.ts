import { describe, expect, it } from 'vitest';
import { countHeight, normAxis, normBars } from './norm-axis.ts';

const norms = Float32Array.of(10, 10.5, 11, 11.2, 12, 490);
const layer = {
  layer: 7,
  norms,
  summary: { count: 6, minimum: 10, median: 11.1, mean: 90.8, maximum: 490 },
  outliers: { threshold: 15, indices: [5], share: 1 / 6 },
};

describe('the axis of norms', () => {
  it('has round ticks on both scales, no more than there is room for', () => {
    expect(normAxis([9, 520], 200, 'log').ticks).toEqual([10, 30, 100, 300]);
    expect(normAxis([9, 520], 400, 'log').ticks).toEqual([10, 20, 50, 100, 200, 500]);
    expect(normAxis([0, 520], 150, 'linear').ticks).toEqual([0, 200, 400]);
    expect(normAxis([12, 28], 200, 'log').ticks).toEqual([15, 20, 25]);
  });

  it('marks the bars beyond the threshold and counts every patch', () => {
    const domain = [9, 520] as const;
    const bars = normBars(
      layer,
      { of: normAxis(domain, 200, 'log'), domain, scale: 'log' },
      { bins: 40, heightPx: 30 },
    );
    expect(bars.filter((bar) => bar.isOutlier)).toHaveLength(1);
    expect(bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(6);
    expect(bars.at(-1)!.x).toBeGreaterThan(190);
  });

  it('keeps a single patch visible beside a thousand', () => {
    expect(countHeight(1, 1000, 30)).toBeGreaterThan(2.9);
    expect(countHeight(1000, 1000, 30)).toBe(30);
    expect(countHeight(0, 1000, 30)).toBe(0);
  });
});
