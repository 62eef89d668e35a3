import { expect, test } from 'vitest';
import { pairOfHistograms } from './pair-of-histograms.ts';

const size = { widthPx: 400, heightPx: 60 };

test('two lists share one axis, and each reaches the top', () => {
  const { bars, ticks } = pairOfHistograms(Float32Array.of(10, 10, 11, 12), Float32Array.of(1000), {
    ...size,
    scale: 'log',
  });
  const patches = bars.filter(({ of }) => of === 'first');
  const registers = bars.filter(({ of }) => of === 'second');
  expect(Math.max(...patches.map(({ heightPx }) => heightPx))).toBe(60);
  expect(registers).toMatchObject([{ heightPx: 60 }]);
  expect(Math.max(...patches.map(({ x }) => x))).toBeLessThan(registers[0]!.x);
  expect(ticks.map(({ value }) => value)).toContain(100);
  for (const { x, widthPx } of bars) expect(x >= 0 && x + widthPx <= 401).toBe(true);
});

test('shares of attention begin at 0, and nothing breaks where all are 0', () => {
  const { bars } = pairOfHistograms(new Float32Array(3), Float32Array.of(0.5), { ...size, scale: 'linear' });
  expect(bars.find(({ of }) => of === 'first')?.x).toBe(0);
  expect(() =>
    pairOfHistograms(new Float32Array(2), new Float32Array(2), { ...size, scale: 'log' }),
  ).not.toThrow();
});
