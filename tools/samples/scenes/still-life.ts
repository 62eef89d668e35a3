import { paint, plaster, polish, roughen, specks, type Wood, wood } from '../materials.ts';
import { fbm3 } from '../noise.ts';
import { createRoom, roomBackdrop } from '../room.ts';
import type { HitKind, Scene, Surface } from '../scene.ts';
import { createTube, ellipsoid, mix, smoothMax, smoothMin, smoothstep, sphere, torus, tube } from '../sdf.ts';

const WALL_Z = -3.6;

const oak: Wood = { board: 1.3, dark: [0.13, 0.07, 0.032], light: [0.42, 0.26, 0.13] };

const BOTTLE = { x: -2.15, z: -0.9 };
const JUG = { x: 2.0, z: -0.75 };
const BOWL = { x: 0.05, z: -0.15 };
const APPLE = { x: 1.75, z: 1.05 };
const LEMON = { x: -1.5, z: 1.0 };

const oranges: readonly (readonly [number, number, number, number])[] = [
  [BOWL.x - 0.42, 0.9, BOWL.z + 0.22, 0.45],
  [BOWL.x + 0.46, 0.88, BOWL.z + 0.12, 0.43],
  [BOWL.x + 0.02, 0.92, BOWL.z - 0.42, 0.44],
  [BOWL.x + 0.03, 1.42, BOWL.z + 0.0, 0.43],
];

const jugHandle = createTube([0.36, 1.9, 0], [1.85, 2.05, 0], [0.74, 0.8, 0], [0.09, 0.08]);
const appleStem = createTube([0, 0.84, 0], [0.02, 1.04, 0], [0.12, 1.17, 0.03], [0.022, 0.032]);

function bottle(wx: number, y: number, wz: number): number {
  const x = wx - BOTTLE.x;
  const z = wz - BOTTLE.z;
  const q = Math.sqrt(x * x + z * z);
  if (q > 1) return q - 0.6;
  const rounding = q - 0.52 * Math.sqrt(Math.max(0.04, 1 - (Math.max(0, y - 1.5) / 0.74) ** 2));
  const barrel = smoothMax(rounding * 0.8, Math.abs(y - 1.1) - 1.1, 0.09);
  const neck = smoothMax(q - 0.17, Math.abs(y - 2.3) - 0.62, 0.04);
  const lip = torus(x, y - 2.8, z, 0.15, 0.06);
  return smoothMin(smoothMin(barrel, neck, 0.16), lip, 0.04);
}

function jug(wx: number, y: number, wz: number): number {
  const x = -(wx - JUG.x);
  const z = wz - JUG.z;
  const around = sphere(x - 0.1, y - 1.15, z, 1.6);
  if (around > 0.3) return around;
  const belly = ellipsoid(x, y - 0.78, z, 0.84, 0.82, 0.84);
  const neck = ellipsoid(x, y - 1.72, z, 0.46, 0.75, 0.46);
  const lip = ellipsoid(x + 0.4, y - 2.2, z, 0.3, 0.26, 0.2);
  const outer = smoothMin(smoothMin(belly, neck, 0.35), lip, 0.16);
  const hollow = smoothMin(
    ellipsoid(x, y - 2.0, z, 0.38, 0.9, 0.38),
    ellipsoid(x + 0.4, y - 2.24, z, 0.23, 0.24, 0.13),
    0.1,
  );
  const cut = smoothMax(outer, y - 2.25 - 0.12 * Math.max(0, -x), 0.05);
  const shell = smoothMax(smoothMax(cut, -hollow, 0.05), 0.02 - y, 0.05);
  return smoothMin(shell, tube(x, y, z, jugHandle), 0.08);
}

function bowl(wx: number, y: number, wz: number): number {
  const x = wx - BOWL.x;
  const z = wz - BOWL.z;
  const around = sphere(x, y - 0.5, z, 1.5);
  if (around > 0.3) return around;
  const outer = ellipsoid(x, y - 0.98, z, 1.22, 0.9, 1.22);
  const inner = ellipsoid(x, y - 1.04, z, 1.14, 0.86, 1.14);
  const shell = smoothMax(smoothMax(outer, -inner, 0.04), y - 0.92, 0.05);
  return smoothMin(shell, smoothMax(torus(x, y - 0.07, z, 0.5, 0.08), -y, 0.02), 0.08);
}

function orangesDistance(x: number, y: number, z: number): number {
  let d = 1e9;
  for (let i = 0; i < oranges.length; i++) {
    const [ox, oy, oz, radius] = oranges[i]!;
    d = Math.min(d, sphere(x - ox, y - oy, z - oz, radius));
  }
  return d;
}

function apple(wx: number, y: number, wz: number): number {
  const x = wx - APPLE.x;
  const z = wz - APPLE.z;
  const around = sphere(x, y - 0.55, z, 0.9);
  if (around > 0.2) return around;
  const q = Math.sqrt(x * x + z * z);
  const tapered = q * (1.04 - 0.16 * (y - 0.5));
  const flesh = Math.sqrt((tapered - 0.15) ** 2 + ((y - 0.49) * 0.98) ** 2) - 0.44;
  return smoothMin(flesh * 0.92, tube(x, y - 0.02, z, appleStem), 0.015);
}

