import { type RefObject, useLayoutEffect, useMemo } from 'react';
import { createMapReader } from '../state/layer-maps.ts';
import type { GridArrangement, GridPlace } from './grid-arrangement.ts';
import type { GridWindow } from './grid-window.ts';
import { type Cell, createCellPainter, fitCanvas } from './paint.ts';
import { useScopeState } from './scope-context.tsx';
import { useMapLook } from './use-map-look.ts';
import { useShownTrace } from './use-shown.ts';

/** Which maps are painted. */
export interface PaintedCells {
  readonly arrangement: GridArrangement;
  readonly window: GridWindow;
  readonly shows: (place: GridPlace) => boolean;
}

/** Where the canvas with the drawn cells lies, in CSS pixels. */
export function canvasBox({ lefts, geometry }: GridArrangement, drawn: GridWindow) {
  const { firstRow, endRow, firstColumn, endColumn } = drawn;
  const left = lefts[firstColumn] ?? 0;
  const right = endColumn > firstColumn ? lefts[endColumn - 1]! + geometry.cellWidthPx : left;
  return {
    leftPx: left,
    topPx: firstRow * geometry.rowPx,
    widthPx: right - left,
    heightPx: (endRow - firstRow) * geometry.rowPx,
  };
}

/** Keeps the canvas of the drawn cells in step with the trace, the query and the look. */
export function usePaintedGrid(
  canvas: RefObject<HTMLCanvasElement | null>,
  { arrangement, window, shows }: PaintedCells,
): void {
  const shown = useShownTrace();
  const look = useMapLook();
  const palette = useScopeState((state) => state.requested.look.palette);
  const paint = useMemo(createCellPainter, []);
  // Before the frame that shows the rest of the answer, not after it.
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element || !shown) return;
    const { displayed, record } = shown;
    const { rows, columns } = displayed.start.layout;
    const box = canvasBox(arrangement, window);
    fitCanvas(element, box.widthPx, box.heightPx);
    const read = createMapReader(record, displayed, look);
    const cells: Cell[] = [];
    for (let row = window.firstRow; row < window.endRow; row++) {
      for (let column = window.firstColumn; column < window.endColumn; column++) {
        const place = arrangement.place({ row, column });
        const map = place && shows(place) ? read(place) : undefined;
        const x = arrangement.lefts[column]! - box.leftPx;
        if (map) cells.push({ map, x, y: row * arrangement.geometry.rowPx - box.topPx });
      }
    }
    const { cellWidthPx: widthPx, cellHeightPx: heightPx } = arrangement.geometry;
    paint(element, cells, { rows, columns, widthPx, heightPx }, palette);
  }, [canvas, shown, arrangement, window, shows, look, palette, paint]);
}
