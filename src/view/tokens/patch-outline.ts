import { patchCount, prefixCount, type TokenLayout } from '../../core/vit/token-layout.ts';

/** A straight stretch of a border, one unit a patch. */
export interface BorderLine {
  readonly x: number;
  readonly y: number;
  /** One of them is 0. */
  readonly width: number;
  readonly height: number;
}

/** The border of a set of patches as an SVG path, one unit a patch; the patches are token indices. */
export function patchOutline(layout: TokenLayout, tokens: readonly number[]): string {
  return patchBorder(layout, tokens)
    .map(({ x, y, width, height }) => `M${x} ${y}${height === 0 ? `h${width}` : `v${height}`}`)
    .join('');
}

/** The border of a set of patches; the patches are token indices. */
export function patchBorder(layout: TokenLayout, tokens: readonly number[]): BorderLine[] {
  const { rows, columns } = layout;
  const inside = new Uint8Array(patchCount(layout));
  for (const token of tokens) inside[token - prefixCount(layout)] = 1;
  const at = (row: number, column: number) =>
    row >= 0 && row < rows && column >= 0 && column < columns ? inside[row * columns + column] : 0;
  const horizontal = runs(rows + 1, columns, (row, column) => at(row - 1, column) !== at(row, column));
  const vertical = runs(columns + 1, rows, (column, row) => at(row, column - 1) !== at(row, column));
  return [
    ...horizontal.map(({ line, from, length }) => ({ x: from, y: line, width: length, height: 0 })),
    ...vertical.map(({ line, from, length }) => ({ x: line, y: from, width: 0, height: length })),
  ];
}

/** The stretches of each line along which there is a border. */
function runs(lines: number, steps: number, isBorder: (line: number, step: number) => boolean) {
  const found: { line: number; from: number; length: number }[] = [];
  for (let line = 0; line < lines; line++) {
    for (let step = 0; step < steps; step++) {
      if (!isBorder(line, step)) continue;
      const from = step;
      while (step + 1 < steps && isBorder(line, step + 1)) step++;
      found.push({ line, from, length: step + 1 - from });
    }
  }
  return found;
}
