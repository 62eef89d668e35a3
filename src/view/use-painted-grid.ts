import { type RefObject, useLayoutEffect, useMemo } from 'react';
import { normLayersDone } from '../state/displayed.ts';
import { attentionMaps, normMap, tokenMap } from '../state/layer-maps.ts';
import { type BenchGeometry, columnX, gridWidthPx, LAYER_LABEL_PX } from './bench-geometry.ts';
import { type Cell, createCellPainter, fitCanvas } from './paint.ts';
import { useScopeState } from './scope-context.tsx';
import { useMapLook } from './use-map-look.ts';
import { useShownTrace } from './use-shown.ts';

/** Keeps the grid's canvas in step with the trace, the query and the look. */
export function usePaintedGrid(canvas: RefObject<HTMLCanvasElement | null>, geometry: BenchGeometry): void {
  const shown = useShownTrace();
  const look = useMapLook();
  const { scale, range, palette } = useScopeState((state) => state.requested.look);
  const normSite = useScopeState((state) => state.requested.normSite);
  const paint = useMemo(createCellPainter, []);
  // Before the frame that shows the rest of the answer, not after it.
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element || !shown) return;
    const { displayed, record } = shown;
    const { heads, depth, layout } = displayed.start;
    fitCanvas(
      element,
      gridWidthPx(heads, geometry, 2 + (look.combining?.columns.length ?? 0)) - LAYER_LABEL_PX,
      depth * geometry.rowPx,
    );
    const place = (layer: number, column: number) => ({
      x: columnX(column, heads, geometry),
      y: layer * geometry.rowPx,
    });
    const cells: Cell[] = attentionMaps(record, displayed, scale, range).flatMap(
      ({ layer, heads: maps, mean }) =>
        [...maps, mean].map((map, column) => ({ map, ...place(layer, column) })),
    );
    for (let layer = 0; layer < displayed.layersDone; layer++) {
      if (layer < normLayersDone(displayed, normSite)) {
        cells.push({ map: normMap(record, layer, look), ...place(layer, heads + 1) });
      }
      for (const [index, kind] of (look.combining?.columns ?? []).entries()) {
        const map = tokenMap(record, displayed, { layer, map: { kind } }, look);
        if (map) cells.push({ map, ...place(layer, heads + 2 + index) });
      }
    }
    const { cellWidthPx: widthPx, cellHeightPx: heightPx } = geometry;
    paint(element, cells, { rows: layout.rows, columns: layout.columns, widthPx, heightPx }, palette);
  }, [canvas, shown, geometry, look, scale, range, normSite, palette, paint]);
}
