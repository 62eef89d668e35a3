/** The space for the grid and the norms, and what has to fit into it. Lengths in CSS pixels. */
export interface BenchSpace {
  readonly widthPx: number;
  /** Undefined where the page scrolls. */
  readonly heightPx: number | undefined;
  readonly layers: number;
  readonly heads: number;
  /** Columns after the heads; absent: the mean and the norms. */
  readonly extra?: number;
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

/** The layer's number before each row. */
export const LAYER_LABEL_PX = 26;
/** Before the mean of the heads, and before the norms. */
const GROUP_GAP_PX = 10;

const GAP_PX = 4;
const TIGHT_GAP_PX = 2;
/** Below this, gaps would take too much. */
const TIGHT_CELL_PX = 26;
const LARGEST_CELL_PX = 88;
const SMALLEST_CELL_PX = 18;

/** The largest cells with which all layers and heads fit; cells never get smaller than a finger's trace. */
export function benchGeometry(space: BenchSpace): BenchGeometry {
  const roomy = geometryWithGap(space, GAP_PX);
  return roomy.cellHeightPx < TIGHT_CELL_PX ? geometryWithGap(space, TIGHT_GAP_PX) : roomy;
}

function geometryWithGap(space: BenchSpace, gapPx: number): BenchGeometry {
  const { widthPx, heightPx, layers, heads, extra = 2, aspect } = space;
  const byWidth = (widthPx - LAYER_LABEL_PX - extra * GROUP_GAP_PX) / (heads + extra) - gapPx;
  const byHeight = heightPx === undefined ? LARGEST_CELL_PX : heightPx / layers - gapPx;
  const cellHeight = Math.min(byHeight, byWidth / aspect, LARGEST_CELL_PX / Math.max(1, aspect));
  const cellHeightPx = Math.floor(Math.max(cellHeight, SMALLEST_CELL_PX / Math.max(1, aspect)));
  const cellWidthPx = Math.floor(cellHeightPx * aspect);
  return { cellWidthPx, cellHeightPx, rowPx: cellHeightPx + gapPx, columnPx: cellWidthPx + gapPx };
}

/** Left edge of a column of the grid: the heads, their mean, the norms. */
export function columnX(column: number, heads: number, { columnPx }: BenchGeometry): number {
  return column * columnPx + Math.max(0, column - heads + 1) * GROUP_GAP_PX;
}

/** Width of the whole grid with the layers' numbers. */
export function gridWidthPx(heads: number, geometry: BenchGeometry, extra = 2): number {
  return LAYER_LABEL_PX + columnX(heads + extra - 1, heads, geometry) + geometry.cellWidthPx;
}
