/** The space for the grid and the norms, and what has to fit into it. Lengths in CSS pixels. */
export interface BenchSpace {
  readonly widthPx: number;
  /** Undefined where the page scrolls. */
  readonly heightPx: number | undefined;
  readonly layers: number;
  /** Columns that stand together, from left to right: the heads, what combines them, the norms. */
  readonly groups: readonly number[];
  /** Width over height of the frame. */
  readonly aspect: number;
}

/** Sizes of cells. */
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
/** Before each group of columns but the first. */
const GROUP_GAP_PX = 10;

const GAPS_PX = [4, 2, 1];
/** Below these, a gap would take too much. */
const LEAST_CELLS_PX = [26, 14, 0];
/** The names of the columns above the cells, where there is room for a word and where words stand upright. */
const HEAD_PX = { wide: 24, narrow: 38 };
/** A column for a word. */
export const WORD_PX = 30;
const LARGEST_FIT_PX = 88;
const LARGEST_CELL_PX = 224;
/** Of an overview beside the stage, and on a page that scrolls, where fingers point. */
const SMALLEST_CELL_PX = { overview: 9, page: 18 };
/** With less, the norms of a layer have no room for their numbers. */
const LEAST_NORM_ROW_PX = 18;

/** The largest cells with which all layers and columns fit, as far as they can be told apart. */
export function benchGeometry(space: BenchSpace): BenchGeometry {
  const tries = GAPS_PX.map((gapPx) => fitWithGap(space, gapPx));
  return tries.find(({ cellHeightPx }, at) => cellHeightPx >= LEAST_CELLS_PX[at]!) ?? tries.at(-1)!;
}

/** The largest cells with which all layers fit into a height together with the names of the columns. */
export function fittingGeometry(
  space: Omit<BenchSpace, 'heightPx'>,
  heightPx: number | undefined,
): BenchGeometry {
  if (heightPx === undefined) return benchGeometry({ ...space, heightPx });
  const wide = benchGeometry({ ...space, heightPx: heightPx - HEAD_PX.wide });
  if (gridHeadPx(wide) === HEAD_PX.wide) return wide;
  return benchGeometry({ ...space, heightPx: heightPx - HEAD_PX.narrow });
}

function fitWithGap(space: BenchSpace, gapPx: number): BenchGeometry {
  const { widthPx, heightPx, layers, groups, aspect } = space;
  const columns = groups.reduce((sum, size) => sum + size, 0);
  const byWidth = (widthPx - LAYER_LABEL_PX - (groups.length - 1) * GROUP_GAP_PX) / columns - gapPx;
  const byHeight = heightPx === undefined ? LARGEST_FIT_PX : heightPx / layers - gapPx;
  const wide = Math.max(1, aspect);
  const smallest = SMALLEST_CELL_PX[heightPx === undefined ? 'page' : 'overview'];
  return cells(Math.max(Math.min(byHeight, byWidth / aspect, LARGEST_FIT_PX / wide), smallest / wide), {
    aspect,
    gapPx,
  });
}

/** Cells so many times as large, up to a limit. */
export function zoomedGeometry(fit: BenchGeometry, zoom: number, aspect: number): BenchGeometry {
  if (zoom === 1) return fit;
  const heightPx = Math.min(fit.cellHeightPx * zoom, LARGEST_CELL_PX);
  return cells(heightPx, { aspect, gapPx: GAPS_PX.find((_, at) => heightPx >= LEAST_CELLS_PX[at]!)! });
}

/** How many times as large the cells can become. */
export function largestZoom(fit: BenchGeometry): number {
  return Math.max(1, LARGEST_CELL_PX / fit.cellHeightPx);
}

/** Height of the names of the columns, the same at every zoom. */
export function gridHeadPx(fit: BenchGeometry): number {
  return fit.cellWidthPx < WORD_PX ? HEAD_PX.narrow : HEAD_PX.wide;
}

/** Height of the whole grid with the names of its columns. */
export function gridHeightPx(fit: BenchGeometry, layers: number): number {
  return gridHeadPx(fit) + layers * fit.rowPx;
}

/** The norms' rows line up with the grid's, unless these are too low for numbers. */
export function normGeometry(fit: BenchGeometry): BenchGeometry {
  return fit.rowPx >= LEAST_NORM_ROW_PX ? fit : { ...fit, rowPx: LEAST_NORM_ROW_PX };
}

/** Left edges of the grid's columns. */
export function columnLefts(groups: readonly number[], { columnPx }: BenchGeometry): number[] {
  return groups.flatMap((size, group) => {
    const before = groups.slice(0, group).reduce((sum, each) => sum + each, 0);
    return Array.from(
      { length: size },
      (_, column) => LAYER_LABEL_PX + (before + column) * columnPx + group * GROUP_GAP_PX,
    );
  });
}

/** Width of the whole grid with the layers' numbers. */
export function gridWidthPx(groups: readonly number[], geometry: BenchGeometry): number {
  return (columnLefts(groups, geometry).at(-1) ?? LAYER_LABEL_PX) + geometry.cellWidthPx;
}

function cells(heightPx: number, { aspect, gapPx }: { aspect: number; gapPx: number }): BenchGeometry {
  const cellHeightPx = Math.floor(heightPx);
  const cellWidthPx = Math.max(1, Math.floor(cellHeightPx * aspect));
  return { cellWidthPx, cellHeightPx, rowPx: cellHeightPx + gapPx, columnPx: cellWidthPx + gapPx };
}
