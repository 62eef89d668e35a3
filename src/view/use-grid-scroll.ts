import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { GridArrangement, GridPosition } from './grid-arrangement.ts';
import {
  anchorAt,
  type GridView,
  type GridWindow,
  gridWindow,
  sameWindow,
  scrollForAnchor,
  scrollTo,
  type ZoomAnchor,
} from './grid-window.ts';

/** The names of the columns, above the cells. */
export const GRID_HEAD_PX = 24;

const NOTHING: GridWindow = { firstRow: 0, endRow: 0, firstColumn: 0, endColumn: 0 };
/** Of the wheel, for a change by a factor of e. */
const WHEEL_PX = 300;

interface GridScroll {
  /** The cells to draw. */
  readonly window: GridWindow;
  readonly onScroll: () => void;
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
    const kept = isResized ? (anchor.current ?? anchorAt(before, view, middle)) : undefined;
    const to =
      before.kind === arrangement.kind ? kept && scrollForAnchor(arrangement, kept) : { leftPx: 0, topPx: 0 };
    if (to) scroller.current?.scrollTo({ left: to.leftPx, top: to.topPx, behavior: 'instant' });
    anchor.current = undefined;
    update();
  }, [scroller, arrangement, update, widthPx, heightPx]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    return listenForZoom(element, (factor, x, y) => {
      const { arrangement: before, view } = former.current;
      const { left, top } = element.getBoundingClientRect();
      anchor.current = anchorAt(before, view, { xPx: x - left, yPx: y - top - headPx(before) });
      onZoom(factor);
    });
  }, [scroller, onZoom]);

  return {
    window,
    onScroll: update,
    show(at) {
      const { leftPx, topPx } = scrollTo(arrangement, at, viewOf(scroller.current, arrangement));
      scroller.current?.scrollTo({ left: leftPx, top: topPx, behavior: 'instant' });
      update();
    },
    pageRows: () => Math.max(1, Math.floor(former.current.view.heightPx / arrangement.geometry.rowPx)),
  };
}

/** A ranked list has no names of columns. */
export function headPx({ kind }: GridArrangement): number {
  return kind === 'layers' ? GRID_HEAD_PX : 0;
}

function viewOf(element: HTMLElement | null, arrangement: GridArrangement): GridView {
  return {
    leftPx: element?.scrollLeft ?? 0,
    topPx: element?.scrollTop ?? 0,
    widthPx: element?.clientWidth ?? 0,
    heightPx: Math.max(0, (element?.clientHeight ?? 0) - headPx(arrangement)),
  };
}

/** Ctrl with the wheel, which is also how browsers report a pinch on a touchpad, and a pinch on a screen. */
function listenForZoom(
  element: HTMLElement,
  onZoom: (factor: number, clientX: number, clientY: number) => void,
): () => void {
  const stop = new AbortController();
  const options = { passive: false, signal: stop.signal };
  let spread = 0;
  element.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      onZoom(Math.exp((-event.deltaY * lines) / WHEEL_PX), event.clientX, event.clientY);
    },
    options,
  );
  element.addEventListener(
    'touchmove',
    (event) => {
      const [one, other] = event.touches;
      if (!one || !other) return;
      event.preventDefault();
      const distance = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      if (spread > 0 && distance > 0) {
        onZoom(distance / spread, (one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2);
      }
      spread = distance;
    },
    options,
  );
  for (const type of ['touchstart', 'touchend', 'touchcancel'] as const) {
    element.addEventListener(type, () => (spread = 0), { ...options, passive: true });
  }
  return () => stop.abort();
}
