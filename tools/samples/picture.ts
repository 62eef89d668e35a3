import { createLens, type Ray } from './camera.ts';
import { DIMENSIONS, hash32, samplePoint } from './random.ts';
import type { Scene } from './scene.ts';
import { createShading, type Shading, SKY_DEPTH, shade } from './shade.ts';

/** A rendered picture before development: means over each pixel's samples. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** [height, width, 3] */
  readonly albedo: Float32Array;
  /** Light on matte surfaces, [height, width, 3]. */
  readonly irradiance: Float32Array;
  /** Gloss, glow, sky and haze, [height, width, 3]. */
  readonly extra: Float32Array;
  /** [height, width, 3] */
  readonly normal: Float32Array;
  /** [height, width] */
  readonly depth: Float32Array;
  /** Variance of the mean irradiance's luminance, [height, width]. */
  readonly variance: Float32Array;
}

/** Highest radiance one sample may add: tames stray reflections of the lamp. */
const CLAMP = 24;

/** Share of the samples that a plain pixel takes; the rest of its noise is left to the filter. */
const PLAIN_SHARE = 0.375;

/** Luminance of linear Rec. 709 light. */
export function luminance(r: number, g: number, b: number): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function createPicture(width: number, height: number): Picture {
  const pixels = width * height;
  return {
    width,
    height,
    albedo: new Float32Array(pixels * 3),
    irradiance: new Float32Array(pixels * 3),
    extra: new Float32Array(pixels * 3),
    normal: new Float32Array(pixels * 3),
    depth: new Float32Array(pixels),
    variance: new Float32Array(pixels),
  };
}

function add(target: Float32Array, at: number, r: number, g: number, b: number): void {
  target[at] = target[at]! + r;
  target[at + 1] = target[at + 1]! + g;
  target[at + 2] = target[at + 2]! + b;
}

function scaleBy(target: Float32Array, at: number, factor: number): void {
  target[at] = target[at]! * factor;
  target[at + 1] = target[at + 1]! * factor;
  target[at + 2] = target[at + 2]! * factor;
}

/** So that albedo times irradiance is the mean of the products, on outlines too. */
function divideByAlbedo(picture: Picture, at: number): void {
  for (let i = at; i < at + 3; i++) {
    picture.irradiance[i] = picture.irradiance[i]! / Math.max(picture.albedo[i]!, 1e-5);
  }
}

function addSample(picture: Picture, pixel: number, shading: Shading): void {
  const { albedo, irradiance, extra } = shading;
  const i = pixel * 3;
  add(picture.albedo, i, albedo.r, albedo.g, albedo.b);
  add(picture.irradiance, i, albedo.r * irradiance.r, albedo.g * irradiance.g, albedo.b * irradiance.b);
  add(picture.extra, i, Math.min(extra.r, CLAMP), Math.min(extra.g, CLAMP), Math.min(extra.b, CLAMP));
  add(picture.normal, i, shading.nx, shading.ny, shading.nz);
  picture.depth[pixel] = picture.depth[pixel]! + Math.min(shading.depth, SKY_DEPTH);
}

/** How much a pixel's samples differ in what the filter cannot mend: colour, gloss, outline. */
interface Spread {
  count: number;
  light: number;
  lightSquares: number;
  detail: number;
  detailSquares: number;
}

function isUniform(spread: Spread, picture: Picture, pixel: number): boolean {
  const mean = spread.detail / spread.count;
  const variance = spread.detailSquares / spread.count - mean * mean;
  const i = pixel * 3;
  const agreement =
    Math.hypot(picture.normal[i]!, picture.normal[i + 1]!, picture.normal[i + 2]!) / spread.count;
  return variance < (0.02 * mean + 0.0005) ** 2 && (agreement > 0.998 || agreement === 0);
}

/** Samples one pixel until it is settled: plain ones stop early, outlines and textures take every sample. */
function renderPixel(
  picture: Picture,
  pixel: number,
  samples: number,
  trace: (sample: number) => Shading,
): void {
  const enough = Math.ceil(samples * PLAIN_SHARE);
  const spread: Spread = { count: 0, light: 0, lightSquares: 0, detail: 0, detailSquares: 0 };
  while (spread.count < samples) {
    const shading = trace(spread.count);
    addSample(picture, pixel, shading);
    const light = luminance(shading.irradiance.r, shading.irradiance.g, shading.irradiance.b);
    const detail =
      luminance(shading.albedo.r, shading.albedo.g, shading.albedo.b) +
      luminance(shading.extra.r, shading.extra.g, shading.extra.b);
    spread.count++;
    spread.light += light;
    spread.lightSquares += light * light;
    spread.detail += detail;
    spread.detailSquares += detail * detail;
    if (spread.count === enough && isUniform(spread, picture, pixel)) break;
  }
  const share = 1 / spread.count;
  scaleBy(picture.albedo, pixel * 3, share);
  scaleBy(picture.irradiance, pixel * 3, share);
  divideByAlbedo(picture, pixel * 3);
  scaleBy(picture.extra, pixel * 3, share);
  scaleBy(picture.normal, pixel * 3, share);
  picture.depth[pixel] = picture.depth[pixel]! * share;
  picture.variance[pixel] = Math.max(0, spread.lightSquares * share - (spread.light * share) ** 2) * share;
}

/**
 * Renders a scene at `scale` times its size with up to `samples` samples a pixel; the same input gives the same
 * picture.
 */
export function renderPicture(scene: Scene, scale: number, samples: number): Picture {
  const width = Math.round(scene.width * scale);
  const height = Math.round(scene.height * scale);
  const picture = createPicture(width, height);
  const lens = createLens(scene.camera);
  const ray: Ray = { ox: 0, oy: 0, oz: 0, dx: 0, dy: 0, dz: 0 };
  const shading = createShading();
  const point = new Float64Array(DIMENSIONS);
  const seed = hash32(scene.id.length * 7919 + scene.id.charCodeAt(0));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      renderPixel(picture, pixel, samples, (sample) => {
        samplePoint(pixel, sample, seed, point);
        const u = (2 * (x + point[0]!) - width) / height;
        const v = (height - 2 * (y + point[1]!)) / height;
        lens(u, v, point[2]!, point[3]!, ray);
        shade(scene, ray, point, shading);
        return shading;
      });
    }
  }
  return picture;
}
