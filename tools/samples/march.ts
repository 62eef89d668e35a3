import type { Ray } from './camera.ts';
import type { HitKind, Scene, Surface } from './scene.ts';

/** Where a ray ended. */
export interface Hit {
  kind: HitKind;
  distance: number;
}

const MAX_STEPS = 220;

const span = { near: 0, far: 0 };

function clipToBounds(scene: Scene, ray: Ray, limit: number): boolean {
  const { min, max } = scene.bounds;
  let near = 0;
  let far = limit;
  for (let axis = 0; axis < 3; axis++) {
    const origin = axis === 0 ? ray.ox : axis === 1 ? ray.oy : ray.oz;
    const direction = axis === 0 ? ray.dx : axis === 1 ? ray.dy : ray.dz;
    const inverse = 1 / (Math.abs(direction) < 1e-12 ? 1e-12 : direction);
    const a = ((min[axis] as number) - origin) * inverse;
    const b = ((max[axis] as number) - origin) * inverse;
    near = Math.max(near, Math.min(a, b));
    far = Math.min(far, Math.max(a, b));
  }
  span.near = near;
  span.far = far;
  return near < far;
}

/** Distance along the ray to the objects, or Infinity if nothing is met before `limit`. */
function march(scene: Scene, ray: Ray, limit: number, precision: number): number {
  if (!clipToBounds(scene, ray, limit)) return Number.POSITIVE_INFINITY;
  let t = span.near;
  const far = span.far;
  for (let i = 0; i < MAX_STEPS && t < far; i++) {
    const d = scene.distance(ray.ox + t * ray.dx, ray.oy + t * ray.dy, ray.oz + t * ray.dz);
    if (d < precision * (1 + t * 0.1)) return t;
    t += d * scene.stepScale;
  }
  return Number.POSITIVE_INFINITY;
}

/** Finds what the ray meets first. */
export function intersect(scene: Scene, ray: Ray, precision: number, out: Hit): void {
  const back = scene.backdrop(ray.ox, ray.oy, ray.oz, ray.dx, ray.dy, ray.dz);
  const front = march(scene, ray, Math.min(back, 1e6), precision);
  if (front < back) {
    out.kind = 'object';
    out.distance = front;
  } else {
    out.kind = back === Number.POSITIVE_INFINITY ? 'none' : 'backdrop';
    out.distance = back;
  }
}

/** Whether an object stands between the ray's origin and `limit`. */
export function isOccluded(scene: Scene, ray: Ray, limit: number): boolean {
  return march(scene, ray, limit, 4e-4) < limit;
}

/** The objects' outward normal at a point, from four samples at the corners of a tetrahedron. */
export function objectNormal(scene: Scene, x: number, y: number, z: number, out: Surface): void {
  const e = 6e-4;
  const a = scene.distance(x + e, y - e, z - e);
  const b = scene.distance(x - e, y - e, z + e);
  const c = scene.distance(x - e, y + e, z - e);
  const d = scene.distance(x + e, y + e, z + e);
  const nx = a - b - c + d;
  const ny = -a - b + c + d;
  const nz = -a + b - c + d;
  const scale = 1 / Math.max(Math.sqrt(nx * nx + ny * ny + nz * nz), 1e-12);
  out.nx = nx * scale;
  out.ny = ny * scale;
  out.nz = nz * scale;
}