function lemon(wx: number, y: number, wz: number): number {
  const x = 0.86 * (wx - LEMON.x) + 0.51 * (wz - LEMON.z);
  const z = -0.51 * (wx - LEMON.x) + 0.86 * (wz - LEMON.z);
  const fruit = ellipsoid(x, y - 0.38, z, 0.53, 0.38, 0.38);
  const tips = Math.min(sphere(x - 0.53, y - 0.38, z, 0.07), sphere(x + 0.5, y - 0.38, z, 0.09));
  return smoothMin(fruit, tips, 0.16);
}

function distance(x: number, y: number, z: number): number {
  return Math.min(
    bottle(x, y, z),
    jug(x, y, z),
    bowl(x, y, z),
    orangesDistance(x, y, z),
    apple(x, y, z),
    lemon(x, y, z),
  );
}

function peel(x: number, y: number, z: number, out: Surface): void {
  const cloud = fbm3(x * 3, y * 3, z * 3, 3);
  paint(out, mix(0.74, 0.84, cloud), mix(0.17, 0.23, cloud), 0.01);
  roughen(out, x, y, z, 30, 0.16);
  polish(out, 0.34, 0.04);
}

function appleSkin(x: number, y: number, z: number, out: Surface): void {
  if (tube(x - APPLE.x, y - 0.02, z - APPLE.z, appleStem) < 0.012 && y > 0.78) {
    paint(out, 0.08, 0.045, 0.02);
    return;
  }
  const angle = Math.atan2(z - APPLE.z, x - APPLE.x);
  const streaks = fbm3(Math.cos(angle) * 7, y * 1.2, Math.sin(angle) * 7, 5);
  const red = smoothstep(-0.25, 0.42, streaks + 0.14 * Math.sin(angle + 2.6) + 0.1 * Math.sin(y * 4));
  const gold = smoothstep(0.8, 0.93, y + 0.25 * (streaks - 0.5)) * 0.75;
  paint(out, mix(0.5, 0.33, red), mix(0.085, 0.018, red), mix(0.03, 0.018, red));
  paint(out, mix(out.r, 0.55, gold), mix(out.g, 0.3, gold), mix(out.b, 0.05, gold));
  const dot = mix(1.7, 1, specks(x, y, z, 16, 0.17));
  paint(out, out.r * dot, out.g * dot, out.b * dot);
  polish(out, 0.2, 0.045);
}

function pottery(x: number, y: number, z: number, out: Surface): void {
  const cloud = fbm3(x * 2, y * 2, z * 2, 4);
  const blue = smoothstep(0.35, 0.7, cloud);
  paint(out, mix(0.018, 0.04, blue), mix(0.055, 0.11, blue), mix(0.17, 0.27, blue));
  const rim = smoothstep(0.86, 0.91, y);
  paint(out, mix(out.r, 0.4, rim * 0.8), mix(out.g, 0.36, rim * 0.8), mix(out.b, 0.3, rim * 0.8));
  polish(out, 0.14, 0.05);
}

function describeObject(x: number, y: number, z: number, out: Surface): void {
  const near = 0.004;
  if (orangesDistance(x, y, z) < near) peel(x, y, z, out);
  else if (apple(x, y, z) < near) appleSkin(x, y, z, out);
  else if (lemon(x, y, z) < near) {
    const cloud = fbm3(x * 4, y * 4, z * 4, 3);
    paint(out, 0.8, mix(0.52, 0.62, cloud), 0.035);
    roughen(out, x, y, z, 26, 0.13);
    polish(out, 0.36, 0.04);
  } else if (bottle(x, y, z) < near) {
    paint(out, 0.008, 0.028, 0.012);
    polish(out, 0.05, 0.05);
    if (y > 2.86) paint(out, 0.25, 0.15, 0.08);
  } else if (jug(x, y, z) < near) {
    const tone = mix(0.6, 1, specks(x, y, z, 12, 0.17));
    paint(out, 0.66 * tone, 0.6 * tone, 0.5 * tone);
    polish(out, 0.28, 0.045);
  } else pottery(x, y, z, out);
}

function describe(kind: HitKind, x: number, y: number, z: number, out: Surface): void {
  if (kind === 'object') {
    describeObject(x, y, z, out);
    return;
  }
  if (z > WALL_Z + 1e-3) {
    wood(out, x + 9, z + 0.1, oak);
    return;
  }
  out.nx = 0;
  out.ny = 0;
  out.nz = 1;
  plaster(out, x * 0.5, y * 0.5, [0.17, 0.2, 0.155]);
}

/** Several things on a table. */
export const stillLife: Scene = {
  id: 'still-life',
  width: 960,
  height: 640,
  camera: {
    eye: [0.1, 2.5, 9.4],
    target: [0.02, 1.2, 0],
    fovDegrees: 28,
    apertureRadius: 0.09,
    focusDistance: 8.9,
  },
  light: { position: [-7, 6, 4.5], radius: 1.4, color: [2.9, 2.7, 2.35] },
  ambient: [0.16, 0.16, 0.15],
  film: { exposure: 1.25, bloom: 0.05, vignette: 0.4, grain: 0.011, saturation: 1.06, quality: 92 },
  bounds: { min: [-2.8, 0, -1.8], max: [3.3, 2.95, 1.75] },
  stepScale: 0.85,
  samples: 16,
  distance,
  backdrop: roomBackdrop(WALL_Z),
  describe,
  environment: createRoom({
    windowTowards: [-7, 4.8, 4.5],
    windowSize: [0.22, 0.34],
    windowRadiance: 14,
    lit: [0.62, 0.65, 0.7],
    unlit: [0.05, 0.05, 0.055],
  }),
};
