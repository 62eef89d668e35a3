/** The space for the grid and the norms, and what has to fit into it. Lengths in CSS pixels. */
export interface BenchSpace {
  readonly widthPx: number;
  /** Undefined where the page scrolls. */
  readonly heightPx: number | undefined;
  readonly layers: number;
  readonly heads: number;
  /** Width over height of the frame. */
  readonly aspect: number;
}

/** Sizes that the grid and the norms share, so that their rows line up. */
export interface BenchGeometry {
  readonly cellWidthPx: number;
  readonly cellHeightPx: number;
  /** From one row to the next. */
  readonly rowPx: number;
  /** From one column to the next. */
  readonly columnPx: number;
}

export const CELL_GAP_PX = 4;
/** The layer's number before each row. */
export const LAYER_LABEL_PX = 26;
/** Before the mean of the heads, and before the norms. */
export const GROUP_GAP_PX = 10;

const LARGEST_CELL_PX = 88;
const SMALLEST_CELL_PX = 18;

/** The largest cells with which all layers and heads fit; cells never get smaller than a finger's trace. */
export function benchGeometry({ widthPx, heightPx, layers, heads, aspect }: BenchSpace): BenchGeometry {
  const columns = heads + 2;
  const byWidth = (widthPx - LAYER_LABEL_PX - 2 * GROUP_GAP_PX) / columns - CELL_GAP_PX;
  const byHeight = heightPx === undefined ? LARGEST_CELL_PX : heightPx / layers - CELL_GAP_PX;
  const longest = Math.max(1, aspect);
  const cellHeight = Math.min(byHeight, byWidth / aspect, LARGEST_CELL_PX / longest);
  const cellHeightPx = Math.floor(Math.max(cellHeight, SMALLEST_CELL_PX / Math.max(1, aspect)));
  const cellWidthPx = Math.floor(cellHeightPx * aspect);
  return {
    cellWidthPx,
    cellHeightPx,
    rowPx: cellHeightPx + CELL_GAP_PX,
    columnPx: cellWidthPx + CELL_GAP_PX,
  };
}

/** Left edge of a column of the grid: the heads, their mean, the norms. */
export function columnX(column: number, heads: number, { columnPx }: BenchGeometry): number {
  return column * columnPx + Math.max(0, column - heads + 1) * GROUP_GAP_PX;
}

/** Width of the whole grid with the layers' numbers. */
export function gridWidthPx(heads: number, geometry: BenchGeometry): number {
  return LAYER_LABEL_PX + columnX(heads + 1, heads, geometry) + geometry.cellWidthPx;
}
