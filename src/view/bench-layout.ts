import { type CSSProperties, type RefObject, useLayoutEffect, useMemo, useState } from 'react';
import { columnGroups, gridColumns } from '../state/grid-columns.ts';
import {
  type BenchGeometry,
  fittingGeometry,
  gridHeadPx,
  gridHeightPx,
  gridWidthPx,
} from './bench-geometry.ts';
import { useLensView } from './lens-context.tsx';
import { useScopeState } from './scope-context.tsx';
import { useElementSize } from './use-element-size.ts';
import { UNKNOWN_SHAPE } from './use-grid-arrangement.ts';
import { useMedia } from './use-media.ts';

/** With less, the tools of the grid have no room beside each other. */
const LEAST_GRID_PX = 440;
/** Histogram, counts, median and largest norm. */
const NORM_WIDTH_PX = 340;
/** With less width, attention and norms take turns. */
const LEAST_WIDTH_PX = 640;

/** How the bench is laid out. */
export interface BenchLayout {
  readonly geometry: BenchGeometry;
  readonly depth: number;
  readonly widthPx: number;
  /** Whether the page scrolls, so that heights do not matter. */
  readonly scrolls: boolean;
  /** Whether attention and norms take turns. */
  readonly isNarrow: boolean;
  /** What the style sheet lays the rows of the bench out by. */
  readonly style: CSSProperties;
}

/**
 * Cells as large as the width and what is left of the height allow. The style sheet says how much is left: it gives the
 * row of the maps what the other rows do not need, between the heights of the smallest and of the largest cells.
 */
export function useBenchLayout(
  root: RefObject<HTMLElement | null>,
  maps: RefObject<HTMLElement | null>,
): BenchLayout {
  const { depth, heads, frame } = useLensView(({ displayed }) => displayed?.start) ?? UNKNOWN_SHAPE;
  const combined = useScopeState((state) => state.requested.combining.columns);
  const scrolls = useMedia('(width < 1000px)');
  const { widthPx } = useElementSize(root);
  const isNarrow = scrolls || (widthPx > 0 && widthPx < LEAST_WIDTH_PX);
  const space = useMemo(
    () => ({
      widthPx: isNarrow ? widthPx : widthPx - NORM_WIDTH_PX,
      layers: depth,
      groups: columnGroups(gridColumns(heads, combined)),
      aspect: frame.width / frame.height,
    }),
    [isNarrow, widthPx, depth, heads, combined, frame],
  );
  const [leastPx, mostPx] = useMemo(
    () => [0, Number.POSITIVE_INFINITY].map((px) => gridHeightPx(fittingGeometry(space, px), depth)),
    [space, depth],
  );
  const heightPx = useHeight(maps, `${leastPx} ${mostPx}`);
  const geometry = useMemo(
    () => fittingGeometry(space, scrolls ? undefined : heightPx),
    [space, scrolls, heightPx],
  );
  const style = {
    '--grid-width': `${Math.max(LEAST_GRID_PX, gridWidthPx(space.groups, geometry) + 4)}px`,
    '--grid-head': `${gridHeadPx(geometry)}px`,
    '--least-maps': `${leastPx}px`,
    '--most-maps': `${mostPx}px`,
  } as CSSProperties;
  return { geometry, depth, widthPx, scrolls, isNarrow, style };
}

/** The height of an element; measured at once when what it depends on has changed, and whenever else it changes. */
function useHeight(ref: RefObject<HTMLElement | null>, limits: string): number {
  const [heightPx, setHeight] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the style sheet takes the limits from the page.
  useLayoutEffect(() => setHeight(ref.current?.clientHeight ?? 0), [ref, limits]);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return heightPx;
}
