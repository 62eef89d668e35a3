import type { GridArrangement } from './grid-arrangement.ts';
import type { GridView } from './grid-window.ts';

/** Of the wheel, for a change by a factor of e. */
const WHEEL_PX = 300;

/** A point of a cell, and where it lies on the screen, from the upper left of what is in view. */
export interface ZoomAnchor {
  readonly key: string;
  /** Share of the way to the next column and row. */
  readonly across: number;
  readonly down: number;
  readonly xPx: number;
  readonly yPx: number;
}

/** What lies under a point of the view; undefined in an empty grid. */
export function anchorAt(
  { rows, lefts, geometry, place }: GridArrangement,
  view: GridView,
  { xPx, yPx }: { xPx: number; yPx: number },
): ZoomAnchor | undefined {
  const [x, y] = [view.leftPx + xPx, view.topPx + yPx];
  const column = Math.max(
    0,
    lefts.findLastIndex((left) => left <= x),
  );
  const row = Math.max(0, Math.min(rows - 1, Math.floor(y / geometry.rowPx)));
  const at = place({ row, column }) ?? place({ row, column: 0 });
  return (
    at && {
      key: at.key,
      // Gaps do not grow with the cells.
      across: Math.min(x - lefts[column]!, geometry.cellWidthPx) / geometry.columnPx,
      down: y / geometry.rowPx - row,
      xPx,
      yPx,
    }
  );
}

/** The scroll position at which an anchor is where it was, after cells have changed their size. */
export function scrollForAnchor(
  { lefts, geometry, find }: GridArrangement,
  { key, across, down, xPx, yPx }: ZoomAnchor,
): { leftPx: number; topPx: number } | undefined {
  const at = find(key);
  return (
    at && {
      leftPx: Math.max(0, lefts[at.column]! + across * geometry.columnPx - xPx),
      topPx: Math.max(0, (at.row + down) * geometry.rowPx - yPx),
    }
  );
}

/** Ctrl with the wheel, which is also how browsers report a pinch on a touchpad, and a pinch on a screen. */
export function listenForZoom(
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
