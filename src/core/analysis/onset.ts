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

/** Largest over median patch norm. */
export function maxOverMedian(patchNorms: Float32Array): number {
  return patchNorms.reduce((a, b) => Math.max(a, b), 0) / medianOf(patchNorms);
}

/** Finds where high-norm tokens appear from max / median of each layer's patch norms; undefined if nowhere. */
export function findOnset(ratios: readonly number[]): Onset | undefined {
  const detectLayer = ratios.indexOf(Math.max(...ratios));
  if (!(ratios[detectLayer]! >= leastRatio)) return undefined;
  let layer = 0;
  let largestJump = 0;
  for (let candidate = 0; candidate <= detectLayer; candidate++) {
    const jump = ratios[candidate]! / (ratios[candidate - 1] ?? 1);
    if (jump > largestJump) [layer, largestJump] = [candidate, jump];
  }
  return { layer, detectLayer };
}
