import { luminance, type Picture } from './picture.ts';

const KERNEL = [3 / 8, 1 / 4, 1 / 16] as const;

/** How far two pixels' light may differ, in standard deviations of its noise. */
const LIGHT_TOLERANCE = 3.5;

interface Layer {
  light: Float32Array;
  variance: Float32Array;
}

function similarity(picture: Picture, p: number, q: number): number {
  const { normal, depth } = picture;
  const dot =
    normal[p * 3]! * normal[q * 3]! +
    normal[p * 3 + 1]! * normal[q * 3 + 1]! +
    normal[p * 3 + 2]! * normal[q * 3 + 2]!;
  if (dot <= 0) return 0;
  const apart = Math.abs(depth[p]! - depth[q]!) / (0.02 * Math.min(depth[p]!, depth[q]!) + 1e-3);
  return dot ** 48 * Math.exp(-apart);
}

function filterPixel(picture: Picture, from: Layer, to: Layer, p: number, step: number): void {
  const { width, height } = picture;
  const px = p % width;
  const py = (p - px) / width;
  const i = p * 3;
  const here = luminance(from.light[i]!, from.light[i + 1]!, from.light[i + 2]!);
  const tolerance = LIGHT_TOLERANCE * Math.sqrt(from.variance[p]!) + 1e-3;
  let r = 0;
  let g = 0;
  let b = 0;
  let variance = 0;
  let total = 0;
  for (let dy = -2; dy <= 2; dy++) {
    const y = py + dy * step;
    if (y < 0 || y >= height) continue;
    for (let dx = -2; dx <= 2; dx++) {
      const x = px + dx * step;
      if (x < 0 || x >= width) continue;
      const q = y * width + x;
      const j = q * 3;
      const there = luminance(from.light[j]!, from.light[j + 1]!, from.light[j + 2]!);
      let weight = KERNEL[Math.abs(dx)]! * KERNEL[Math.abs(dy)]!;
      if (q !== p) weight *= similarity(picture, p, q) * Math.exp(-Math.abs(here - there) / tolerance);
      r += weight * from.light[j]!;
      g += weight * from.light[j + 1]!;
      b += weight * from.light[j + 2]!;
      variance += weight * weight * from.variance[q]!;
      total += weight;
    }
  }
  to.light[i] = r / total;
  to.light[i + 1] = g / total;
  to.light[i + 2] = b / total;
  to.variance[p] = variance / (total * total);
}

/** The mean of the 3 × 3 neighbours: a single pixel's variance is itself too noisy to steer by. */
function smoothVariance(picture: Picture): Float32Array {
  const { width, height, variance } = picture;
  const out = new Float32Array(variance.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      let count = 0;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          sum += variance[v * width + u]!;
          count++;
        }
      }
      out[y * width + x] = sum / count;
    }
  }
  return out;
}

/**
 * Filters the irradiance with an edge-avoiding à-trous wavelet steered by normals, depth and the light's own
 * variance (Schied et al. 2017, "Spatiotemporal Variance-Guided Filtering", the spatial part). [height, width, 3]
 */
export function denoiseIrradiance(picture: Picture, passes: number): Float32Array {
  let from: Layer = { light: picture.irradiance, variance: smoothVariance(picture) };
  for (let pass = 0; pass < passes; pass++) {
    const to: Layer = {
      light: new Float32Array(from.light.length),
      variance: new Float32Array(from.variance.length),
    };
    for (let p = 0; p < from.variance.length; p++) filterPixel(picture, from, to, p, 1 << pass);
    from = to;
  }
  return from.light;
}
