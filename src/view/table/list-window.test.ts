import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listWindow } from './list-window.ts';

test('draws a few rows more than there is room for', () => {
  expect(listWindow({ scrolledPx: 2600, heightPx: 520, rowPx: 26, count: 1370 })).toEqual({
    begin: 88,
    end: 132,
  });
});

test('covers all that is in sight, wherever it is scrolled to', () => {
  fc.assert(
    fc.property(
      fc.nat(5000),
      fc.nat(900),
      fc.integer({ min: 20, max: 60 }),
      fc.nat(200_000),
      (count, heightPx, rowPx, at) => {
        const scrolledPx = Math.min(at, Math.max(0, count * rowPx - heightPx));
        const { begin, end } = listWindow({ scrolledPx, heightPx, rowPx, count });
        expect(begin).toBeGreaterThanOrEqual(0);
        expect(begin * rowPx).toBeLessThanOrEqual(scrolledPx);
        expect(end).toBeLessThanOrEqual(count);
        expect(end * rowPx).toBeGreaterThanOrEqual(Math.min(count * rowPx, scrolledPx + heightPx));
      },
    ),
  );
});
