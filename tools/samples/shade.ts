import type { Ray } from './camera.ts';
import { type Hit, intersect, isOccluded, objectNormal } from './march.ts';
import type { RayKind, Rgb, Scene, Surface } from './scene.ts';

/** One camera sample, split so that the noisy part (the light on matte surfaces) can be filtered on its own. */
export interface Shading {
  albedo: Rgb;
  irradiance: Rgb;
  /** Gloss, glow, sky and haze: added as it is. */
  extra: Rgb;
  nx: number;
  ny: number;
  nz: number;
  depth: number;
}

/** Depth that stands for the sky. */
export const SKY_DEPTH = 1e5;

function createSurface(): Surface {
  return {
    r: 0,
    g: 0,
    b: 0,
    nx: 0,
    ny: 1,
    nz: 0,
    roughness: 1,
    reflectance: 0,
    emissionR: 0,
    emissionG: 0,
    emissionB: 0,
  };
}

/** An empty shading to fill. */
export function createShading(): Shading {
  return {
    albedo: { r: 0, g: 0, b: 0 },
    irradiance: { r: 0, g: 0, b: 0 },
    extra: { r: 0, g: 0, b: 0 },
    nx: 0,
    ny: 0,
    nz: 0,
    depth: SKY_DEPTH,
  };
}

const OFFSET = 2.5e-3;

/** Below this roughness a surface mirrors the light's own shape; above it the light leaves a soft highlight. */
const MIRROR_ROUGHNESS = 0.3;
const first = createSurface();
const second = createSurface();
const shadowRay: Ray = { ox: 0, oy: 0, oz: 0, dx: 0, dy: 0, dz: 0 };
const bounceRay: Ray = { ox: 0, oy: 0, oz: 0, dx: 0, dy: 0, dz: 0 };
const bounceHit: Hit = { kind: 'none', distance: 0 };
const primaryHit: Hit = { kind: 'none', distance: 0 };
const lit: Rgb = { r: 0, g: 0, b: 0 };
const gathered: Rgb = { r: 0, g: 0, b: 0 };
const hazed: Rgb = { r: 0, g: 0, b: 0 };

function describeHit(scene: Scene, ray: Ray, hit: Hit, surface: Surface): void {
  const x = ray.ox + hit.distance * ray.dx;
  const y = ray.oy + hit.distance * ray.dy;
  const z = ray.oz + hit.distance * ray.dz;
  surface.roughness = 1;
  surface.reflectance = 0;
  surface.emissionR = 0;
  surface.emissionG = 0;
  surface.emissionB = 0;
  if (hit.kind === 'object') objectNormal(scene, x, y, z, surface);
  scene.describe(hit.kind, x, y, z, surface);
}

/** Aims `shadowRay` at a random point of the light; returns the distance to it. */
function aimAtLight(scene: Scene, x: number, y: number, z: number, a: number, b: number): number {
  const { position, radius } = scene.light;
  const up = 1 - 2 * a;
  const around = Math.sqrt(Math.max(0, 1 - up * up));
  const px = position[0] + radius * around * Math.cos(2 * Math.PI * b) - x;
  const py = position[1] + radius * up - y;
  const pz = position[2] + radius * around * Math.sin(2 * Math.PI * b) - z;
  const distance = Math.sqrt(px * px + py * py + pz * pz);
  shadowRay.dx = px / distance;
  shadowRay.dy = py / distance;
  shadowRay.dz = pz / distance;
  return distance;
}

function lightFalloff(scene: Scene, distance: number): number {
  const [lx, ly, lz] = scene.light.position;
  const [tx, ty, tz] = scene.camera.target;
  const reference = (lx - tx) ** 2 + (ly - ty) ** 2 + (lz - tz) ** 2;
  return reference / (distance * distance);
}

