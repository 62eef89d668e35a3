import { scaleLinear, scaleLog } from 'd3-scale';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisPlace, axisTicks, type Domain } from './axis-ticks.ts';

const number = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
const domains = fc
  .tuple(number, number)
  .map(([a, b]): Domain => [Math.min(a, b), Math.max(a, b)])
  .filter(([low, high]) => high > low * 1.001);

describe('an axis', () => {
  it('places values as d3 does', () => {
    fc.assert(
      fc.property(domains, fc.double({ min: 0, max: 1, noNaN: true }), (domain, share) => {
        const value = domain[0] + share * (domain[1] - domain[0]);
        expect(axisPlace(domain, 'linear')(value)).toBeCloseTo(scaleLinear().domain(domain)(value), 6);
        expect(axisPlace(domain, 'log')(value)).toBeCloseTo(scaleLog().domain(domain)(value), 6);
      }),
    );
  });

  it('has ticks within its domain, in order', () => {
    fc.assert(
      fc.property(domains, fc.constantFrom('linear', 'log'), (domain, axis) => {
        const ticks = axisTicks(domain, 5, axis);
        expect(ticks).toEqual(ticks.toSorted((a, b) => a - b));
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(domain[0] * (1 - 1e-9));
          expect(tick).toBeLessThanOrEqual(domain[1] * (1 + 1e-9));
        }
      }),
    );
  });
});
