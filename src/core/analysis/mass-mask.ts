/**
 * The patches that hold a share of a map's mass, the largest values first: 1 in the mask, else 0. As
 * visualize_attention.py of facebookresearch/dino does it, a patch is kept where the cumulated mass of the ascending
 * values exceeds 1 − share. A map without mass keeps nothing.
 */
export function massMask(values: Float32Array, share: number): Uint8Array {
  const mask = new Uint8Array(values.length);
  const total = values.reduce((sum, value) => sum + value, 0);
  if (!(total > 0)) return mask;
  const ascending = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  let below = 0;
  for (const patch of ascending) {
    below += values[patch]! / total;
    if (below > 1 - share) mask[patch] = 1;
  }
  return mask;
}

/**
 * The outline of a mask [rows · columns] as an SVG path in patches: each side between a kept patch and one that is not,
 * joined along rows and columns.
 */
export function maskOutline(mask: Uint8Array, rows: number, columns: number): string {
  const at = (row: number, column: number) =>
    row >= 0 && row < rows && column >= 0 && column < columns ? mask[row * columns + column]! : 0;
  const lines: string[] = [];
  const trace = (
    sides: number,
    steps: number,
    isSide: (side: number, step: number) => boolean,
    line: Line,
  ) => {
    for (let side = 0; side <= sides; side++) {
      for (let step = 0; step < steps; step++) {
        if (!isSide(side, step)) continue;
        const begin = step;
        while (step + 1 < steps && isSide(side, step + 1)) step++;
        lines.push(line(side, begin, step + 1));
      }
    }
  };
  trace(
    rows,
    columns,
    (row, column) => at(row - 1, column) !== at(row, column),
    (row, from, to) => `M${from} ${row}H${to}`,
  );
  trace(
    columns,
    rows,
    (column, row) => at(row, column - 1) !== at(row, column),
    (column, from, to) => `M${column} ${from}V${to}`,
  );
  return lines.join('');
}

type Line = (side: number, from: number, to: number) => string;
