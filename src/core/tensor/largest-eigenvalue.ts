// Enough for the ratio that is wanted of it: the error falls by (λ₂ / λ₁)² an iteration.
const maxIterations = 200;
const tolerance = 1e-9;

/** The largest eigenvalue of a symmetric positive semidefinite matrix [size, size], by power iteration. */
export function largestEigenvalue(matrix: Float32Array, size: number): number {
  let vector = Float64Array.from({ length: size }, (_, i) => 1 + (i % 7) / 7);
  let eigenvalue = 0;
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const next = new Float64Array(size);
    for (let row = 0; row < size; row++) {
      let sum = 0;
      for (let column = 0; column < size; column++) sum += matrix[row * size + column]! * vector[column]!;
      next[row] = sum;
    }
    const length = Math.hypot(...next);
    if (length === 0) return 0;
    vector = next.map((value) => value / length);
    if (Math.abs(length - eigenvalue) <= tolerance * length) return length;
    eigenvalue = length;
  }
  return eigenvalue;
}
