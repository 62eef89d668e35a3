import { useEffect, useMemo, useRef } from 'react';
import { normLayersDone } from '../state/displayed.ts';
import { normMap } from '../state/layer-maps.ts';
import styles from './norm-maps.module.css';
import { createCellPainter, fitCanvas } from './paint.ts';
import { useScopeState } from './scope-context.tsx';
import { useShownTrace } from './use-shown.ts';

/** The norm map of every layer in one column, where the grid does not show them. */
export function NormMaps({ rowPx }: { rowPx: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useShownTrace();
  const { normScale, range, palette } = useScopeState((state) => state.requested.look);
  const site = useScopeState((state) => state.requested.normSite);
  const paint = useMemo(createCellPainter, []);
  const heightPx = rowPx - 4;
  useEffect(() => {
    const element = canvas.current;
    if (!element || !shown) return;
    const { displayed, record } = shown;
    const { layout, depth, frame } = displayed.start;
    const widthPx = Math.min(heightPx, Math.round((heightPx * frame.width) / frame.height));
    fitCanvas(element, heightPx, depth * rowPx);
    const cells = Array.from({ length: normLayersDone(displayed, site) }, (_, layer) => ({
      map: normMap(record, layer, { normScale, normSite: site, range }),
      x: 0,
      y: layer * rowPx,
    }));
    paint(
      element,
      cells,
      {
        rows: layout.rows,
        columns: layout.columns,
        widthPx,
        heightPx: (widthPx * frame.height) / frame.width,
      },
      palette,
    );
  }, [shown, normScale, range, site, palette, paint, rowPx, heightPx]);
  const depth = shown?.displayed.start.depth ?? 0;
  return (
    <canvas ref={canvas} className={styles.maps} style={{ inlineSize: heightPx, blockSize: depth * rowPx }} />
  );
}
