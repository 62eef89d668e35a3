import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gramMatrix } from './gram.ts';
import { leadingEigenpairs } from './leading-eigenpairs.ts';
import { normalNumbers } from './random-numbers.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

const pause = () => Promise.resolve();

/** A matrix with given eigenvalues, turned by a reflection: H diag(values) H with H = I − 2 u uᵀ. */
function withEigenvalues(values: readonly number[], seed: number): Float64Array {
  const size = values.length;
  const noise = normalNumbers(seed);
  const u = Float64Array.from({ length: size }, noise);
  const length = Math.hypot(...u);
  const h = (i: number, j: number) => (i === j ? 1 : 0) - (2 * u[i]! * u[j]!) / length ** 2;
  return Float64Array.from({ length: size * size }, (_, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    let sum = 0;
    for (let k = 0; k < size; k++) sum += h(i, k) * values[k]! * h(k, j);
    return sum;
  });
}

function residual(matrix: Float64Array, size: number, value: number, vector: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < size; row++) {
    let image = 0;
    for (let column = 0; column < size; column++) image += matrix[row * size + column]! * vector[column]!;
    sum += (image - value * vector[row]!) ** 2;
  }
  return Math.sqrt(sum);
}

const spectra = {
  'that fall fast': Array.from({ length: 60 }, (_, i) => 2 ** -i),
  'that hardly fall': Array.from({ length: 60 }, (_, i) => 1 - i / 600),
  'of which one is a million times the others, as outlier tokens make it': [
    1e6,
    ...Array.from({ length: 59 }, (_, i) => 1 / (i + 1)),
  ],
  'that are equal': Array.from({ length: 60 }, (_, i) => (i < 20 ? 4 : 1)),
  'of a matrix of rank 2': [3, 2, ...Array(58).fill(0)],
  'of nothing': Array(60).fill(0),
};

describe('the largest eigenvalues', () => {
  it.each(Object.entries(spectra))('%s are found with their vectors', async (_, spectrum) => {
    const matrix = withEigenvalues(spectrum, 3);
    const { values, vectors } = await leadingEigenpairs(matrix, 60, 3, pause);
    for (let i = 0; i < 3; i++) {
      const vector = vectors.subarray(i * 60, (i + 1) * 60);
      expect(Math.abs(values[i]! - spectrum[i]!)).toBeLessThanOrEqual(
        1e-9 * Math.max(spectrum[i]!, spectrum[0]! * 1e-5),
      );
      expect(Math.hypot(...vector)).toBeCloseTo(1, 12);
      expect(residual(matrix, 60, values[i]!, vector)).toBeLessThanOrEqual(
        Math.max(1e-9 * spectrum[i]!, 1e-12 * spectrum[0]!),
      );
    }
  });

  it('of any sums of squares are those of all of them', async () => {
    const sizes = fc.record({
      size: fc.integer({ min: 1, max: 40 }),
      columns: fc.integer({ min: 1, max: 60 }),
      seed: fc.integer({ min: 1, max: 1000 }),
    });
    await fc.assert(
      fc.asyncProperty(sizes, async ({ size, columns, seed }) => {
        const matrix = await gramMatrix(
          Float64Array.from({ length: size * columns }, normalNumbers(seed)),
          size,
          columns,
          pause,
        );
        const all = symmetricEigen(matrix, size);
        const { values } = await leadingEigenpairs(matrix, size, 3, pause);
        expect(values).toHaveLength(Math.min(3, size));
        for (const [i, value] of values.entries()) {
          expect(Math.abs(value - Math.max(0, all.values[i]!))).toBeLessThan(1e-9 * all.values[0]!);
        }
      }),
      { numRuns: 60 },
    );
  });
});
