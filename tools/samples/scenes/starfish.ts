import { type Beach, createBeach } from '../beach.ts';
import { paint, polish } from '../materials.ts';
import { cellValue, fbm2, fbm3, noise2, noise3, scatter3 } from '../noise.ts';
import type { HitKind, RayKind, Rgb, Scene, Surface } from '../scene.ts';
import { mix, saturate, smoothMin, smoothstep } from '../sdf.ts';

const STAR_X = 0.75;
const STAR_Z = 0.15;
const ARM = (2 * Math.PI) / 5;

let baked: Beach | undefined;

function beach(): Beach {
  baked ??= createBeach({ minX: -6, maxX: 6, minZ: -5, maxZ: 4.5, cell: 0.0075 });
  return baked;
}

function armDistance(sector: number, turn: number, radius: number, y: number): number {
  const arm = (sector + 5) % 5;
  const bend = 0.1 * Math.sin(arm * 2.3 + 1) * radius * radius * saturate(1.7 - radius);
  const angle = turn - sector * ARM + bend;
  const along = radius * Math.cos(angle);
  const across = radius * Math.sin(angle);
  const reach = 1.32 + 0.1 * Math.sin(arm * 4.1);
  const t = saturate(along / reach);
  const thick = mix(0.36, 0.09, t ** 0.75);
  const rise = 0.42 - 0.08 * t + 0.03 * Math.sin(arm * 3 + along * 2) * t;
  const over = along - reach * t;
  return (Math.sqrt(over * over + across * across + ((y - rise) * 1.25) ** 2) - thick) * 0.8;
}

function star(wx: number, y: number, wz: number): number {
  const x = wx - STAR_X;
  const z = wz - STAR_Z;
  const radius = Math.sqrt(x * x + z * z);
  if (radius > 1.9) return radius - 1.65;
  const turn = Math.atan2(z, x) + 0.5;
  const sector = Math.round(turn / ARM);
  const beside = turn > sector * ARM ? sector + 1 : sector - 1;
  const nearest = armDistance(sector, turn, radius, y);
  return radius > 1.1 ? nearest : smoothMin(nearest, armDistance(beside, turn, radius, y), 0.12);
}

function grains(x: number, y: number, z: number): number {
  return smoothstep(0.42, 0.12, scatter3(x * 9, y * 9, z * 9));
}

function distance(x: number, y: number, z: number): number {
  if (y > 0.95) return y - 0.85;
  const body = star(x, y, z);
  const fish = body < 0.08 ? body - 0.028 * grains(x, y, z) : body;
  if (y > 0.62) return Math.min(fish, y - 0.55);
  return Math.min(fish, y - beach().height(x, z));
}

const stones: readonly (readonly [number, number, number])[] = [
  [0.2, 0.215, 0.23],
  [0.105, 0.12, 0.135],
  [0.33, 0.315, 0.285],
  [0.27, 0.225, 0.175],
  [0.155, 0.17, 0.17],
  [0.42, 0.4, 0.37],
  [0.2, 0.145, 0.12],
  [0.14, 0.155, 0.18],
];

function stone(x: number, y: number, z: number, out: Surface): void {
  const id = beach().stone(x, z);
  if (id === 0) {
    const sand = 0.55 + 0.6 * noise2(x * 70, z * 70, 3);
    paint(out, 0.15 * sand, 0.125 * sand, 0.095 * sand);
    return;
  }
  const color = stones[Math.floor(cellValue(id, 5, 4) * stones.length)]!;
  const grain = fbm3(x * 7 + id, y * 7, z * 7, 4);
  const fine = noise3(x * 55, y * 55, z * 55);
  const angle = cellValue(id, 6, 4) * Math.PI;
  const along = x * Math.cos(angle) + z * Math.sin(angle);
  const veins = smoothstep(0.9, 0.97, Math.sin(along * 7 + 3 * fbm2(x * 2, z * 2, 3, id & 255)));
  const veined = cellValue(id, 7, 4) > 0.75 ? veins * 0.6 : 0;
  const tone = (0.72 + 0.4 * grain + 0.16 * (fine - 0.5)) * (0.8 + 0.4 * cellValue(id, 8, 4));
  paint(
    out,
    mix(color[0] * tone, 0.5, veined),
    mix(color[1] * tone, 0.49, veined),
    mix(color[2] * tone, 0.46, veined),
  );
  polish(out, 0.45, 0.035);
}

function describe(_kind: HitKind, x: number, y: number, z: number, out: Surface): void {
  const bump = grains(x, y, z);
  if (star(x, y, z) - 0.028 * bump > 0.012) {
    stone(x, y, z, out);
    return;
  }
  const cloud = fbm3(x * 3, y * 3, z * 3, 4);
  paint(out, mix(0.56, 0.7, cloud), mix(0.105, 0.18, cloud), mix(0.018, 0.035, cloud));
  paint(out, mix(out.r, 0.85, bump * 0.6), mix(out.g, 0.5, bump * 0.6), mix(out.b, 0.22, bump * 0.6));
  polish(out, 0.5, 0.035);
}

function environment(dx: number, dy: number, _dz: number, _ray: RayKind, out: Rgb): void {
  const up = smoothstep(-0.2, 1, dy);
  const cloud = noise2(dx * 2, dy * 2, 3);
  out.r = mix(0.25, 0.62, up) + 0.08 * cloud;
  out.g = mix(0.25, 0.72, up) + 0.08 * cloud;
  out.b = mix(0.26, 0.88, up) + 0.08 * cloud;
}

/** Fine texture that fills the frame, with one odd thing in it. */
export const starfish: Scene = {
  id: 'starfish',
  width: 960,
  height: 640,
  camera: {
    eye: [0, 9.2, 4.4],
    target: [0, 0, 0.12],
    fovDegrees: 30,
    apertureRadius: 0.14,
    focusDistance: 9.7,
  },
  light: { position: [-30, 32, -14], radius: 2.6, color: [2.9, 2.6, 2.15] },
  ambient: [0.17, 0.18, 0.2],
  film: { exposure: 1.15, bloom: 0.04, vignette: 0.3, grain: 0.008, saturation: 1.05, quality: 84 },
  bounds: { min: [-6, -0.1, -5], max: [6, 0.86, 4.5] },
  stepScale: 0.6,
  samples: 16,
  distance,
  backdrop: (_ox, oy, _oz, _dx, dy) => (dy < 0 ? -(oy + 0.08) / dy : Number.POSITIVE_INFINITY),
  describe,
  environment,
};
