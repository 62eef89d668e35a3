import { describe, expect, test } from 'vitest';
import { hashUnit } from './random.ts';
import { createTube, cylinder, limb, roundBox, smoothMin, sphere, torus, tube } from './sdf.ts';

const spout = createTube([0.8, 0.6, 0], [1.6, 0.66, 0.2], [1.76, 1.5, 0], [0.2, 0.2]);
const arm = { from: [0, 0, 0], to: [1, 0.4, 0.2], startRadius: 0.1, endRadius: 0.1 } as const;

const shapes: Record<string, (x: number, y: number, z: number) => number> = {
  sphere: (x, y, z) => sphere(x, y, z, 0.7),
  roundBox: (x, y, z) => roundBox(x, y, z, 0.5, 0.3, 0.4, 0.05),
  torus: (x, y, z) => torus(x, y, z, 0.8, 0.2),
  cylinder: (x, y, z) => cylinder(x, y, z, 0.5, 0.6, 0.05),
  limb: (x, y, z) => limb(x, y, z, arm),
  tube: (x, y, z) => tube(x, y, z, spout),
};

function pointAt(index: number): [number, number, number] {
  return [4 * hashUnit(index, 1, 1) - 2, 4 * hashUnit(index, 2, 1) - 2, 4 * hashUnit(index, 3, 1) - 2];
}

describe('signed distances', () => {
  test.each(Object.keys(shapes))('%s never changes faster than the point moves', (name) => {
    const shape = shapes[name]!;
    for (let i = 0; i < 2000; i++) {
      const p = pointAt(i);
      const q = pointAt(i + 5000);
      const moved = Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
      expect(Math.abs(shape(...p) - shape(...q))).toBeLessThanOrEqual(moved + 1e-9);
    }
  });

  test('a tube is as far away as the nearest of many points on its curve', () => {
    for (let i = 0; i < 200; i++) {
      const [x, y, z] = pointAt(i);
      let nearest = Number.POSITIVE_INFINITY;
      for (let k = 0; k <= 2000; k++) {
        const t = k / 2000;
        const at = (axis: 0 | 1 | 2) => spout.from[axis] + 2 * t * spout.a[axis] + t * t * spout.b[axis];
        nearest = Math.min(nearest, Math.hypot(x - at(0), y - at(1), z - at(2)));
      }
      expect(tube(x, y, z, spout)).toBeCloseTo(nearest - 0.2, 5);
    }
  });

  test('a smooth union lies inside the plain one by a quarter of its fillet at most', () => {
    for (let i = 0; i < 500; i++) {
      const [a, b] = pointAt(i);
      const joined = smoothMin(a, b, 0.4);
      expect(joined).toBeLessThanOrEqual(Math.min(a, b));
      expect(joined).toBeGreaterThanOrEqual(Math.min(a, b) - 0.1 - 1e-12);
    }
  });
});
