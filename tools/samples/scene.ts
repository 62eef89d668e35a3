/** A colour or a radiance in linear light. */
export interface Rgb {
  r: number;
  g: number;
  b: number;
}

/** What a surface is made of at one point; scenes fill it in place so that the inner loop allocates nothing. */
export interface Surface {
  r: number;
  g: number;
  b: number;
  nx: number;
  ny: number;
  nz: number;
  /** 0 is a mirror, 1 is matte. */
  roughness: number;
  /** Reflectance at normal incidence: 0.04 for glaze and varnish, 0 for none. */
  reflectance: number;
  emissionR: number;
  emissionG: number;
  emissionB: number;
}

export interface Camera {
  readonly eye: readonly [number, number, number];
  readonly target: readonly [number, number, number];
  /** Vertical field of view. */
  readonly fovDegrees: number;
  readonly apertureRadius: number;
  readonly focusDistance: number;
}

/** A sphere that shines: near and large for a softbox, far for the sun. Colour is the irradiance at the target. */
interface Light {
  readonly position: readonly [number, number, number];
  readonly radius: number;
  readonly color: readonly [number, number, number];
}

/** How the picture is developed. */
export interface Film {
  readonly exposure: number;
  /** Share of the light that a soft glow spreads around highlights. */
  readonly bloom: number;
  /** Darkening of the corners, 0 to 1. */
  readonly vignette: number;
  /** Standard deviation of the grain, in units of full white. */
  readonly grain: number;
  /** Multiplies saturation after the tone curve. */
  readonly saturation: number;
  /** WebP quality. */
  readonly quality: number;
}

/** What a ray met: nothing, the signed-distance objects, or the analytic backdrop (ground, walls, water). */
export type HitKind = 'none' | 'object' | 'backdrop';

/** Why a ray was sent: by the camera, by a mirroring surface or by a matte one. */
export type RayKind = 'camera' | 'mirror' | 'matte';

interface Bounds {
  readonly min: readonly [number, number, number];
  readonly max: readonly [number, number, number];
}

/** One sample picture: its geometry, its light. Lengths are in scene units, y points up. */
export interface Scene {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly camera: Camera;
  readonly light: Light;
  /** Radiance that stands in for the bounces that are not followed. */
  readonly ambient: readonly [number, number, number];
  readonly film: Film;
  /** The box around everything that `distance` describes. */
  readonly bounds: Bounds;
  /** Share of the distance that is safe to step; below 1 for displaced surfaces. */
  readonly stepScale: number;
  /** Stratified samples a pixel. */
  readonly samples: number;
  distance(x: number, y: number, z: number): number;
  /** Ray parameter of the nearest backdrop, or Infinity. */
  backdrop(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number): number;
  /** Fills the material; for objects the normal is there already, for the backdrop the scene sets it. */
  describe(kind: HitKind, x: number, y: number, z: number, out: Surface): void;
  /** Radiance of what lies beyond. Matte rays must not see the light's own shape: they would count it twice. */
  environment(dx: number, dy: number, dz: number, ray: RayKind, out: Rgb): void;
  /** Share of light that the air lets through over a distance; what it adds is written to `out`. */
  air?(distance: number, dx: number, dy: number, dz: number, out: Rgb): number;
}
