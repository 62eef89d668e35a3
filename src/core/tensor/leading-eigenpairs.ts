import { type Pause, PRODUCTS_PER_PAUSE } from './gram.ts';
import { normalNumbers } from './random-numbers.ts';
import { type EigenPairs, symmetricEigen } from './symmetric-eigen.ts';

/** Vectors beyond those that are wanted: the further away the first one left out, the faster it converges. */
const extraVectors = 13;
/** ‖A v − λ v‖ of a converged pair, over its λ; where λ is nothing beside the largest, over that one. */
const tolerance = 1e-10;
const toleranceOfLargest = 1e-14;
const maxRounds = 100;
/** More growth of the largest against the smallest of the wanted vectors would cost these their digits: log 10⁸. */
const mostGrowth = 18;
const highestDegree = 16;

/**
 * The largest eigenvalues of a symmetric positive semidefinite matrix [size, size] and their eigenvectors, by subspace
 * iteration with Chebyshev's polynomials as the filter (Saad 2011, Numerical Methods for Large Eigenvalue Problems,
 * section 5.3). Throws where a residual stays above 10⁻¹⁰ of its eigenvalue.
 */
export async function leadingEigenpairs(
  matrix: Float64Array,
  size: number,
  count: number,
  pause: Pause,
): Promise<EigenPairs> {
  const block = Math.min(size, count + extraVectors);
  const noise = normalNumbers(1);
  let basis = Float64Array.from({ length: block * size }, noise);
  orthonormalise(basis, block, size);
  for (let round = 0; round < maxRounds; round++) {
    const image = multiply(matrix, basis, block, size);
    const { values, vectors } = symmetricEigen(rowProducts(basis, image, block, size), block);
    basis = combine(vectors, basis, block, size);
    const imageOfBasis = combine(vectors, image, block, size);
    if (hasConverged(values, basis, imageOfBasis, { count: Math.min(count, size), size })) {
      const kept = Math.min(count, size);
      return {
        values: values.slice(0, kept).map((value) => Math.max(0, value)),
        vectors: basis.slice(0, kept * size),
      };
    }
    basis = await filter(matrix, basis, imageOfBasis, { values, block, size, pause });
    orthonormalise(basis, block, size);
  }
  throw new Error(`The ${count} largest eigenvalues of a matrix of ${size} × ${size} did not converge.`);
}

function hasConverged(
  values: Float64Array,
  vectors: Float64Array,
  images: Float64Array,
  { count, size }: { count: number; size: number },
): boolean {
  const floor = toleranceOfLargest * Math.sqrt(size) * Math.max(0, values[0] ?? 0);
  for (let pair = 0; pair < count; pair++) {
    const value = values[pair]!;
    let residual = 0;
    for (let i = pair * size; i < (pair + 1) * size; i++) residual += (images[i]! - value * vectors[i]!) ** 2;
    if (Math.sqrt(residual) > Math.max(tolerance * value, floor)) return false;
  }
  return true;
}

/** Makes what lies between 0 and the block's smallest eigenvalue small, beside what lies above. */
async function filter(
  matrix: Float64Array,
  basis: Float64Array,
  image: Float64Array,
  { values, block, size, pause }: { values: Float64Array; block: number; size: number; pause: Pause },
): Promise<Float64Array<ArrayBuffer>> {
  const largest = values[0]!;
  const half = values[block - 1]! / 2;
  const grows = half > 1e-12 * largest ? Math.acosh(Math.max(1.0001, largest / half - 1)) : mostGrowth;
  const degree = Math.min(highestDegree, Math.max(1, Math.floor(mostGrowth / grows)));
  if (degree === 1) return image.slice();
  let before = basis.slice();
  let now = image.map((value, i) => value / half - basis[i]!);
  let products = 0;
  for (let step = 1; step < degree; step++) {
    products += block * size * size;
    if (products > PRODUCTS_PER_PAUSE) {
      products = 0;
      await pause();
    }
    const next = multiply(matrix, now, block, size);
    for (let i = 0; i < next.length; i++) next[i] = 2 * (next[i]! / half - now[i]!) - before[i]!;
    [before, now] = [now, next];
  }
  return now;
}

/** Each row of `vectors` multiplied by the matrix [block, size]. */
function multiply(
  matrix: Float64Array,
  vectors: Float64Array,
  block: number,
  size: number,
): Float64Array<ArrayBuffer> {
  const image = new Float64Array(block * size);
  for (let row = 0; row < size; row++) {
    const a = row * size;
    for (let vector = 0; vector < block; vector += 2) {
      const x = vector * size;
      const y = Math.min(vector + 1, block - 1) * size;
      let [first, second] = [0, 0];
      for (let i = 0; i < size; i++) {
        first += matrix[a + i]! * vectors[x + i]!;
        second += matrix[a + i]! * vectors[y + i]!;
      }
      image[x + row] = first;
      image[y + row] = second;
    }
  }
  return image;
}

/** The dot products of the rows of two blocks [block, block], made symmetric. */
function rowProducts(a: Float64Array, b: Float64Array, block: number, size: number): Float64Array {
  const products = new Float64Array(block * block);
  for (let i = 0; i < block; i++) {
    for (let j = 0; j < block; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += a[i * size + k]! * b[j * size + k]!;
      products[i * block + j] = products[i * block + j]! + sum / 2;
      products[j * block + i] = products[j * block + i]! + sum / 2;
    }
  }
  return products;
}

/** Rows that are sums of a block's rows with the coefficients [block, block]. */
function combine(
  coefficients: Float64Array,
  rows: Float64Array,
  block: number,
  size: number,
): Float64Array<ArrayBuffer> {
  const combined = new Float64Array(block * size);
  for (let i = 0; i < block; i++) {
    for (let j = 0; j < block; j++) {
      const factor = coefficients[i * block + j]!;
      for (let k = 0; k < size; k++)
        combined[i * size + k] = combined[i * size + k]! + factor * rows[j * size + k]!;
    }
  }
  return combined;
}

/** Gram and Schmidt's, twice, which is enough; a row that depends on those before it becomes another one. */
function orthonormalise(rows: Float64Array, block: number, size: number): void {
  for (let row = 0; row < block; row++) {
    const own = rows.subarray(row * size, (row + 1) * size);
    const begin = Math.hypot(...own);
    for (let pass = 0; pass < 2; pass++) subtractProjections(rows, row, size);
    const length = Math.hypot(...own);
    if (!(length > 1e-14 * begin) || length === 0) {
      const noise = normalNumbers(row + 2);
      for (let i = 0; i < size; i++) own[i] = noise();
      for (let pass = 0; pass < 3; pass++) subtractProjections(rows, row, size);
    }
    const factor = 1 / Math.hypot(...own);
    for (let i = 0; i < size; i++) own[i] = own[i]! * factor;
  }
}

function subtractProjections(rows: Float64Array, row: number, size: number): void {
  const own = row * size;
  for (let other = 0; other < own; other += size) {
    let product = 0;
    for (let i = 0; i < size; i++) product += rows[own + i]! * rows[other + i]!;
    for (let i = 0; i < size; i++) rows[own + i] = rows[own + i]! - product * rows[other + i]!;
  }
}
