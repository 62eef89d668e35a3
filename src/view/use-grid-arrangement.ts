import { useMemo } from 'react';
import { keptHeads, rankHeads } from '../core/analysis/ranked-heads.ts';
import { columnGroups, gridColumns } from '../state/grid-columns.ts';
import type { MapPlace } from '../state/layer-maps.ts';
import type { HeadFilter } from '../state/requested.ts';
import { type BenchGeometry, rankedGeometry, zoomedGeometry } from './bench-geometry.ts';
import { arrangeLayers, arrangeRanked, type GridArrangement } from './grid-arrangement.ts';
import { useScopeState } from './scope-context.tsx';
import { useMeasuredHeads } from './use-measured-heads.ts';
import { useShownTrace } from './use-shown.ts';

/** The shape of the grid before the first model has said its own: the embedded one's. */
export const UNKNOWN_SHAPE = { depth: 6, heads: 6, frame: { width: 1, height: 1 } };

/** The grid as it is asked for. */
export interface ArrangedGrid {
  readonly arrangement: GridArrangement;
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
  const kept = useMemo(() => filter && filtered && keptHeads(filtered, filter), [filter, filtered]);
  const keeps = useMemo(() => {
    if (kept === undefined) return keepsAll;
    return ({ layer, map }: MapPlace) => map.kind !== 'head' || kept[layer * heads + map.head] !== 0;
  }, [kept, heads]);
  const byLayers = useMemo(() => {
    const columns = gridColumns(heads);
    const geometry = zoomedGeometry(fit, zoom, aspect);
    return arrangeLayers(columns, columnGroups(columns), { layers: depth, geometry });
  }, [depth, heads, fit, zoom, aspect]);
  const byRank = useMemo(() => {
    if (ranked === undefined) return undefined;
    const isHiding = filter?.others === 'hidden' && kept !== undefined;
    const all = rankHeads(ranked, highestFirst);
    const list = isHiding ? all.filter((head) => kept[head] !== 0) : all;
    const smallest = rankedGeometry(ranked.length, { widthPx, heightPx, aspect });
    const geometry = zoomedGeometry(smallest, zoom, aspect);
    return arrangeRanked({ order: list, values: ranked, heads }, { geometry, widthPx });
  }, [ranked, highestFirst, filter?.others, kept, widthPx, heightPx, aspect, zoom, heads]);
  return { arrangement: byRank ?? byLayers, filter, keeps };
}

function useValues(measure: Parameters<typeof useMeasuredHeads>[0]): Float32Array | undefined {
  const measured = useMeasuredHeads(measure);
  return measured?.kind === 'values' ? measured.values : undefined;
}
