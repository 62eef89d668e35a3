import { paint, plaster, polish, roughen, specks, type Wood, wood } from '../materials.ts';
import { fbm3 } from '../noise.ts';
import { createRoom, roomBackdrop } from '../room.ts';
import type { HitKind, Scene, Surface } from '../scene.ts';
import {
  createTube,
  ellipsoid,
  mix,
  smoothMax,
  smoothMin,
  smoothstep,
  sphere,
  type Tube,
  tube,
} from '../sdf.ts';

const WALL_Z = -3.4;

const walnut: Wood = { board: 1.15, dark: [0.035, 0.016, 0.008], light: [0.24, 0.115, 0.05] };

interface Pear {
  readonly x: number;
  readonly z: number;
  readonly scale: number;
  readonly cos: number;
  readonly sin: number;
  readonly blushTowards: number;
  readonly stem: Tube;
}

function createPear(
  x: number,
  z: number,
  scale: number,
  lean: number,
  blushTowards: number,
  bend: number,
): Pear {
  const stem = createTube([0.05, 1.5, 0], [0.05, 1.78, 0.02], [0.05 + bend, 1.98, 0.06], [0.032, 0.045]);
  return { x, z, scale, cos: Math.cos(lean), sin: Math.sin(lean), blushTowards, stem };
}

const pair: readonly [Pear, Pear] = [
  createPear(-0.78, 0.05, 1, 0.07, 0.9, -0.12),
  createPear(0.74, -0.22, 1.05, -0.16, 0.4, 0.16),
];

const local = { x: 0, y: 0, z: 0 };

function toPear(pear: Pear, x: number, y: number, z: number): void {
  const px = (x - pear.x) / pear.scale;
  const py = y / pear.scale;
  local.x = pear.cos * px - pear.sin * py;
  local.y = pear.sin * px + pear.cos * py;
  local.z = (z - pear.z) / pear.scale;
}

function skinDistance(pear: Pear): number {
  const { x, y, z } = local;
  const belly = ellipsoid(x, y - 0.6, z, 0.68, 0.61, 0.66);
  const neck = ellipsoid(x - 0.04, y - 1.26, z, 0.3, 0.32, 0.29);
  const fruit = smoothMin(belly, neck, 0.52);
  const dimple = sphere(x - 0.05, y - 1.63, z, 0.07);
  const lumps = 0.045 * (fbm3(x * 1.7 + pear.x * 9, y * 1.7, z * 1.7, 2) - 0.5);
  return smoothMax(fruit, -dimple, 0.09) + lumps;
}

function pearDistance(pear: Pear, x: number, y: number, z: number): number {
  toPear(pear, x, y, z);
  const around = sphere(local.x, local.y - 0.95, local.z, 1.25);
  if (around > 0.3) return around * pear.scale;
  const stem = tube(local.x, local.y, local.z, pear.stem);
  return smoothMin(skinDistance(pear), stem, 0.04) * pear.scale;
}

function distance(x: number, y: number, z: number): number {
  return Math.min(pearDistance(pair[0], x, y, z), pearDistance(pair[1], x, y, z));
}

function skin(pear: Pear, out: Surface): void {
  const { x, y, z } = local;
  const mottle = fbm3(x * 4 + pear.x, y * 4, z * 4, 4);
  const facing = out.nx * Math.sin(pear.blushTowards) + out.nz * Math.cos(pear.blushTowards) * 0.4;
  const blush = smoothstep(0.15, 0.95, facing + (mottle - 0.5) * 0.55) * smoothstep(1.45, 0.7, y);
  const ripe = smoothstep(0.2, 1.5, y + (mottle - 0.5) * 0.7);
  paint(out, mix(0.5, 0.36, ripe), mix(0.37, 0.36, ripe), mix(0.055, 0.06, ripe));
  paint(out, mix(out.r, 0.42, blush), mix(out.g, 0.085, blush), mix(out.b, 0.04, blush));
  const dots = mix(0.66, 1, specks(x, y, z, 15, 0.22));
  const russet = smoothstep(1.38, 1.56, y) * 0.6 + smoothstep(0.25, 0.05, y) * 0.3;
  paint(out, out.r * dots, out.g * dots, out.b * dots);
  paint(out, mix(out.r, 0.2, russet), mix(out.g, 0.11, russet), mix(out.b, 0.04, russet));
  roughen(out, x, y, z, 24, 0.05);
  polish(out, 0.38, 0.04);
}

function describe(kind: HitKind, x: number, y: number, z: number, out: Surface): void {
  if (kind === 'object') {
    const nearer = pearDistance(pair[0], x, y, z) < pearDistance(pair[1], x, y, z) ? pair[0] : pair[1];
    toPear(nearer, x, y, z);
    if (tube(local.x, local.y, local.z, nearer.stem) > 0.012) skin(nearer, out);
    else paint(out, 0.09, 0.055, 0.025);
    return;
  }
  if (z > WALL_Z + 1e-3) {
    wood(out, x + 4, z + 0.35, walnut);
    return;
  }
  out.nx = 0;
  out.ny = 0;
  out.nz = 1;
  plaster(out, x * 0.5, y * 0.5, [0.085, 0.125, 0.135]);
}

/** Two alike objects. */
export const pears: Scene = {
  id: 'pears',
  width: 800,
  height: 800,
  camera: {
    eye: [0.2, 1.75, 7.2],
    target: [0, 0.92, 0],
    fovDegrees: 27,
    apertureRadius: 0.09,
    focusDistance: 6.8,
  },
  light: { position: [-5.5, 5, 3.2], radius: 1.3, color: [3.1, 2.85, 2.45] },
  ambient: [0.12, 0.12, 0.12],
  film: { exposure: 1.25, bloom: 0.05, vignette: 0.4, grain: 0.012, saturation: 1.04, quality: 92 },
  bounds: { min: [-1.7, 0, -1.1], max: [1.75, 2.25, 0.9] },
  stepScale: 0.85,
  samples: 16,
  distance,
  backdrop: roomBackdrop(WALL_Z),
  describe,
  environment: createRoom({
    windowTowards: [-5.5, 4.2, 3.2],
    windowSize: [0.24, 0.34],
    windowRadiance: 13,
    lit: [0.55, 0.58, 0.62],
    unlit: [0.04, 0.04, 0.05],
  }),
};
