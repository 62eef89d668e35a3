import { paint, polish } from '../materials.ts';
import { fbm2, fbm3 } from '../noise.ts';
import type { HitKind, RayKind, Rgb, Scene, Surface } from '../scene.ts';
import {
  cylinder,
  ellipsoid,
  type Limb,
  limb,
  mix,
  roundBox,
  smoothMin,
  smoothstep,
  sphere,
} from '../sdf.ts';

const TURN = 0.5;
const COS_TURN = Math.cos(TURN);
const SIN_TURN = Math.sin(TURN);
const POST_TOP = 0;
const EYE = { x: -0.5, y: 1.235, z: 0.24 };

function leaning(angle: number): readonly [number, number] {
  return [Math.cos(angle), Math.sin(angle)];
}

const [BODY_COS, BODY_SIN] = leaning(0.62);
const [WING_COS, WING_SIN] = leaning(0.5);
const [TAIL_COS, TAIL_SIN] = leaning(0.36);

const beakUpper: Limb = {
  from: [-0.63, 1.17, 0],
  to: [-0.86, 1.12, 0],
  startRadius: 0.055,
  endRadius: 0.008,
};
const beakLower: Limb = {
  from: [-0.62, 1.13, 0],
  to: [-0.82, 1.105, 0],
  startRadius: 0.045,
  endRadius: 0.008,
};

const foldedWing: Limb = {
  from: [-0.24, 0.02, 0],
  to: [0.66, -0.03, 0],
  startRadius: 0.22,
  endRadius: 0.045,
};

const legs: readonly Limb[] = [0.13, -0.13].flatMap((z): Limb[] => [
  { from: [-0.02, 0.38, z], to: [-0.08, 0.03, z], startRadius: 0.028, endRadius: 0.02 },
  ...[-0.5, 0, 0.5].map(
    (spread): Limb => ({
      from: [-0.08, 0.02, z],
      to: [-0.08 - 0.2 * Math.cos(spread), 0.012, z + 0.2 * Math.sin(spread)],
      startRadius: 0.022,
      endRadius: 0.014,
    }),
  ),
  { from: [-0.08, 0.02, z], to: [0.07, 0.012, z], startRadius: 0.022, endRadius: 0.014 },
]);

/** Distance to a folded wing in its own frame, the tip at +x. */
function wingDistance(wx: number, wy: number, side: number): number {
  const drop = wy + 0.12 * wx * wx;
  return limb(wx, drop, (side - 0.36 + 0.16 * wx * wx) * 2.4, foldedWing) * 0.42;
}

/** Distance to the feathered parts in the bird's own frame: head to −x, its right to +z. */
function feathers(x: number, y: number, z: number): number {
  const bx = BODY_COS * x - BODY_SIN * (y - 0.68);
  const by = BODY_SIN * x + BODY_COS * (y - 0.68);
  const trunk = ellipsoid(bx, by, z, 0.6, 0.42, 0.42);
  const breast = sphere(x + 0.24, y - 0.74, z, 0.41);
  const head = ellipsoid(x + 0.36, y - 1.2, z, 0.315, 0.295, 0.285);
  const side = Math.abs(z);
  const wx = WING_COS * (x - 0.2) - WING_SIN * (y - 0.66);
  const wy = WING_SIN * (x - 0.2) + WING_COS * (y - 0.66);
  const wing = wingDistance(wx, wy, side);
  const tx = TAIL_COS * (x - 0.72) - TAIL_SIN * (y - 0.27);
  const ty = TAIL_SIN * (x - 0.72) + TAIL_COS * (y - 0.27);
  const rear = roundBox(tx, ty + 0.05 * z * z, z, 0.48, 0.035, 0.1 + 0.05 * (tx + 0.48), 0.03) * 0.9;
  const trunkHead = smoothMin(smoothMin(trunk, breast, 0.2), head, 0.22);
  return smoothMin(smoothMin(trunkHead, rear, 0.14), wing, 0.03);
}

