import { paint } from '../materials.ts';
import { cellValue, fbm2 } from '../noise.ts';
import type { HitKind, RayKind, Rgb, Scene, Surface } from '../scene.ts';
import { cylinder, ellipsoid, mix, roundBox, saturate, smoothMax, smoothstep } from '../sdf.ts';
import { layWater } from '../sea.ts';

const MOON_AZIMUTH = 0.085;
const MOON_ELEVATION = 0.235;
const MOON_RADIUS = 0.041;
/** The moon as the water mirrors it: far beyond what the film holds, as the real one is. */
const GLITTER = 6;
const BOAT_X = -2.3;
const BOAT_Z = -46;
const COS = Math.cos(0.5);
const SIN = Math.sin(0.5);

function triangle(x: number, y: number, z: number, width: number, height: number): number {
  const slope = Math.hypot(width, height);
  const edge = (x * height + (y - height) * width) / slope;
  return Math.max(edge, -x, -y, Math.abs(z) - 0.02);
}

function boat(wx: number, y: number, wz: number): number {
  const x = COS * (wx - BOAT_X) - SIN * (wz - BOAT_Z);
  const z = SIN * (wx - BOAT_X) + COS * (wz - BOAT_Z);
  const hull = smoothMax(ellipsoid(x, y - 0.75, z, 2.3, 0.95, 0.62), y - 0.62 - 0.02 * x * x, 0.05);
  const cabin = roundBox(x - 0.55, y - 0.75, z, 0.62, 0.2, 0.3, 0.08);
  const mast = cylinder(x + 0.25, y - 3.1, z, 0.045, 2.8, 0.02);
  const belly = 0.16 * Math.sin(saturate((y - 1) / 4.2) * Math.PI);
  const main = triangle(x + 0.17, y - 1.05, z - belly, 1.75, 4.5);
  const jib = triangle(-(x + 0.34), y - 0.95, z - belly * 0.8, 1.6, 3.7);
  return Math.min(hull, cabin, mast, main * 0.85, jib * 0.85);
}

function skyGlow(azimuth: number, elevation: number, out: Rgb): void {
  const low = Math.exp(-Math.max(0, elevation) * 7.5);
  const mid = Math.exp(-Math.max(0, elevation) * 2.3);
  const side = 0.75 + 0.25 * Math.cos(azimuth - 0.5);
  out.r = 0.006 + (0.62 * low + 0.006 * mid) * side;
  out.g = 0.024 + (0.31 * low + 0.085 * mid) * side;
  out.b = 0.06 + (0.1 * low + 0.17 * mid) * side;
}

function clouds(azimuth: number, elevation: number, out: Rgb): void {
  const band = smoothstep(0.015, 0.06, elevation) * smoothstep(0.2, 0.09, elevation);
  const shape = fbm2(azimuth * 3.2 + 11, elevation * 30, 5, 60);
  const cover = 0.6 * band * smoothstep(0.5, 0.72, shape);
  out.r = mix(out.r, 0.1, cover);
  out.g = mix(out.g, 0.065, cover);
  out.b = mix(out.b, 0.115, cover);
}

function moonlight(azimuth: number, elevation: number, ray: RayKind, out: Rgb): void {
  const u = azimuth - MOON_AZIMUTH;
  const v = elevation - MOON_ELEVATION;
  const radius = Math.hypot(u, v);
  const halo = 0.1 * Math.exp(-radius / 0.055) + 0.05 * Math.exp(-radius / 0.22);
  const edge = smoothstep(MOON_RADIUS * 1.02, MOON_RADIUS * 0.975, radius);
  const maria = fbm2(u * 42 + 4.2, v * 42 + 1.7, 5, 71);
  const seas = 1 - 0.55 * smoothstep(0.47, 0.6, maria);
  const limbShade = Math.sqrt(Math.max(0, 1 - (radius / MOON_RADIUS) ** 2)) * 0.35 + 0.65;
  const disk = ray === 'matte' ? 0 : edge * limbShade * (ray === 'mirror' ? GLITTER : 1.5 * seas);
  out.r += halo * 1.0 + disk;
  out.g += halo * 0.9 + disk * 0.92;
  out.b += halo * 0.8 + disk * 0.76;
}