/** Trowbridge-Reitz highlight of the light, widened by the light's own size. */
function highlight(surface: Surface, view: Ray, widen: number): number {
  const hx = shadowRay.dx - view.dx;
  const hy = shadowRay.dy - view.dy;
  const hz = shadowRay.dz - view.dz;
  const scale = 1 / Math.max(Math.sqrt(hx * hx + hy * hy + hz * hz), 1e-9);
  const nh = Math.max(0, (surface.nx * hx + surface.ny * hy + surface.nz * hz) * scale);
  const vh = Math.max(0, -(view.dx * hx + view.dy * hy + view.dz * hz) * scale);
  const alpha = Math.min(1, surface.roughness * surface.roughness + widen);
  const denominator = nh * nh * (alpha * alpha - 1) + 1;
  const fresnel = surface.reflectance + (1 - surface.reflectance) * (1 - vh) ** 5;
  return (fresnel * alpha * alpha) / (Math.PI * denominator * denominator * 4 * Math.max(vh * vh, 0.1));
}

/** Light that reaches a surface straight from the lamp, into `lit`; returns its highlight towards the viewer. */
function directLight(
  scene: Scene,
  surface: Surface,
  at: Ray,
  distance: number,
  a: number,
  b: number,
  glossy: boolean,
): number {
  const x = at.ox + distance * at.dx + surface.nx * OFFSET;
  const y = at.oy + distance * at.dy + surface.ny * OFFSET;
  const z = at.oz + distance * at.dz + surface.nz * OFFSET;
  const reach = aimAtLight(scene, x, y, z, a, b);
  const facing = surface.nx * shadowRay.dx + surface.ny * shadowRay.dy + surface.nz * shadowRay.dz;
  lit.r = 0;
  lit.g = 0;
  lit.b = 0;
  if (facing <= 0) return 0;
  shadowRay.ox = x;
  shadowRay.oy = y;
  shadowRay.oz = z;
  if (isOccluded(scene, shadowRay, reach)) return 0;
  const scale = facing * lightFalloff(scene, reach);
  lit.r = scene.light.color[0] * scale;
  lit.g = scene.light.color[1] * scale;
  lit.b = scene.light.color[2] * scale;
  if (!glossy || surface.reflectance === 0 || surface.roughness < MIRROR_ROUGHNESS) return 0;
  return highlight(surface, at, scene.light.radius / reach / 4) * Math.PI;
}

/** Radiance that comes along `bounceRay`, into `gathered`; one bounce further is the scene's ambient light. */
function gather(scene: Scene, a: number, b: number, kind: RayKind): void {
  intersect(scene, bounceRay, 1e-3, bounceHit);
  if (bounceHit.kind === 'none') {
    scene.environment(bounceRay.dx, bounceRay.dy, bounceRay.dz, kind, gathered);
    return;
  }
  describeHit(scene, bounceRay, bounceHit, second);
  directLight(scene, second, bounceRay, bounceHit.distance, a, b, false);
  const [ar, ag, ab] = scene.ambient;
  gathered.r = second.r * (lit.r + ar) + second.emissionR;
  gathered.g = second.g * (lit.g + ag) + second.emissionG;
  gathered.b = second.b * (lit.b + ab) + second.emissionB;
}

/** Sets `bounceRay` on its way from a surface: around the normal, or around the mirror direction for gloss. */
function leave(surface: Surface, ray: Ray, distance: number, spread: number, a: number, b: number): void {
  let mx = surface.nx;
  let my = surface.ny;
  let mz = surface.nz;
  if (spread < 1) {
    const along = 2 * (ray.dx * mx + ray.dy * my + ray.dz * mz);
    mx = ray.dx - along * surface.nx;
    my = ray.dy - along * surface.ny;
    mz = ray.dz - along * surface.nz;
  }
  const up = 1 - 2 * a;
  const around = Math.sqrt(Math.max(0, 1 - up * up));
  // A point on the unit sphere around the tip of the direction gives the cosine distribution (spread 1).
  let dx = mx + spread * 0.999 * around * Math.cos(2 * Math.PI * b);
  let dy = my + spread * 0.999 * around * Math.sin(2 * Math.PI * b);
  let dz = mz + spread * 0.999 * up;
  const inward = dx * surface.nx + dy * surface.ny + dz * surface.nz;
  if (inward < 0.01) {
    dx += surface.nx * (0.02 - inward);
    dy += surface.ny * (0.02 - inward);
    dz += surface.nz * (0.02 - inward);
  }
  const scale = 1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
  bounceRay.dx = dx * scale;
  bounceRay.dy = dy * scale;
  bounceRay.dz = dz * scale;
  bounceRay.ox = ray.ox + distance * ray.dx + surface.nx * OFFSET;
  bounceRay.oy = ray.oy + distance * ray.dy + surface.ny * OFFSET;
  bounceRay.oz = ray.oz + distance * ray.dz + surface.nz * OFFSET;
}

