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

function addSample(picture: Picture, pixel: number, shading: Shading, weight: number): number {
  const { albedo, irradiance, extra } = shading;
  const i = pixel * 3;
  picture.albedo[i] = picture.albedo[i]! + albedo.r * weight;
  picture.albedo[i + 1] = picture.albedo[i + 1]! + albedo.g * weight;
  picture.albedo[i + 2] = picture.albedo[i + 2]! + albedo.b * weight;
  picture.irradiance[i] = picture.irradiance[i]! + irradiance.r * weight;
  picture.irradiance[i + 1] = picture.irradiance[i + 1]! + irradiance.g * weight;
  picture.irradiance[i + 2] = picture.irradiance[i + 2]! + irradiance.b * weight;
  picture.extra[i] = picture.extra[i]! + Math.min(extra.r, CLAMP) * weight;
  picture.extra[i + 1] = picture.extra[i + 1]! + Math.min(extra.g, CLAMP) * weight;
  picture.extra[i + 2] = picture.extra[i + 2]! + Math.min(extra.b, CLAMP) * weight;
  picture.normal[i] = picture.normal[i]! + shading.nx * weight;
  picture.normal[i + 1] = picture.normal[i + 1]! + shading.ny * weight;
  picture.normal[i + 2] = picture.normal[i + 2]! + shading.nz * weight;
  picture.depth[pixel] = picture.depth[pixel]! + Math.min(shading.depth, SKY_DEPTH) * weight;
  return luminance(irradiance.r, irradiance.g, irradiance.b);
}

/** Renders a scene at `scale` times its size with `samples` samples a pixel; the same input gives the same picture. */
export function renderPicture(scene: Scene, scale: number, samples: number): Picture {
  const width = Math.round(scene.width * scale);
  const height = Math.round(scene.height * scale);
  const picture = createPicture(width, height);
  const lens = createLens(scene.camera);
  const ray: Ray = { ox: 0, oy: 0, oz: 0, dx: 0, dy: 0, dz: 0 };
  const shading = createShading();
  const point = new Float64Array(DIMENSIONS);
  const seed = hash32(scene.id.length * 7919 + scene.id.charCodeAt(0));
  const weight = 1 / samples;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      let sum = 0;
      let squares = 0;
      for (let s = 0; s < samples; s++) {
        samplePoint(pixel, s, seed, point);
        const u = (2 * (x + point[0]!) - width) / height;
        const v = (height - 2 * (y + point[1]!)) / height;
        lens(u, v, point[2]!, point[3]!, ray);
        shade(scene, ray, point, shading);
        const light = addSample(picture, pixel, shading, weight);
        sum += light;
        squares += light * light;
      }
      picture.variance[pixel] = Math.max(0, squares * weight - (sum * weight) ** 2) * weight;
    }
  }
  return picture;
}
