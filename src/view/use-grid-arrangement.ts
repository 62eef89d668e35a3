import { useMemo } from 'react';
import { columnGroups, gridColumns } from '../state/grid-columns.ts';
import type { MapPlace } from '../state/layer-maps.ts';
import type { HeadFilter } from '../state/requested.ts';
import { type BenchGeometry, gridHeadPx, gridWidthPx, zoomedGeometry } from './bench-geometry.ts';
import { arrangeLayers, type GridArrangement } from './grid-arrangement.ts';
import { useScopeState } from './scope-context.tsx';
import { useMeasuredHeads, useRankingCode } from './use-measured-heads.ts';
import { useShownTrace } from './use-shown.ts';

/** The shape of the grid before the first model has said its own: the embedded one's. */
export const UNKNOWN_SHAPE = { depth: 6, heads: 6, frame: { width: 1, height: 1 } };

/** The grid as it is asked for. */
export interface ArrangedGrid {
  readonly arrangement: GridArrangement;
  /** Of the grid by layers while all of it is in view; through this window larger cells are looked at. */
  readonly fitWidthPx: number;
  readonly filter: HeadFilter | undefined;
  /** Whether the filter keeps a map; it keeps all that are not a head's. */
  readonly keeps: (place: MapPlace) => boolean;
}

const keepsAll = () => true;

/** Puts the maps in their order, at the size that is asked for. */
export function useGridArrangement(
  fit: BenchGeometry,
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
): ArrangedGrid {
  const shown = useShownTrace();
  const { depth, heads, frame } = shown?.displayed.start ?? UNKNOWN_SHAPE;
  const aspect = frame.width / frame.height;
  const { order, highestFirst, filter, zoom } = useScopeState((state) => state.requested.grid);
  const ranked = useValues(order === 'layers' ? undefined : order);
  const filtered = useValues(filter?.measure);
  const code = useRankingCode(order !== 'layers' || filter !== undefined);
  const kept = useMemo(() => filter && filtered && code?.keep(filtered, filter), [code, filter, filtered]);
  const keeps = useMemo(() => {
    if (kept === undefined) return keepsAll;
    return ({ layer, map }: MapPlace) => map.kind !== 'head' || kept[layer * heads + map.head] !== 0;
  }, [kept, heads]);
  const byLayers = useMemo(() => {
    const columns = gridColumns(heads);
    const geometry = zoomedGeometry(fit, zoom, aspect);
    return arrangeLayers(columns, columnGroups(columns), {
      layers: depth,
      geometry,
      headPx: gridHeadPx(fit),
    });
  }, [depth, heads, fit, zoom, aspect]);
  const isHiding = filter?.others === 'hidden';
  const byRank = useMemo(() => {
    if (ranked === undefined) return undefined;
    return code?.arrange({
      values: ranked,
      highestFirst,
      listed: isHiding ? kept : undefined,
      heads,
      space: { widthPx, heightPx, aspect },
      zoom,
    });
  }, [code, ranked, highestFirst, isHiding, kept, heads, widthPx, heightPx, aspect, zoom]);
  const fitWidthPx = gridWidthPx(columnGroups(gridColumns(heads)), fit);
  return { arrangement: byRank ?? byLayers, fitWidthPx, filter, keeps };
}

function useValues(measure: Parameters<typeof useMeasuredHeads>[0]): Float32Array | undefined {
  const measured = useMeasuredHeads(measure);
  return measured?.kind === 'values' ? measured.values : undefined;
}
