import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnGroups, gridColumns } from '../state/grid-columns.ts';
import { benchGeometry, largestZoom, zoomedGeometry } from './bench-geometry.ts';
import { arrangeLayers } from './grid-arrangement.ts';
import { anchorAt, scrollForAnchor } from './grid-zooming.ts';

const columns = gridColumns(24);
const groups = columnGroups(columns);
const fit = benchGeometry({ widthPx: 510, heightPx: 480, layers: 40, groups, aspect: 1 });
const zoomed = (zoom: number) =>
  arrangeLayers(columns, groups, { layers: 40, geometry: zoomedGeometry(fit, zoom, 1), headPx: 24 });
const whole = zoomed(1);
const view = { leftPx: 0, topPx: 0, widthPx: whole.widthPx, heightPx: whole.heightPx };

describe('zooming', () => {
  it('keeps what is under the pointer in place, wherever that is and however often', () => {
    const point = fc.record({
      x: fc.double({ min: 0.1, max: 0.999, noNaN: true }),
      y: fc.double({ min: 0, max: 0.999, noNaN: true }),
      zooms: fc.array(fc.double({ min: 1, max: largestZoom(fit), noNaN: true }), {
        minLength: 1,
        maxLength: 5,
      }),
    });
    fc.assert(
      fc.property(point, ({ x, y, zooms }) => {
        const at = { xPx: x * view.widthPx, yPx: y * view.heightPx };
        let [before, seen] = [whole, view];
        const started = anchorAt(before, seen, at)!;
        for (const zoom of zooms) {
          const after = zoomed(zoom);
          const to = scrollForAnchor(after, anchorAt(before, seen, at)!)!;
          [before, seen] = [after, { ...seen, ...to }];
        }
        const now = anchorAt(before, seen, at)!;
        expect(now.key).toBe(started.key);
        expect(Math.abs(now.across - started.across)).toBeLessThan(0.12);
        expect(now.down).toBeCloseTo(started.down, 5);
      }),
    );
  });
});
