import { paint, polish } from '../materials.ts';
import { fbm2, fbm3, noise3 } from '../noise.ts';
import type { HitKind, RayKind, Rgb, Scene, Surface } from '../scene.ts';
import { cylinder, ellipsoid, mix, roundBox, saturate, smoothMin, smoothstep } from '../sdf.ts';
import { layWater } from '../sea.ts';

const TOWER_X = 0.6;
const FOOT_Y = 3.1;
const GALLERY_Y = 13.2;
const HOUSE = { x: -3.5, y: 3.75, z: 0.6 };

function towerRadius(y: number): number {
  const t = saturate((y - FOOT_Y) / (GALLERY_Y - FOOT_Y));
  return mix(1.72, 1.02, t) + 0.25 * (1 - t) ** 6;
}

function tower(wx: number, y: number, z: number): number {
  const x = wx - TOWER_X;
  const q = Math.sqrt(x * x + z * z);
  if (q > 4) return q - 2.4;
  const shaft = Math.max((q - towerRadius(y)) * 0.98, Math.abs(y - 8) - 5.2);
  const gallery = cylinder(x, y - GALLERY_Y, z, 1.5, 0.13, 0.04);
  const rail = Math.max(
    Math.abs(q - 1.42) - 0.03,
    Math.min(Math.abs(y - 13.95) - 0.035, Math.abs(y - 13.6) - 0.02),
  );
  const turn = Math.atan2(z, x) * (16 / (2 * Math.PI));
  const post = Math.max(
    Math.hypot(q - 1.42, ((turn - Math.round(turn)) * 2 * Math.PI * 1.42) / 16) - 0.03,
    Math.abs(y - 13.65) - 0.33,
  );
  const lantern = cylinder(x, y - 14.15, z, 0.72, 0.9, 0.03);
  const dome = Math.max(ellipsoid(x, y - 14.95, z, 0.92, 0.85, 0.92), 14.95 - y);
  const spike = cylinder(x, y - 16, z, 0.05, 0.5, 0.02);
  return Math.min(shaft, gallery, rail, post, lantern, dome, spike);
}

function house(wx: number, wy: number, wz: number): number {
  const x = wx - HOUSE.x;
  const y = wy - HOUSE.y;
  const z = wz - HOUSE.z;
  const walls = roundBox(x, y + 0.3, z, 1.5, 1.25, 1.1, 0.03);
  const slope = (Math.abs(z) * 0.62 + (y - 1.72) * 0.78) * 0.99;
  const roof = Math.max(slope, 0.82 - y, Math.abs(x) - 1.62);
  const chimney = roundBox(x - 0.95, y - 1.75, z, 0.2, 0.45, 0.2, 0.03);
  return Math.min(walls, roof, chimney);
}

function rock(x: number, y: number, z: number): number {
  const main = ellipsoid(x - 0.4, y - 0.4, z - 0.2, 7.2, 3.0, 5.4);
  const arm = ellipsoid(x + 6.3, y + 0.2, z - 1.4, 4.6, 1.6, 3.2);
  const shoal = ellipsoid(x - 8.6, y + 0.3, z - 2.2, 2.8, 1.1, 2.0);
  const mass = smoothMin(smoothMin(main, arm, 1.6), shoal, 1.2);
  if (mass > 1.3) return mass - 0.7;
  const strata = fbm3(x * 0.42 + 3, y * 1.15, z * 0.42, 5);
  const crag = Math.abs(2 * fbm3(x * 0.85, y * 0.6, z * 0.85 + 4, 4) - 1);
  const level = smoothstep(3.6, 2.4, y);
  return mass + (strata - 0.5) * 1.5 * level + (crag - 0.3) * 0.75 * level + 0.12;
}

function distance(x: number, y: number, z: number): number {
  return Math.min(tower(x, y, z), house(x, y, z), rock(x, y, z));
}

function paintTower(x: number, y: number, z: number, out: Surface): void {
  const q = Math.hypot(x - TOWER_X, z);
  const worn = fbm3(x * 2.2, y * 0.5, z * 2.2, 5);
  const band = Math.floor((y - FOOT_Y) / 2.05);
  if (y > 14.93 || Math.abs(y - GALLERY_Y) < 0.14) paint(out, 0.42, 0.035, 0.025);
  else if (y > GALLERY_Y + 0.2) {
    const bars = Math.abs(((Math.atan2(z, x - TOWER_X) * 8) / (2 * Math.PI)) % 1);
    const glass = y > 13.5 && q < 0.8 && bars > 0.1 && bars < 0.9;
    if (glass) {
      paint(out, 0.05, 0.06, 0.065);
      polish(out, 0.06, 0.06);
      out.emissionR = 0.55;
      out.emissionG = 0.4;
      out.emissionB = 0.18;
    } else paint(out, 0.7, 0.68, 0.64);
  } else if (band === 1 || band === 3) paint(out, 0.5, 0.045, 0.03);
  else paint(out, 0.8, 0.77, 0.72);
  const tone = 0.84 + 0.24 * worn;
  paint(out, out.r * tone, out.g * tone, out.b * tone);
  const lookout = Math.abs(x - TOWER_X - 0.15) < 0.2 && z > 0;
  const pane = Math.abs(((y - 4.6) % 2.9) - 0.6) < 0.32;
  if (lookout && pane && y < 12) paint(out, 0.03, 0.035, 0.04);
  if (Math.abs(x - TOWER_X - 0.15) < 0.36 && z > 0 && y < FOOT_Y + 1.15) paint(out, 0.1, 0.045, 0.025);
}

