import { expect, it } from 'vitest';
import { createRateMeter, secondsLeft } from './transfer-rate.ts';

it('measures what has arrived lately, and not what was there before', () => {
  const meter = createRateMeter();
  expect(meter.add(5_000_000, 0)).toBeUndefined();
  expect(meter.add(6_000_000, 500)).toBe(2_000_000);
  for (let ms = 1000; ms <= 10_000; ms += 500) meter.add(6_000_000 + (ms - 500) * 1000, ms);
  expect(meter.add(16_000_000, 10_500)).toBeCloseTo(1_000_000, -4);
});

it('falls to nothing when nothing arrives', () => {
  const meter = createRateMeter();
  meter.add(0, 0);
  meter.add(1_000_000, 1000);
  meter.add(1_000_000, 6000);
  expect(meter.add(1_000_000, 10_500)).toBe(0);
});

it('says how long the rest takes', () => {
  expect(secondsLeft({ loadedBytes: 10, totalBytes: 35 }, 10)).toBe(3);
  expect(secondsLeft({ loadedBytes: 35, totalBytes: 35 }, 10)).toBe(0);
  expect(secondsLeft({ loadedBytes: 10, totalBytes: 35 }, 0)).toBeUndefined();
  expect(secondsLeft({ loadedBytes: 10, totalBytes: 35 }, undefined)).toBeUndefined();
});
