/** A well-mixed 32-bit hash of one integer (Wellons, "lowbias32"). */
export function hash32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return (h ^ (h >>> 15)) >>> 0;
}

/** A number in [0, 1) that depends on nothing but its three integers. */
export function hashUnit(x: number, y: number, z: number): number {
  return hash32(Math.imul(x, 0x1f1f1f1f) ^ hash32(Math.imul(y, 0x5bd1e995) ^ hash32(z))) / 4294967296;
}

/** Sample dimensions: pixel, lens, light, bounce, gloss, light of the bounce, light of the reflection. */
export const DIMENSIONS = 14;

/** Steps of Roberts's additive recurrence, the generalisation of the golden ratio to `DIMENSIONS` dimensions. */
function recurrenceSteps(): Float64Array {
  let root = 1.5;
  for (let i = 0; i < 60; i++) root = (1 + root) ** (1 / (DIMENSIONS + 1));
  return Float64Array.from({ length: DIMENSIONS }, (_, k) => (1 / root) ** (k + 1) % 1);
}

const steps = recurrenceSteps();

/** Fills `out` [DIMENSIONS] with sample `index` of a pixel: a low-discrepancy sequence, rotated per pixel. */
export function samplePoint(pixel: number, index: number, seed: number, out: Float64Array): void {
  for (let k = 0; k < DIMENSIONS; k++) {
    const value = hashUnit(pixel, k, seed) + (index + 1) * (steps[k] as number);
    out[k] = value - Math.floor(value);
  }
}
