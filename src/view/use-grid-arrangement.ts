import { useMemo } from 'react';
import { columnGroups, gridColumns } from '../state/grid-columns.ts';
import type { MapPlace } from '../state/layer-maps.ts';
import { type BenchGeometry, gridHeadPx, gridWidthPx, zoomedGeometry } from './bench-geometry.ts';
import { arrangeLayers, type GridArrangement, type HeadRanking } from './grid-arrangement.ts';
import { useScopeState } from './scope-context.tsx';
import { useShownTrace } from './use-shown.ts';

/** The shape of the grid before the first model has said its own: the embedded one's. */
export const UNKNOWN_SHAPE = { depth: 6, heads: 6, frame: { width: 1, height: 1 } };

/** The grid as it is asked for. */
export interface ArrangedGrid {
  readonly arrangement: GridArrangement;
  /** Of the grid by layers while all of it is in view; through this window larger cells are looked at. */
  readonly fitWidthPx: number;
  readonly keeps: (place: MapPlace) => boolean;
}

const keepsAll = () => true;

/** Puts the maps in their order, at the size that is asked for. */
export function useGridArrangement(
  fit: BenchGeometry,
  ranking: HeadRanking | undefined,
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
): ArrangedGrid {
  const shown = useShownTrace();
  const { depth, heads, frame } = shown?.displayed.start ?? UNKNOWN_SHAPE;
  const aspect = frame.width / frame.height;
  const zoom = useScopeState((state) => state.requested.grid.zoom);
  const combined = useScopeState((state) => state.requested.combining.columns);
  const columns = useMemo(() => gridColumns(heads, combined), [heads, combined]);
  const ranked = ranking && ranking.trace === shown?.displayed.start.trace ? ranking : undefined;
  const byLayers = useMemo(() => {
    const geometry = zoomedGeometry(fit, zoom, aspect);
    const options = { layers: depth, geometry, headPx: gridHeadPx(fit) };
    return arrangeLayers(columns, columnGroups(columns), options);
  }, [depth, columns, fit, zoom, aspect]);
  const byRank = useMemo(
    () => ranked?.arrange?.({ widthPx, heightPx, aspect, zoom }),
    [ranked, widthPx, heightPx, aspect, zoom],
  );
  const fitWidthPx = gridWidthPx(columnGroups(columns), fit);
  return { arrangement: byRank ?? byLayers, fitWidthPx, keeps: ranked?.keeps ?? keepsAll };
}
