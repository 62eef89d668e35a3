import { paint, polish } from '../materials.ts';
import { cellValue, fbm2, noise2 } from '../noise.ts';
import type { HitKind, RayKind, Rgb, Scene, Surface } from '../scene.ts';
import { limb, mix, roundBox, saturate, smoothstep, sphere } from '../sdf.ts';

interface Balloon {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly radius: number;
  readonly bright: readonly [number, number, number];
  readonly pale: readonly [number, number, number];
  readonly deep: readonly [number, number, number];
}

const near: Balloon = {
  x: 3.4,
  y: 10.9,
  z: -46,
  radius: 5.6,
  bright: [0.72, 0.06, 0.03],
  pale: [0.86, 0.72, 0.5],
  deep: [0.85, 0.3, 0.03],
};

const far: Balloon = {
  x: -23,
  y: 14.2,
  z: -118,
  radius: 4.6,
  bright: [0.06, 0.2, 0.42],
  pale: [0.85, 0.75, 0.55],
  deep: [0.03, 0.09, 0.25],
};

const MOUTH_Y = -1.28;
const MOUTH_RADIUS = 0.2;

/** Distance to the hull of two spheres on the y axis: an envelope filled with hot air (unit radius). */
function envelope(x: number, y: number, z: number): number {
  const height = -MOUTH_Y;
  const b = (1 - MOUTH_RADIUS) / height;
  const a = Math.sqrt(1 - b * b);
  const q = Math.sqrt(x * x + z * z);
  const down = -y;
  const k = -b * q + a * down;
  if (k < 0) return Math.sqrt(q * q + y * y) - 1;
  if (k > a * height) return Math.sqrt(q * q + (y - MOUTH_Y) ** 2) - MOUTH_RADIUS;
  return q * a + down * b - 1;
}

const ropes = [-1, 1].flatMap((sx) =>
  [-1, 1].map((sz) => ({
    from: [sx * 0.14, MOUTH_Y - 0.08, sz * 0.14] as const,
    to: [sx * 0.115, -1.8, sz * 0.115] as const,
    startRadius: 0.006,
    endRadius: 0.006,
  })),
);

function basket(x: number, y: number, z: number): number {
  let d = roundBox(x, y + 1.89, z, 0.135, 0.11, 0.135, 0.03);
  for (let i = 0; i < ropes.length; i++) d = Math.min(d, limb(x, y, z, ropes[i]!));
  return d;
}

function balloonDistance(shape: Balloon, wx: number, wy: number, wz: number): number {
  const x = (wx - shape.x) / shape.radius;
  const y = (wy - shape.y) / shape.radius;
  const z = (wz - shape.z) / shape.radius;
  const around = sphere(x, y + 0.5, z, 1.55);
  if (around > 0.4) return around * shape.radius;
  const gores = 0.014 * Math.abs(Math.sin(12 * Math.atan2(z, x))) * saturate(Math.hypot(x, z) * 2);
  const skirt = Math.max(envelope(x, y, z) - gores, MOUTH_Y - 0.14 - y);
  return Math.min(skirt, basket(x, y, z)) * shape.radius;
}

function distance(x: number, y: number, z: number): number {
  return Math.min(balloonDistance(near, x, y, z), balloonDistance(far, x, y, z));
}

function describe(_kind: HitKind, wx: number, wy: number, wz: number, out: Surface): void {
  const shape = wz < -80 ? far : near;
  const x = (wx - shape.x) / shape.radius;
  const y = (wy - shape.y) / shape.radius;
  const z = (wz - shape.z) / shape.radius;
  if (y < MOUTH_Y - 0.15) {
    const weave = 0.7 + 0.5 * noise2((x + z) * 60, y * 90);
    paint(out, 0.16 * weave, 0.085 * weave, 0.035 * weave);
    return;
  }
  const turn = (Math.atan2(z, x) / (2 * Math.PI) + 0.5) * 24;
  const gore = Math.floor(turn);
  const zigzag = y + 0.085 * Math.abs(((turn * 0.5) % 1) * 2 - 1) * 2;
  let color = gore % 2 === 0 ? shape.bright : shape.deep;
  if (zigzag > 0.02 && zigzag < 0.3) color = shape.pale;
  if (zigzag > 0.1 && zigzag < 0.2) color = shape.bright;
  if (y > 0.78 || (y < -0.72 && y > -0.86)) color = shape.pale;
  if (y < MOUTH_Y + 0.12) color = shape.deep;
  const seam = 1 - 0.28 * smoothstep(0.06, 0.0, Math.min(turn - gore, gore + 1 - turn));
  paint(out, color[0] * seam, color[1] * seam, color[2] * seam);
  const burner = 0.5 * smoothstep(0.1, MOUTH_Y, y) ** 2;
  out.emissionR = color[0] * burner * 1.2;
  out.emissionG = color[1] * burner * 0.75;
  out.emissionB = color[2] * burner * 0.4;
  polish(out, 0.5, 0.03);
}

interface Ridge {
  readonly base: number;
  readonly swell: number;
  readonly frequency: number;
  readonly trees: number;
  readonly haze: number;
}