function headland(azimuth: number, elevation: number, out: Rgb): void {
  const layers = [
    { start: 0.26, rise: 0.06, haze: 0.45 },
    { start: 0.4, rise: 0.11, haze: 0.2 },
  ];
  for (const layer of layers) {
    const shoulder = smoothstep(layer.start, layer.start + 0.5, azimuth);
    const top = layer.rise * shoulder * (0.55 + 0.9 * fbm2(azimuth * 6, layer.start * 9, 5, 80));
    if (elevation >= top) continue;
    out.r = mix(0.012, out.r, layer.haze);
    out.g = mix(0.014, out.g, layer.haze);
    out.b = mix(0.03, out.b, layer.haze);
  }
}

function environment(dx: number, dy: number, dz: number, ray: RayKind, out: Rgb): void {
  const azimuth = Math.atan2(dx, -dz);
  const elevation = Math.max(0, dy) / Math.max(Math.sqrt(dx * dx + dz * dz), 1e-3);
  skyGlow(azimuth, elevation, out);
  const cell = { x: Math.floor(azimuth * 130), y: Math.floor(elevation * 130) };
  if (ray === 'camera' && elevation > 0.12 && cellValue(cell.x, cell.y, 91) > 0.985) {
    const u = azimuth * 130 - cell.x - 0.5;
    const v = elevation * 130 - cell.y - 0.5;
    const star = 0.35 * cellValue(cell.x, cell.y, 92) * Math.exp(-(u * u + v * v) * 90);
    out.r += star;
    out.g += star;
    out.b += star * 1.1;
  }
  clouds(azimuth, elevation, out);
  moonlight(azimuth, elevation, ray, out);
  headland(azimuth, elevation, out);
}

function describe(kind: HitKind, x: number, y: number, z: number, out: Surface): void {
  if (kind === 'backdrop') {
    layWater(out, x, z, 0.34 / (1 + Math.hypot(x, z) * 0.012));
    paint(out, 0.006, 0.016, 0.024);
    return;
  }
  const bx = COS * (x - BOAT_X) - SIN * (z - BOAT_Z);
  if (y > 1.05 && Math.abs(bx + 0.25) > 0.07) {
    paint(out, 0.75, 0.68, 0.56);
    out.emissionR = 0.34;
    out.emissionG = 0.28;
    out.emissionB = 0.21;
    return;
  }
  paint(out, 0.035, 0.025, 0.025);
  const lamp = smoothstep(0.2, 0.12, Math.hypot(bx - 0.5, y - 0.76));
  out.emissionR = 3.4 * lamp;
  out.emissionG = 1.7 * lamp;
  out.emissionB = 0.5 * lamp;
}

/** A wide view by night: sky and water with little texture. */
export const moon: Scene = {
  id: 'moon',
  width: 1280,
  height: 560,
  camera: { eye: [0, 3.2, 0], target: [0, 5.4, -46], fovDegrees: 29, apertureRadius: 0, focusDistance: 46 },
  light: { position: [85, 235, -1000], radius: 30, color: [0.5, 0.46, 0.4] },
  ambient: [0.06, 0.07, 0.1],
  film: { exposure: 1.35, bloom: 0.09, vignette: 0.25, grain: 0.009, saturation: 1.05, quality: 86 },
  bounds: { min: [-5, -0.3, -49], max: [0.5, 6.2, -43.5] },
  stepScale: 0.9,
  samples: 25,
  distance: boat,
  backdrop: (_ox, oy, _oz, _dx, dy) => (dy < -1e-4 && oy > 0 ? -oy / dy : Number.POSITIVE_INFINITY),
  describe,
  environment,
  air: (distance, _dx, _dy, _dz, out) => {
    const through = Math.exp(-distance / 900);
    out.r = 0.4 * (1 - through);
    out.g = 0.235 * (1 - through);
    out.b = 0.2 * (1 - through);
    return through;
  },
};
