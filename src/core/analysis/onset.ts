import { medianOf } from '../tensor/statistics.ts';

/** Where high-norm tokens appear in a model. */
export interface Onset {
  /** The layer whose output has them first: where max / median jumps. Register neurons lie here or before. */
  readonly layer: number;
  /** The layer where they stand out most: where max / median is largest. */
  readonly detectLayer: number;
}

// Below this a model has no artifacts to speak of: patch norms alone vary as much.
const leastRatio = 2;

// How much max / median must rise from an earlier layer on. The picture alone makes the first blocks' norms uneven
// (max / median up to 2.5 in the clean embedded model), and that fades from layer to layer.
const leastRise = 1.5;

/** Largest over median patch norm. */
export function maxOverMedian(patchNorms: Float32Array): number {
  return patchNorms.reduce((a, b) => Math.max(a, b), 0) / medianOf(patchNorms);
}

/** Finds where high-norm tokens appear from max / median of each layer's patch norms; undefined if nowhere. */
export function findOnset(ratios: readonly number[]): Onset | undefined {
  let detectLayer: number | undefined;
  let calmest = Number.POSITIVE_INFINITY;
  for (const [layer, ratio] of ratios.entries()) {
    const stands = ratio >= leastRatio && ratio >= calmest * leastRise;
    if (stands && ratio > (detectLayer === undefined ? 0 : ratios[detectLayer]!)) detectLayer = layer;
    calmest = Math.min(calmest, ratio);
  }
  if (detectLayer === undefined) return undefined;
  let layer = 1;
  for (let candidate = 2; candidate <= detectLayer; candidate++) {
    if (jumpAt(ratios, candidate) > jumpAt(ratios, layer)) layer = candidate;
  }
  return { layer, detectLayer };
}

function jumpAt(ratios: readonly number[], layer: number): number {
  return ratios[layer]! / ratios[layer - 1]!;
}
