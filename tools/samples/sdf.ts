/** Clamps to [0, 1]. */
export function saturate(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** From `a` to `b` by `t`. */
export function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

/** 0 below `low`, 1 above `high`, smooth between. */
export function smoothstep(low: number, high: number, value: number): number {
  const t = saturate((value - low) / (high - low));
  return t * t * (3 - 2 * t);
}

/** The union of two distances with a fillet of size `k` (Quilez's quadratic smooth minimum). */
export function smoothMin(a: number, b: number, k: number): number {
  const h = Math.max(k - Math.abs(a - b), 0) / k;
  return Math.min(a, b) - h * h * k * 0.25;
}

/** The intersection of two distances with a rounded edge of size `k`. */
export function smoothMax(a: number, b: number, k: number): number {
  return -smoothMin(-a, -b, k);
}

/** Distance to a sphere around the origin. */
export function sphere(x: number, y: number, z: number, radius: number): number {
  return Math.sqrt(x * x + y * y + z * z) - radius;
}

/** Bounded distance to an axis-aligned ellipsoid around the origin (Quilez's first-order approximation). */
export function ellipsoid(x: number, y: number, z: number, rx: number, ry: number, rz: number): number {
  const ax = x / rx;
  const ay = y / ry;
  const az = z / rz;
  const k0 = Math.sqrt(ax * ax + ay * ay + az * az);
  const bx = ax / rx;
  const by = ay / ry;
  const bz = az / rz;
  const k1 = Math.sqrt(bx * bx + by * by + bz * bz);
  return k1 < 1e-9 ? -Math.min(rx, ry, rz) : (k0 * (k0 - 1)) / k1;
}

/** Distance to a box of half sizes (hx, hy, hz) with edges rounded by `radius`. */
export function roundBox(
  x: number,
  y: number,
  z: number,
  hx: number,
  hy: number,
  hz: number,
  radius: number,
): number {
  const qx = Math.abs(x) - hx + radius;
  const qy = Math.abs(y) - hy + radius;
  const qz = Math.abs(z) - hz + radius;
  const ox = Math.max(qx, 0);
  const oy = Math.max(qy, 0);
  const oz = Math.max(qz, 0);
  return Math.sqrt(ox * ox + oy * oy + oz * oz) + Math.min(Math.max(qx, qy, qz), 0) - radius;
}

/** Distance to a ring around the y axis. */
export function torus(x: number, y: number, z: number, major: number, minor: number): number {
  const q = Math.sqrt(x * x + z * z) - major;
  return Math.sqrt(q * q + y * y) - minor;
}

/** Distance to an upright cylinder around the origin with a rounded rim. */
export function cylinder(x: number, y: number, z: number, radius: number, half: number, rim: number): number {
  const qx = Math.sqrt(x * x + z * z) - radius + rim;
  const qy = Math.abs(y) - half + rim;
  const ox = Math.max(qx, 0);
  const oy = Math.max(qy, 0);
  return Math.sqrt(ox * ox + oy * oy) + Math.min(Math.max(qx, qy), 0) - rim;
}

/** A straight limb from one point to another, its radius running from `startRadius` to `endRadius`. */
export interface Limb {
  readonly from: readonly [number, number, number];
  readonly to: readonly [number, number, number];
  readonly startRadius: number;
  readonly endRadius: number;
}

/** Distance to a limb (near exact for mild tapers). */
export function limb(x: number, y: number, z: number, shape: Limb): number {
  const ax = shape.from[0];
  const ay = shape.from[1];
  const az = shape.from[2];
  const bx = shape.to[0] - ax;
  const by = shape.to[1] - ay;
  const bz = shape.to[2] - az;
  const px = x - ax;
  const py = y - ay;
  const pz = z - az;
  const t = saturate((px * bx + py * by + pz * bz) / (bx * bx + by * by + bz * bz));
  const dx = px - bx * t;
  const dy = py - by * t;
  const dz = pz - bz * t;
  return Math.sqrt(dx * dx + dy * dy + dz * dz) - mix(shape.startRadius, shape.endRadius, t);
}

/** A tube along a quadratic curve, for spouts, handles and stems; prepared by `createTube`. */
export interface Tube {
  readonly from: readonly [number, number, number];
  /** First and second coefficient of the curve: from + 2 t a + t² b. */
  readonly a: readonly [number, number, number];
  readonly b: readonly [number, number, number];
  readonly startRadius: number;
  readonly endRadius: number;
}

/** Prepares a tube whose curve leaves `from` towards `through` and arrives at `to` from there. */
export function createTube(
  from: readonly [number, number, number],
  through: readonly [number, number, number],
  to: readonly [number, number, number],
  radii: readonly [number, number],
): Tube {
  return {
    from,
    a: [through[0] - from[0], through[1] - from[1], through[2] - from[2]],
    b: [from[0] - 2 * through[0] + to[0], from[1] - 2 * through[1] + to[1], from[2] - 2 * through[2] + to[2]],
    startRadius: radii[0],
    endRadius: radii[1],
  };
}

function tubeAt(shape: Tube, px: number, py: number, pz: number, t: number): number {
  const { a, b } = shape;
  const dx = px - t * (2 * a[0] + t * b[0]);
  const dy = py - t * (2 * a[1] + t * b[1]);
  const dz = pz - t * (2 * a[2] + t * b[2]);
  return Math.sqrt(dx * dx + dy * dy + dz * dz) - mix(shape.startRadius, shape.endRadius, t);
}

/** Distance to a tube: the nearest point of its axis is a root of a cubic, solved by Cardano's formulas. */
export function tube(x: number, y: number, z: number, shape: Tube): number {
  const { from, a, b } = shape;
  const px = x - from[0];
  const py = y - from[1];
  const pz = z - from[2];
  const scale = 1 / (b[0] * b[0] + b[1] * b[1] + b[2] * b[2]);
  const k = scale * (a[0] * b[0] + a[1] * b[1] + a[2] * b[2]);
  const aa = a[0] * a[0] + a[1] * a[1] + a[2] * a[2];
  const m = (scale * (2 * aa - (px * b[0] + py * b[1] + pz * b[2]))) / 3;
  const n = -scale * (px * a[0] + py * a[1] + pz * a[2]);
  const p = m - k * k;
  const q = k * (2 * k * k - 3 * m) + n;
  const discriminant = q * q + 4 * p * p * p;
  if (discriminant >= 0) {
    const root = Math.sqrt(discriminant);
    return tubeAt(shape, px, py, pz, saturate(Math.cbrt((root - q) / 2) + Math.cbrt((-root - q) / 2) - k));
  }
  const spread = Math.sqrt(-p);
  const angle = Math.acos(Math.max(-1, Math.min(1, q / (2 * p * spread)))) / 3;
  const c = Math.cos(angle);
  const s = Math.sqrt(3) * Math.sin(angle);
  return Math.min(
    tubeAt(shape, px, py, pz, saturate(2 * c * spread - k)),
    tubeAt(shape, px, py, pz, saturate((-s - c) * spread - k)),
  );
}