const ridges: readonly Ridge[] = [
  { base: -0.148, swell: 0.07, frequency: 2.2, trees: 0.016, haze: 0.2 },
  { base: -0.075, swell: 0.1, frequency: 3.1, trees: 0.0075, haze: 0.3 },
  { base: -0.022, swell: 0.1, frequency: 3.3, trees: 0.003, haze: 0.52 },
  { base: 0.03, swell: 0.09, frequency: 3.9, trees: 0.0012, haze: 0.7 },
  { base: 0.062, swell: 0.1, frequency: 4.6, trees: 0, haze: 0.83 },
  { base: 0.085, swell: 0.15, frequency: 4.2, trees: 0, haze: 0.91 },
];

/** Height of a forest's outline: a conifer in each cell, random in height and lean. */
function treeline(azimuth: number, size: number, salt: number): number {
  let top = 0;
  for (let row = 0; row < 2; row++) {
    const u = azimuth / (size * 0.55) + row * 0.5;
    const cell = Math.floor(u);
    const height = 0.35 + 0.65 * cellValue(cell, row, salt);
    const offset = Math.abs(u - cell - 0.5) * 2;
    top = Math.max(top, height * (1 - offset) * (0.85 + 0.15 * Math.sin(offset * 22)));
  }
  return top * size;
}

const sunAzimuth = -0.95;

function sky(azimuth: number, elevation: number, out: Rgb): void {
  const up = saturate(elevation / 0.62);
  const t = smoothstep(0.0, 0.95, up ** 0.75);
  const low = Math.exp(-Math.max(0, elevation) * 7.5);
  const warm = Math.exp(-((azimuth - sunAzimuth) ** 2) * 1.6 - elevation * 5.5);
  out.r = mix(0.62, 0.07, t) + 0.52 * low + 0.8 * warm;
  out.g = mix(0.74, 0.3, t) + 0.12 * low + 0.36 * warm;
  out.b = mix(0.82, 0.68, t) - 0.22 * low + 0.04 * warm;
  const wisp = smoothstep(0.52, 0.82, fbm2(azimuth * 2.2 + 7, elevation * 11 + azimuth * 1.1, 5, 3));
  const veil = 0.26 * wisp * smoothstep(0.12, 0.42, elevation);
  out.r = mix(out.r, 1.0, veil);
  out.g = mix(out.g, 0.88, veil);
  out.b = mix(out.b, 0.82, veil);
}

function forest(ridge: Ridge, below: number, azimuth: number, elevation: number, out: Rgb): void {
  const warm = Math.exp(-((azimuth - sunAzimuth) ** 2) * 1.1);
  const hazeR = 0.78 + 0.7 * warm;
  const hazeG = 0.76 + 0.28 * warm;
  const hazeB = 0.8;
  const scale = 1 / (1 - ridge.haze);
  const leaf = fbm2((azimuth * 160) / scale ** 0.4, (elevation * 260) / scale ** 0.4, 4, 31);
  const slope = fbm2(azimuth * 11 + ridge.base * 90, elevation * 16, 3, 8);
  const light = (0.35 + 0.9 * leaf) * (0.45 + 1.1 * slope);
  const rising = ridge.haze < 0.2 ? 0.1 : 0.78;
  const mist = saturate(
    ridge.haze + (1 - ridge.haze) * rising * smoothstep(0.015, 0.085 + ridge.haze * 0.03, below),
  );
  out.r = mix(0.05 * light, hazeR, mist);
  out.g = mix(0.085 * light, hazeG, mist);
  out.b = mix(0.095 * light, hazeB, mist);
}

function environment(dx: number, dy: number, dz: number, _ray: RayKind, out: Rgb): void {
  const level = Math.sqrt(dx * dx + dz * dz);
  const azimuth = Math.atan2(dx, -dz);
  const elevation = dy / Math.max(level, 1e-3);
  for (let k = 0; k < ridges.length; k++) {
    const ridge = ridges[k]!;
    const top =
      ridge.base + ridge.swell * (fbm2(azimuth * ridge.frequency + k * 19.7, k * 3.3, 5, 40 + k) - 0.5) * 1.6;
    if (elevation > top + ridge.trees) continue;
    const trees = ridge.trees > 0 ? treeline(azimuth, ridge.trees, k) : 0;
    if (elevation > top + trees) continue;
    forest(ridge, top + ridge.trees * 0.5 - elevation, azimuth, elevation, out);
    return;
  }
  sky(azimuth, elevation, out);
}

/** A wide landscape under a large empty sky. */
export const balloon: Scene = {
  id: 'balloon',
  width: 960,
  height: 640,
  camera: { eye: [0, 6, 0], target: [0, 9.4, -46], fovDegrees: 32, apertureRadius: 0, focusDistance: 46 },
  light: { position: [-700, 300, 330], radius: 25, color: [2.6, 2.05, 1.5] },
  ambient: [0.35, 0.36, 0.42],
  film: { exposure: 1.05, bloom: 0.045, vignette: 0.22, grain: 0.01, saturation: 1.14, quality: 92 },
  bounds: { min: [-28, -0.6, -123], max: [9.2, 19.2, -40] },
  stepScale: 0.9,
  samples: 16,
  distance,
  backdrop: () => Number.POSITIVE_INFINITY,
  describe,
  environment,
  air: (distanceThrough, _dx, _dy, _dz, out) => {
    const through = Math.exp(-distanceThrough / 400);
    out.r = 0.8 * (1 - through);
    out.g = 0.76 * (1 - through);
    out.b = 0.76 * (1 - through);
    return through;
  },
};