function addGloss(scene: Scene, ray: Ray, distance: number, point: Float64Array, out: Rgb): void {
  const facing = Math.max(0, -(ray.dx * first.nx + ray.dy * first.ny + ray.dz * first.nz));
  const fade = (1 - facing) ** 5 * (1 - first.roughness);
  const fresnel = first.reflectance + (1 - first.reflectance) * fade;
  if (first.reflectance === 0 || first.roughness > 0.55 || fresnel < 0.004) return;
  const spread = first.roughness * first.roughness * 0.9;
  leave(first, ray, distance, spread, point[8] as number, point[9] as number);
  gather(
    scene,
    point[12] as number,
    point[13] as number,
    first.roughness < MIRROR_ROUGHNESS ? 'mirror' : 'matte',
  );
  out.r += gathered.r * fresnel;
  out.g += gathered.g * fresnel;
  out.b += gathered.b * fresnel;
}

function addAir(scene: Scene, ray: Ray, distance: number, out: Shading): void {
  if (!scene.air) return;
  const through = scene.air(distance, ray.dx, ray.dy, ray.dz, hazed);
  out.albedo.r *= through;
  out.albedo.g *= through;
  out.albedo.b *= through;
  out.extra.r = out.extra.r * through + hazed.r;
  out.extra.g = out.extra.g * through + hazed.g;
  out.extra.b = out.extra.b * through + hazed.b;
}

/** Follows one camera ray: direct light with a soft shadow, one diffuse bounce, one glossy reflection, haze. */
export function shade(scene: Scene, ray: Ray, point: Float64Array, out: Shading): void {
  intersect(scene, ray, 2e-4, primaryHit);
  const { kind, distance } = primaryHit;
  if (kind === 'none') {
    scene.environment(ray.dx, ray.dy, ray.dz, 'camera', out.extra);
    out.albedo.r = out.albedo.g = out.albedo.b = 0;
    out.irradiance.r = out.irradiance.g = out.irradiance.b = 0;
    out.nx = out.ny = out.nz = 0;
    out.depth = SKY_DEPTH;
    return;
  }
  describeHit(scene, ray, primaryHit, first);
  out.nx = first.nx;
  out.ny = first.ny;
  out.nz = first.nz;
  out.depth = distance;
  out.albedo.r = first.r;
  out.albedo.g = first.g;
  out.albedo.b = first.b;
  const shine = directLight(scene, first, ray, distance, point[4] as number, point[5] as number, true);
  out.extra.r = first.emissionR + lit.r * shine;
  out.extra.g = first.emissionG + lit.g * shine;
  out.extra.b = first.emissionB + lit.b * shine;
  out.irradiance.r = lit.r;
  out.irradiance.g = lit.g;
  out.irradiance.b = lit.b;
  leave(first, ray, distance, 1, point[6] as number, point[7] as number);
  gather(scene, point[10] as number, point[11] as number, 'matte');
  out.irradiance.r += gathered.r;
  out.irradiance.g += gathered.g;
  out.irradiance.b += gathered.b;
  addGloss(scene, ray, distance, point, out.extra);
  addAir(scene, ray, distance, out);
}
