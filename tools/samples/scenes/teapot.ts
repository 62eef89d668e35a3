import { paint, plaster, polish, roughen, specks } from '../materials.ts';
import { fbm3, noise3 } from '../noise.ts';
import { createRoom, roomBackdrop } from '../room.ts';
import type { HitKind, Scene, Surface } from '../scene.ts';
import {
  createTube,
  cylinder,
  ellipsoid,
  mix,
  smoothMax,
  smoothMin,
  smoothstep,
  sphere,
  torus,
  tube,
} from '../sdf.ts';

const WALL_Z = -3.2;
const TURN = -0.38;
const COS = Math.cos(TURN);
const SIN = Math.sin(TURN);

const spout = createTube([0.8, 0.6, 0], [1.6, 0.66, 0], [1.76, 1.5, 0], [0.3, 0.11]);
const handle = createTube([-0.86, 1.36, 0], [-2.4, 1.6, 0], [-0.98, 0.5, 0], [0.1, 0.085]);

function body(x: number, y: number, z: number): number {
  const round = ellipsoid(x, y - 0.9, z, 1.14, 0.86, 1.14);
  const foot = cylinder(x, y - 0.09, z, 0.6, 0.09, 0.03);
  const seated = smoothMax(round, 0.07 - y, 0.06);
  const seam = torus(x, y - 1.615, z, 0.6, 0.022);
  const lid = ellipsoid(x, y - 1.56, z, 0.6, 0.24, 0.6);
  const knob = smoothMin(sphere(x, y - 1.94, z, 0.14), ellipsoid(x, y - 1.8, z, 0.1, 0.1, 0.1), 0.08);
  const covered = smoothMin(seated, lid, 0.05);
  return smoothMin(smoothMin(smoothMax(covered, -seam, 0.03), knob, 0.09), foot, 0.05);
}

function pot(wx: number, y: number, wz: number): number {
  const x = COS * wx - SIN * wz;
  const z = SIN * wx + COS * wz;
  const around = sphere(x - 0.05, y - 1, z, 2.1);
  if (around > 0.5) return around;
  const pouring = smoothMax(tube(x, y, z, spout), -sphere(x - 1.78, y - 1.62, z, 0.12), 0.03);
  const holding = tube(x, y, z * 0.8, handle) * 0.9;
  return smoothMin(smoothMin(body(x, y, z), pouring, 0.16), holding, 0.1);
}

function glaze(x: number, y: number, z: number, out: Surface): void {
  const cloud = fbm3(x * 1.6, y * 2.6, z * 1.6, 4);
  const pooled = smoothstep(1.4, 0.1, y) * 0.55 + 0.5 * cloud;
  paint(out, mix(0.055, 0.012, pooled), mix(0.24, 0.075, pooled), mix(0.27, 0.115, pooled));
  const bare = smoothstep(0.15, 0.1, y + 0.02 * cloud);
  const clay = 0.8 + 0.3 * noise3(x * 30, y * 30, z * 30);
  paint(out, mix(out.r, 0.3 * clay, bare), mix(out.g, 0.17 * clay, bare), mix(out.b, 0.1 * clay, bare));
  const dark = mix(0.45, 1, specks(x, y, z, 9, 0.19));
  paint(out, out.r * dark, out.g * dark, out.b * dark);
  roughen(out, x, y, z, 5, 0.03);
  polish(out, mix(0.16, 0.8, bare), mix(0.05, 0.02, bare));
}

function describe(kind: HitKind, x: number, y: number, z: number, out: Surface): void {
  if (kind === 'object') {
    glaze(x, y, z, out);
    return;
  }
  const onTable = z > WALL_Z + 1e-3;
  out.nx = 0;
  out.ny = onTable ? 1 : 0;
  out.nz = onTable ? 0 : 1;
  if (onTable) plaster(out, x * 0.8, z * 0.8, [0.5, 0.42, 0.34]);
  else plaster(out, x * 0.6, y * 0.6, [0.56, 0.33, 0.2]);
  polish(out, 0.9, 0);
}

/** One object on a plain ground against a plain wall. */
export const teapot: Scene = {
  id: 'teapot',
  width: 960,
  height: 640,
  camera: {
    eye: [0.1, 2.15, 8.6],
    target: [0.05, 1.12, 0],
    fovDegrees: 28,
    apertureRadius: 0.05,
    focusDistance: 7.9,
  },
  light: { position: [-6.5, 6.5, 5.5], radius: 1.5, color: [2.5, 2.3, 2.0] },
  ambient: [0.3, 0.28, 0.27],
  film: { exposure: 1.25, bloom: 0.05, vignette: 0.35, grain: 0.011, saturation: 1.05, quality: 92 },
  bounds: { min: [-2.3, 0, -1.9], max: [2.3, 2.2, 1.9] },
  stepScale: 0.9,
  samples: 16,
  distance: pot,
  backdrop: roomBackdrop(WALL_Z),
  describe,
  environment: createRoom({
    windowTowards: [-6.5, 5.4, 5.5],
    windowSize: [0.2, 0.3],
    windowRadiance: 16,
    lit: [0.8, 0.85, 0.95],
    unlit: [0.12, 0.11, 0.12],
  }),
};
