/** Where the small maps of a strip lie, in CSS pixels. */
export interface StripGeometry {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Of the whole strip, with the numbers below the cells. */
  readonly blockPx: number;
  cell(index: number): { readonly x: number; readonly y: number };
}

const GAP_PX = 3;
const NUMBER_PX = 13;
const LARGEST_CELL_PX = 46;
/** Narrower ones go on in another row. */
const SMALLEST_CELL_PX = 15;

/** Lays `count` maps of an aspect (width over height) into a width: in one row while they are wide enough. */
export function stripGeometry(count: number, availablePx: number, aspect: number): StripGeometry {
  const fits = (columns: number) => Math.floor((availablePx - (columns - 1) * GAP_PX) / columns);
  let columns = Math.max(1, count);
  while (columns > 1 && fits(columns) < SMALLEST_CELL_PX) columns = Math.ceil(columns / 2);
  const widthPx = Math.max(4, Math.min(fits(columns), Math.round(LARGEST_CELL_PX * Math.max(1, aspect))));
  const heightPx = Math.max(4, Math.round(widthPx / aspect));
  const rows = Math.ceil(count / columns);
  const rowPx = heightPx + NUMBER_PX + 2;
  return {
    widthPx,
    heightPx,
    blockPx: Math.max(1, rows) * rowPx,
    cell: (index) => ({
      x: (index % columns) * (widthPx + GAP_PX),
      y: Math.floor(index / columns) * rowPx,
    }),
  };
}
