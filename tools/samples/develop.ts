import type { Picture } from './picture.ts';
import { hashUnit } from './random.ts';
import type { Film } from './scene.ts';

const GLOW_PASSES = 3;

function boxBlur(source: Float32Array, width: number, height: number, radius: number): Float32Array {
  const across = new Float32Array(source.length);
  const out = new Float32Array(source.length);
  blurLines(source, across, { lines: height, length: width, lineStride: width * 3, stride: 3, radius });
  blurLines(across, out, { lines: width, length: height, lineStride: 3, stride: width * 3, radius });
  return out;
}

interface Lines {
  readonly lines: number;
  readonly length: number;
  readonly lineStride: number;
  readonly stride: number;
  readonly radius: number;
}

function blurLines(source: Float32Array, out: Float32Array, o: Lines): void {
  for (let line = 0; line < o.lines; line++) {
    for (let channel = 0; channel < 3; channel++) {
      const base = line * o.lineStride + channel;
      const at = (i: number): number => source[base + Math.min(o.length - 1, Math.max(0, i)) * o.stride]!;
      let sum = 0;
      for (let i = -o.radius; i <= o.radius; i++) sum += at(i);
      for (let i = 0; i < o.length; i++) {
        out[base + i * o.stride] = sum / (2 * o.radius + 1);
        sum += at(i + o.radius + 1) - at(i - o.radius);
      }
    }
  }
}

function addGlow(light: Float32Array, width: number, height: number, share: number): Float32Array {
  let glow = light;
  const radius = Math.max(1, Math.round(height / 45));
  for (let pass = 0; pass < GLOW_PASSES; pass++) glow = boxBlur(glow, width, height, radius);
  return light.map((value, i) => value * (1 - share) + glow[i]! * share);
}

/** Rational fit of the ACES reference transform plus display transform (Hill 2016). */
function toneCurve(v: number): number {
  return (v * (v + 0.0245786) - 0.000090537) / (v * (0.983729 * v + 0.432951) + 0.238081);
}

function encodeSrgb(v: number): number {
  return v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055;
}

const developed: [number, number, number] = [0, 0, 0];

/** Linear light to display values in [0, 1], through a film-like curve with gentle highlights. */
export function toneMap(
  r: number,
  g: number,
  b: number,
  saturation: number,
): readonly [number, number, number] {
  const tr = toneCurve(0.59719 * r + 0.35458 * g + 0.04823 * b);
  const tg = toneCurve(0.076 * r + 0.90834 * g + 0.01566 * b);
  const tb = toneCurve(0.0284 * r + 0.13383 * g + 0.83777 * b);
  const or = 1.60475 * tr - 0.53108 * tg - 0.07367 * tb;
  const og = -0.10208 * tr + 1.10813 * tg - 0.00605 * tb;
  const ob = -0.00327 * tr - 0.07276 * tg + 1.07602 * tb;
  const grey = 0.2126 * or + 0.7152 * og + 0.0722 * ob;
  developed[0] = encodeSrgb(Math.min(1, Math.max(0, grey + (or - grey) * saturation)));
  developed[1] = encodeSrgb(Math.min(1, Math.max(0, grey + (og - grey) * saturation)));
  developed[2] = encodeSrgb(Math.min(1, Math.max(0, grey + (ob - grey) * saturation)));
  return developed;
}

/** Unit-variance noise, the sum of four uniform numbers. */
function grainAt(x: number, y: number): number {
  let sum = 0;
  for (let k = 0; k < 4; k++) sum += hashUnit(x, y, 977 + k);
  return (sum - 2) * Math.sqrt(3);
}

/** Develops a picture: glow, vignette, tone curve, grain. Returns 8-bit RGB [height, width, 3]. */
export function develop(picture: Picture, irradiance: Float32Array, film: Film): Uint8Array {
  const { width, height } = picture;
  const light = picture.extra.map(
    (value, i) => (value + picture.albedo[i]! * irradiance[i]!) * film.exposure,
  );
  const glowing = addGlow(light, width, height, film.bloom);
  const out = new Uint8Array(light.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = (y * width + x) * 3;
      const u = (2 * x) / width - 1;
      const v = (2 * y) / height - 1;
      const falloff = 1 - film.vignette * Math.min(1, (u * u + v * v) / 2) ** 1.5;
      const rgb = toneMap(
        glowing[i]! * falloff,
        glowing[i + 1]! * falloff,
        glowing[i + 2]! * falloff,
        film.saturation,
      );
      const level = (rgb[0] + rgb[1] + rgb[2]) / 3;
      const grain = film.grain * grainAt(x, y) * (0.35 + 2.6 * level * (1 - level));
      for (let channel = 0; channel < 3; channel++) {
        out[i + channel] = Math.round(255 * Math.min(1, Math.max(0, rgb[channel]! + grain)));
      }
    }
  }
  return out;
}
