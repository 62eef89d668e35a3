import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stripGeometry } from './strip-geometry.ts';

it('keeps every cell within the strip, none over another', () => {
  const sizes = fc.record({
    count: fc.integer({ min: 1, max: 40 }),
    width: fc.integer({ min: 150, max: 500 }),
    aspect: fc.double({ min: 0.5, max: 2, noNaN: true }),
  });
  fc.assert(
    fc.property(sizes, ({ count, width, aspect }) => {
      const geometry = stripGeometry(count, width, aspect);
      const cells = Array.from({ length: count }, (_, index) => geometry.cell(index));
      for (const [index, { x, y }] of cells.entries()) {
        expect(x + geometry.widthPx).toBeLessThanOrEqual(width);
        expect(y + geometry.heightPx).toBeLessThan(geometry.blockPx);
        const next = cells[index + 1];
        if (next?.y === y) expect(next.x).toBeGreaterThan(x + geometry.widthPx);
      }
    }),
  );
});

it('uses a second row for 24 layers in a quarter of a page', () => {
  const geometry = stripGeometry(24, 288, 1);
  expect(geometry.cell(12)).toEqual({ x: 0, y: geometry.blockPx / 2 });
  expect(geometry.widthPx).toBe(21);
});