function paintHouse(x: number, y: number, z: number, out: Surface): void {
  const px = x - HOUSE.x;
  const py = y - HOUSE.y;
  const worn = 0.85 + 0.25 * fbm3(x * 3, y * 3, z * 3, 3);
  const onRoof = py > 0.8 && Math.abs(z - HOUSE.z) * 0.62 + (py - 1.72) * 0.78 > -0.05;
  if (onRoof && Math.abs(px - 0.95) > 0.22) {
    const tiles = 0.75 + 0.25 * Math.abs(Math.sin(py * 16));
    paint(out, 0.3 * worn * tiles, 0.075 * worn * tiles, 0.045 * worn * tiles);
  } else paint(out, 0.74 * worn, 0.71 * worn, 0.66 * worn);
  const front = z > HOUSE.z + 1;
  if (front && Math.abs(Math.abs(px) - 0.8) < 0.22 && Math.abs(py - 0.15) < 0.32)
    paint(out, 0.03, 0.035, 0.045);
  if (front && Math.abs(px) < 0.24 && py < 0.35) paint(out, 0.05, 0.12, 0.17);
}

function paintRock(x: number, y: number, z: number, out: Surface): void {
  const grain = fbm3(x * 1.8, y * 3.2, z * 1.8, 5);
  const layer = fbm2(y * 2.4 + 0.4 * grain, 3, 3, 5);
  const tone = (0.45 + 0.9 * grain) * (0.75 + 0.5 * layer);
  paint(out, 0.21 * tone, 0.175 * tone, 0.14 * tone);
  const turf = smoothstep(0.6, 0.86, out.ny + 0.3 * (grain - 0.5)) * smoothstep(1.5, 2.3, y + grain * 0.6);
  const blade = 0.6 + 0.8 * noise3(x * 9, y * 9, z * 9);
  paint(
    out,
    mix(out.r, 0.14 * blade, turf),
    mix(out.g, 0.165 * blade, turf),
    mix(out.b, 0.045 * blade, turf),
  );
  const wet = smoothstep(0.75, 0.2, y + 0.4 * (grain - 0.5));
  paint(out, mix(out.r, 0.025, wet), mix(out.g, 0.025, wet), mix(out.b, 0.024, wet));
  if (wet > 0.3) polish(out, 0.4, 0.03);
}

function describe(kind: HitKind, x: number, y: number, z: number, out: Surface): void {
  if (kind === 'backdrop') {
    layWater(out, x * 0.8, z * 0.8, 0.3 / (1 + Math.hypot(x, z - 62) * 0.006));
    const foam = smoothstep(0.75, 0.1, rock(x, 0.05, z) + 0.8 * (fbm2(x * 1.5, z * 1.5, 4, 17) - 0.4));
    paint(out, mix(0.01, 0.62, foam), mix(0.045, 0.66, foam), mix(0.06, 0.68, foam));
    if (foam > 0.35) polish(out, 0.9, 0);
    return;
  }
  const rocky = rock(x, y, z);
  const built = tower(x, y, z);
  const home = house(x, y, z);
  if (rocky < built && rocky < home) paintRock(x, y, z, out);
  else if (built < home) paintTower(x, y, z, out);
  else paintHouse(x, y, z, out);
}

function environment(dx: number, dy: number, dz: number, _ray: RayKind, out: Rgb): void {
  const azimuth = Math.atan2(dx, -dz);
  const elevation = Math.max(0, dy) / Math.max(Math.sqrt(dx * dx + dz * dz), 1e-3);
  const t = smoothstep(0, 0.75, elevation ** 0.8);
  const low = Math.exp(-elevation * 9);
  const warm = low * (0.6 - 0.4 * Math.sin(azimuth));
  out.r = mix(0.46, 0.045, t) + 0.38 * warm;
  out.g = mix(0.62, 0.2, t) + 0.2 * warm;
  out.b = mix(0.75, 0.52, t) + 0.02 * warm;
  const bank = smoothstep(0.015, 0.05, elevation) * smoothstep(0.16, 0.06, elevation);
  const puff = fbm2(azimuth * 9 + 2.2, elevation * 26, 5, 120);
  const cover = 0.75 * bank * smoothstep(0.47, 0.68, puff);
  const lit = smoothstep(0.45, 0.75, fbm2(azimuth * 9 + 2.32, elevation * 26 - 0.25, 4, 120));
  out.r = mix(out.r, mix(1.0, 0.6, lit), cover);
  out.g = mix(out.g, mix(0.88, 0.6, lit), cover);
  out.b = mix(out.b, mix(0.76, 0.66, lit), cover);
}

/** A tall view: one upright thing between sea and sky. */
export const lighthouse: Scene = {
  id: 'lighthouse',
  width: 640,
  height: 960,
  camera: { eye: [0, 4.2, 62], target: [0, 9.3, 0], fovDegrees: 26, apertureRadius: 0, focusDistance: 62 },
  light: { position: [-800, 420, 620], radius: 16, color: [3.0, 2.4, 1.75] },
  ambient: [0.25, 0.28, 0.32],
  film: { exposure: 1.05, bloom: 0.05, vignette: 0.22, grain: 0.01, saturation: 1.06, quality: 88 },
  bounds: { min: [-12, -0.2, -6], max: [12, 16.6, 6.5] },
  stepScale: 0.62,
  samples: 16,
  distance,
  backdrop: (_ox, oy, _oz, _dx, dy) => (dy < -1e-4 && oy > 0 ? -oy / dy : Number.POSITIVE_INFINITY),
  describe,
  environment,
  air: (through, _dx, _dy, _dz, out) => {
    const clear = Math.exp(-through / 1400);
    out.r = 0.72 * (1 - clear);
    out.g = 0.72 * (1 - clear);
    out.b = 0.72 * (1 - clear);
    return clear;
  },
};
