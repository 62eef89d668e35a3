import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { GridArrangement, GridPosition } from './grid-arrangement.ts';
import { type GridView, type GridWindow, gridWindow, sameWindow, scrollTo } from './grid-window.ts';
import type { ZoomAnchor } from './grid-zooming.ts';

const NOTHING: GridWindow = { firstRow: 0, endRow: 0, firstColumn: 0, endColumn: 0 };
type ZoomingCode = typeof import('./grid-zooming.ts');

interface GridScroll {
  /** The cells to draw. */
  readonly window: GridWindow;
  readonly onScroll: () => void;
  /** Called when the pointer or the focus comes: what zooms is needed soon. */
  readonly onEnter: () => void;
  /** Brings a cell into view. */
  show(at: GridPosition): void;
  /** Whole rows in view. */
  pageRows(): number;
}

/**
 * What of the grid is in view. When cells change their size, what lies under the pointer, the fingers, or else in the
 * middle stays where it is.
 */
export function useGridScroll(
  scroller: RefObject<HTMLElement | null>,
  arrangement: GridArrangement,
  { widthPx, heightPx, onZoom }: { widthPx: number; heightPx: number; onZoom: (factor: number) => void },
): GridScroll {
  const [window, setWindow] = useState(NOTHING);
  const former = useRef({ arrangement, view: viewOf(null, arrangement) });
  const anchor = useRef<ZoomAnchor>(undefined);
  const [zooming, setZooming] = useState<ZoomingCode>();

  const update = useCallback(() => {
    const view = viewOf(scroller.current, arrangement);
    former.current = { arrangement, view };
    const next = gridWindow(arrangement, view);
    setWindow((now) => (sameWindow(now, next) ? now : next));
  }, [scroller, arrangement]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the size of the element is read off it.
  useLayoutEffect(() => {
    const { arrangement: before, view } = former.current;
    const middle = { xPx: view.widthPx / 2, yPx: view.heightPx / 2 };
    const isResized =
      before.kind === arrangement.kind && before.geometry.rowPx !== arrangement.geometry.rowPx;
    const kept = isResized ? (anchor.current ?? zooming?.anchorAt(before, view, middle)) : undefined;
    const to =
      before.kind === arrangement.kind
        ? kept && zooming?.scrollForAnchor(arrangement, kept)
        : { leftPx: 0, topPx: 0 };
    if (to) scroller.current?.scrollTo({ left: to.leftPx, top: to.topPx, behavior: 'instant' });
    anchor.current = undefined;
    update();
  }, [scroller, arrangement, update, widthPx, heightPx]);

  const isAsked = useRef(false);
  const load = useCallback(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    void import('./grid-zooming.ts').then(setZooming);
  }, []);

  useEffect(() => {
    const element = scroller.current;
    if (!element || !zooming) return;
    const { anchorAt, listenForZoom } = zooming;
    return listenForZoom(element, (factor, x, y) => {
      const { arrangement: before, view } = former.current;
      const { left, top } = element.getBoundingClientRect();
      anchor.current = anchorAt(before, view, { xPx: x - left, yPx: y - top - before.headPx });
      onZoom(factor);
    });
  }, [scroller, zooming, onZoom]);

  return {
    window,
    onScroll: update,
    onEnter: load,
    show(at) {
      const { leftPx, topPx } = scrollTo(arrangement, at, viewOf(scroller.current, arrangement));
      scroller.current?.scrollTo({ left: leftPx, top: topPx, behavior: 'instant' });
      update();
    },
    pageRows: () => Math.max(1, Math.floor(former.current.view.heightPx / arrangement.geometry.rowPx)),
  };
}

function viewOf(element: HTMLElement | null, arrangement: GridArrangement): GridView {
  return {
    leftPx: element?.scrollLeft ?? 0,
    topPx: element?.scrollTop ?? 0,
    widthPx: element?.clientWidth ?? 0,
    heightPx: Math.max(0, (element?.clientHeight ?? 0) - arrangement.headPx),
  };
}
