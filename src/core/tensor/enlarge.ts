/** A map of one number per cell, row by row. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  /** [rows, columns] */
  readonly values: Float32Array;
}

/**
 * Enlarges a map by a whole factor, bilinear between cell centres and constant beyond the outermost ones
 * (torch `interpolate`, bilinear, align_corners=False). Numbers are interpolated, not colours.
 */
export function enlarge(grid: Grid, factor: number): Grid {
  const rows = grid.rows * factor;
  const columns = grid.columns * factor;
  const values = new Float32Array(rows * columns);
  const across = Array.from({ length: columns }, (_, column) => neighbours(column, factor, grid.columns));
  for (let row = 0; row < rows; row++) {
    const down = neighbours(row, factor, grid.rows);
    const upper = down.first * grid.columns;
    const lower = down.second * grid.columns;
    for (let column = 0; column < columns; column++) {
      const { first, second, share } = across[column]!;
      const above = lerp(grid.values[upper + first]!, grid.values[upper + second]!, share);
      const below = lerp(grid.values[lower + first]!, grid.values[lower + second]!, share);
      values[row * columns + column] = lerp(above, below, down.share);
    }
  }
  return { rows, columns, values };
}

function neighbours(
  position: number,
  factor: number,
  length: number,
): { first: number; second: number; share: number } {
  const source = Math.min(length - 1, Math.max(0, (position + 0.5) / factor - 0.5));
  const first = Math.floor(source);
  return { first, second: Math.min(length - 1, first + 1), share: source - first };
}

function lerp(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
