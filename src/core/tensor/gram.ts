/** Lets other work of the thread go first; awaited every few dozen milliseconds of a long computation. */
export type Pause = () => Promise<void>;

/** Products between two pauses: some 30 ms. */
export const PRODUCTS_PER_PAUSE = 2e7;

/** The dot products of all rows of a matrix with each other: A Aᵀ [rows, rows] of A [rows, columns]. */
export async function gramMatrix(
  matrix: Float64Array,
  rows: number,
  columns: number,
  pause: Pause,
): Promise<Float64Array> {
  const gram = new Float64Array(rows * rows);
  const set = (row: number, column: number, value: number) => {
    gram[row * rows + column] = value;
    gram[column * rows + row] = value;
  };
  let products = 0;
  // Two by two: each number that is read serves two products.
  for (let row = 0; row < rows; row += 2) {
    products += 2 * (rows - row) * columns;
    if (products > PRODUCTS_PER_PAUSE) {
      products = 0;
      await pause();
    }
    const a = row * columns;
    const b = Math.min(row + 1, rows - 1) * columns;
    for (let column = row; column < rows; column += 2) {
      const c = column * columns;
      const d = Math.min(column + 1, rows - 1) * columns;
      let [ac, ad, bc, bd] = [0, 0, 0, 0];
      for (let i = 0; i < columns; i++) {
        const left = matrix[a + i]!;
        const right = matrix[b + i]!;
        const upper = matrix[c + i]!;
        const lower = matrix[d + i]!;
        ac += left * upper;
        ad += left * lower;
        bc += right * upper;
        bd += right * lower;
      }
      set(row, column, ac);
      if (column + 1 < rows) set(row, column + 1, ad);
      if (row + 1 < rows) set(row + 1, column, bc);
      if (row + 1 < rows && column + 1 < rows) set(row + 1, column + 1, bd);
    }
  }
  return gram;
}
