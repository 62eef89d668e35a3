/** Eigenvalues in descending order, and the eigenvectors as rows [count, size]. */
export interface EigenPairs {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

const maxSweeps = 60;

/** All eigenpairs of a small symmetric matrix [size, size], by Jacobi's rotations (Golub & Van Loan, section 8.5). */
export function symmetricEigen(matrix: Float64Array, size: number): EigenPairs {
  const a = matrix.slice();
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    let rotated = false;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) rotated = annihilate(a, vectors, size, p, q) || rotated;
    }
    if (!rotated) break;
  }
  const order = Array.from({ length: size }, (_, i) => i).sort((i, j) => a[j * size + j]! - a[i * size + i]!);
  return {
    values: Float64Array.from(order, (i) => a[i * size + i]!),
    vectors: Float64Array.from({ length: size * size }, (_, at) => {
      const row = order[Math.floor(at / size)]!;
      return vectors[row * size + (at % size)]!;
    }),
  };
}

/** Turns rows and columns p and q until a[p, q] is 0; false where it is already, beside the diagonal. */
function annihilate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): boolean {
  const off = a[p * size + q]!;
  const pp = a[p * size + p]!;
  const qq = a[q * size + q]!;
  if (Math.abs(off) <= Number.EPSILON * Math.sqrt(Math.abs(pp * qq)) || off === 0) return false;
  const theta = (qq - pp) / (2 * off);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q, c, s);
  for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k, c, s);
  for (let k = 0; k < size; k++) turn(vectors, p * size + k, q * size + k, c, s);
  return true;
}

function turn(a: Float64Array, p: number, q: number, c: number, s: number): void {
  const x = a[p]!;
  const y = a[q]!;
  a[p] = c * x - s * y;
  a[q] = s * x + c * y;
}
