import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { GridArrangement, GridPosition, GridStep } from './grid-arrangement.ts';

interface GridFocus {
  /** The cell that Tab leads to, which is drawn wherever it is. */
  readonly stop: string | undefined;
  readonly onFocus: (key: string) => void;
  readonly onBlur: (event: React.FocusEvent) => void;
  travel(step: GridStep): void;
}

/** One cell takes part in the order of Tab; the focus roves from there, and goes with its cell when cells move. */
export function useGridFocus(
  root: RefObject<HTMLElement | null>,
  arrangement: GridArrangement,
  options: {
    readonly current: string | undefined;
    readonly show: (at: GridPosition) => void;
    readonly pageRows: () => number;
  },
): GridFocus {
  const [held, setHeld] = useState<string>();
  const wanted = useRef<string>(undefined);
  const isIn = (key: string | undefined) => key !== undefined && arrangement.find(key) !== undefined;
  const first = arrangement.place({ row: 0, column: 0 })?.key;
  const stop = [held, options.current].find(isIn) ?? first;

  useLayoutEffect(() => {
    const isLost = held !== undefined && document.activeElement === document.body;
    const key = wanted.current ?? (isLost ? stop : undefined);
    wanted.current = undefined;
    if (key) root.current?.querySelector<HTMLElement>(`[data-cell="${key}"]`)?.focus({ preventScroll: true });
  });

  return {
    stop,
    onFocus: setHeld,
    onBlur({ currentTarget, relatedTarget }) {
      // React reports no blur of a cell that it removes itself, so this is the user's doing.
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setHeld(undefined);
    },
    travel(step) {
      const at = stop === undefined ? undefined : arrangement.find(stop);
      const to = at && arrangement.step(at, step, options.pageRows());
      const key = to && arrangement.place(to)?.key;
      if (to === undefined || key === undefined) return;
      wanted.current = key;
      setHeld(key);
      options.show(to);
    },
  };
}