function bird(x: number, y: number, z: number): number {
  const around = sphere(x - 0.05, y - 0.75, z, 1.25);
  if (around > 0.3) return around;
  const soft = feathers(x, y, z);
  const fluff = soft < 0.1 ? 0.008 * (fbm3(x * 26, y * 11 - x * 6, z * 30, 3) - 0.5) : 0;
  let d = smoothMin(soft + fluff, Math.min(limb(x, y, z, beakUpper), limb(x, y, z, beakLower)), 0.03);
  for (let i = 0; i < legs.length; i++) d = Math.min(d, limb(x, y, z, legs[i]!));
  return Math.min(d, sphere(x - EYE.x, y - EYE.y, Math.abs(z) - EYE.z, 0.056));
}

function post(x: number, y: number, z: number): number {
  const stem = cylinder(x - 0.02, y - POST_TOP + 2, z, 0.42, 2, 0.07);
  if (stem > 0.1) return stem;
  const angle = Math.atan2(z, x);
  const grooves = 0.03 * fbm3(Math.cos(angle) * 5, y * 0.5, Math.sin(angle) * 5, 4);
  const rings = y > POST_TOP - 0.08 ? 0.01 * Math.sin(Math.hypot(x, z) * 60 + 3 * fbm2(x * 3, z * 3, 2)) : 0;
  return stem + grooves - 0.01 + rings * 0.5;
}

function toBirdX(x: number, z: number): number {
  return COS_TURN * x - SIN_TURN * z;
}

function toBirdZ(x: number, z: number): number {
  return SIN_TURN * x + COS_TURN * z;
}

function distance(x: number, y: number, z: number): number {
  return Math.min(bird(toBirdX(x, z), y, toBirdZ(x, z)), post(x, y, z));
}

function plumage(x: number, y: number, z: number, out: Surface): void {
  const strands = fbm3(x * 14 + y * 17, y * 15 - x * 9, z * 46, 4);
  const edge = 0.16 * (fbm3(x * 9, y * 9, z * 9, 3) - 0.5);
  const tone = 0.66 + 0.68 * strands;
  paint(out, 0.155 * tone, 0.115 * tone, 0.062 * tone);
  const under =
    smoothstep(0.6, 0.42, x) *
    smoothstep(0.1, -0.1, y - 0.55 - 0.25 * x + edge + 0.5 * Math.max(0, Math.abs(z) - 0.34));
  paint(out, mix(out.r, 0.56 * tone, under), mix(out.g, 0.5 * tone, under), mix(out.b, 0.42 * tone, under));
  const bib = Math.min(
    sphere((x + 0.42) * 0.95, (y - 0.82) * 0.92, z, 0.43),
    ellipsoid(x + 0.52, y - 1.13, z, 0.22, 0.2, 0.26),
  );
  const cheek = smoothstep(0.05, -0.04, bib + edge * 0.7);
  const grey = smoothstep(0.12, 0.0, bib + edge) * (1 - cheek) * 0.45;
  paint(out, mix(out.r, 0.27, grey), mix(out.g, 0.26, grey), mix(out.b, 0.24, grey));
  paint(out, mix(out.r, 0.74 * tone, cheek), mix(out.g, 0.2 * tone, cheek), mix(out.b, 0.028 * tone, cheek));
  wingBars(x, y, z, out);
}

function wingBars(x: number, y: number, z: number, out: Surface): void {
  const wx = WING_COS * (x - 0.2) - WING_SIN * (y - 0.66);
  const wy = WING_SIN * (x - 0.2) + WING_COS * (y - 0.66);
  const wing = smoothstep(0.045, 0.012, wingDistance(wx, wy, Math.abs(z)));
  const quill = Math.abs(Math.sin((wy * 13 - wx * 2.5 + 0.25 * fbm2(wx * 6, wy * 6, 2)) * 2.4));
  const feather = mix(0.62, quill, smoothstep(-0.02, 0.26, wx));
  const vane = smoothstep(0.08, 0.4, feather);
  const edge = smoothstep(0.72, 0.95, feather) * 0.5;
  const dark = mix(1, 0.46 + 0.36 * vane, wing);
  paint(out, out.r * dark, out.g * dark, out.b * dark);
  paint(out, mix(out.r, 0.2, edge * wing), mix(out.g, 0.15, edge * wing), mix(out.b, 0.08, edge * wing));
}

