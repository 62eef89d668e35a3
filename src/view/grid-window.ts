import { LAYER_LABEL_PX } from './bench-geometry.ts';
import type { GridArrangement, GridPosition } from './grid-arrangement.ts';

/** What is scrolled into view, in CSS pixels of the content below the head of the grid. */
export interface GridView {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Rows and columns that are drawn; the ends are not included. */
export interface GridWindow {
  readonly firstRow: number;
  readonly endRow: number;
  readonly firstColumn: number;
  readonly endColumn: number;
}

/** The visible cells and one more on every side, so that a short scroll shows no gap. */
export function gridWindow({ rows, lefts, geometry }: GridArrangement, view: GridView): GridWindow {
  const { rowPx, cellWidthPx } = geometry;
  const right = view.leftPx + view.widthPx;
  const firstColumn = lefts.findIndex((left) => left + cellWidthPx > view.leftPx);
  const endColumn = lefts.filter((left) => left < right).length;
  return {
    firstRow: Math.max(0, Math.floor(view.topPx / rowPx) - 1),
    endRow: Math.max(0, Math.min(rows, Math.ceil((view.topPx + view.heightPx) / rowPx) + 1)),
    firstColumn: firstColumn < 0 ? lefts.length : Math.max(0, firstColumn - 1),
    endColumn: Math.min(lefts.length, endColumn + 1),
  };
}

/** Whether both hold the same cells. */
export function sameWindow(one: GridWindow, other: GridWindow): boolean {
  return (
    one.firstRow === other.firstRow &&
    one.endRow === other.endRow &&
    one.firstColumn === other.firstColumn &&
    one.endColumn === other.endColumn
  );
}

/** The nearest scroll position that shows a cell whole, beside the layers' numbers. */
export function scrollTo(
  { kind, lefts, geometry }: GridArrangement,
  { row, column }: GridPosition,
  view: GridView,
): { leftPx: number; topPx: number } {
  const label = kind === 'layers' ? LAYER_LABEL_PX : 0;
  const left = lefts[column]!;
  const top = row * geometry.rowPx;
  return {
    leftPx: nearest(view.leftPx, left - label, left + geometry.cellWidthPx - view.widthPx),
    topPx: nearest(view.topPx, top, top + geometry.rowPx - view.heightPx),
  };
}

function nearest(now: number, most: number, least: number): number {
  return Math.max(0, Math.min(most, Math.max(least, now)));
}