function weatheredWood(x: number, y: number, z: number, out: Surface): void {
  const onTop = y > POST_TOP - 0.06;
  const radius = Math.hypot(x, z);
  const grain = onTop
    ? 0.5 + 0.5 * Math.sin(radius * 55 + 4 * fbm2(x * 3, z * 3, 3))
    : fbm3(Math.atan2(z, x) * 9, y * 1.1, 3, 5);
  const tone = 0.55 + 0.75 * grain;
  const moss = smoothstep(0.5, 0.72, fbm3(x * 3.2, y * 1.6, z * 3.2, 5)) * 0.8;
  paint(out, 0.2 * tone, 0.165 * tone, 0.13 * tone);
  paint(out, mix(out.r, 0.1 * tone, moss), mix(out.g, 0.13 * tone, moss), mix(out.b, 0.04 * tone, moss));
}

function describe(_kind: HitKind, wx: number, y: number, wz: number, out: Surface): void {
  const x = toBirdX(wx, wz);
  const z = toBirdZ(wx, wz);
  if (post(wx, y, wz) < bird(x, y, z)) {
    weatheredWood(wx, y, wz, out);
    return;
  }
  if (sphere(x - EYE.x, y - EYE.y, Math.abs(z) - EYE.z, 0.056) < 0.004) {
    paint(out, 0.006, 0.005, 0.005);
    polish(out, 0.05, 0.06);
    return;
  }
  const beak = Math.min(limb(x, y, z, beakUpper), limb(x, y, z, beakLower));
  let leg = 1;
  for (let i = 0; i < legs.length; i++) leg = Math.min(leg, limb(x, y, z, legs[i]!));
  if (beak < 0.012 && x < -0.64) {
    paint(out, 0.035, 0.03, 0.028);
    polish(out, 0.35, 0.04);
  } else if (leg < 0.008 && y < 0.3) {
    paint(out, 0.12, 0.065, 0.045);
    polish(out, 0.5, 0.03);
  } else plumage(x, y, z, out);
}

function environment(dx: number, dy: number, dz: number, ray: RayKind, out: Rgb): void {
  const side = dx / Math.max(0.2, Math.abs(dz));
  const blur = fbm2(side * 7 + 5, dy * 7 + (dz > 0 ? 9 : 2), 2, 7);
  const up = smoothstep(-0.35, 0.75, dy);
  out.r = mix(0.1, 0.42, up) + 0.3 * (blur - 0.4);
  out.g = mix(0.14, 0.47, up) + 0.3 * (blur - 0.4);
  out.b = mix(0.075, 0.36, up) + 0.12 * (blur - 0.4);
  if (ray === 'mirror' && dz > -0.2) {
    const open = smoothstep(0.35, 0.75, dy);
    out.r += 2.2 * open;
    out.g += 2.4 * open;
    out.b += 2.6 * open;
    const sun = smoothstep(0.93, 0.95, -0.62 * dx + 0.62 * dy + 0.48 * dz);
    out.r += 26 * sun;
    out.g += 25 * sun;
    out.b += 22 * sun;
  }
}

/** An animal before a plain, out-of-focus ground. */
export const robin: Scene = {
  id: 'robin',
  width: 960,
  height: 640,
  camera: {
    eye: [-1.1, 1.25, 9.5],
    target: [0, 0.52, 0],
    fovDegrees: 15.5,
    apertureRadius: 0.13,
    focusDistance: 9.1,
  },
  light: { position: [-9, 9, 7], radius: 3.2, color: [2.1, 1.95, 1.65] },
  ambient: [0.2, 0.22, 0.18],
  film: { exposure: 1.35, bloom: 0.05, vignette: 0.3, grain: 0.011, saturation: 1.06, quality: 92 },
  bounds: { min: [-1.2, -3, -1.1], max: [1.3, 1.6, 1.1] },
  stepScale: 0.7,
  samples: 16,
  distance,
  backdrop: () => Number.POSITIVE_INFINITY,
  describe,
  environment,
};
