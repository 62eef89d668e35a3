import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { patchCount, prefixCount, type TokenLayout } from '../../core/vit/token-layout.ts';
import { useMechanism, usePicking } from './mechanism-context.tsx';

/** What the pointer and the keys do on the image while patches are picked; undefined while none are. */
export function usePatchStrokes(
  layout: TokenLayout | undefined,
  query: number | undefined,
  onPoint: (token: number | undefined) => void,
) {
  const { picker } = useMechanism();
  const picking = usePicking();
  const stroke = useRef<'add' | 'remove'>(undefined);
  if (!picking || !layout) return undefined;
  const end = () => {
    stroke.current = undefined;
  };
  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      stroke.current = picker.press(patchAt(event, event.currentTarget, layout));
    },
    onPointerMove(event: PointerEvent) {
      const patch = patchAt(event, event.currentTarget, layout);
      onPoint(patch + prefixCount(layout));
      if (!stroke.current) return;
      // A quick stroke skips events between two frames, not patches.
      for (const step of event.nativeEvent.getCoalescedEvents()) {
        picker.drag(patchAt(step, event.currentTarget, layout), stroke.current);
      }
      picker.drag(patch, stroke.current);
    },
    onPointerUp: end,
    onPointerCancel: end,
    onPointerLeave: () => onPoint(undefined),
    onKeyDown(event: KeyboardEvent) {
      const patch = (query ?? 0) - prefixCount(layout);
      if ((event.key !== 'Enter' && event.key !== ' ') || patch < 0 || patch >= patchCount(layout)) return;
      event.preventDefault();
      event.stopPropagation();
      picker.press(patch);
    },
  };
}

/** The patch under a point, or the nearest one where it lies outside, row by row. */
function patchAt(point: { clientX: number; clientY: number }, frame: Element, layout: TokenLayout): number {
  const box = frame.getBoundingClientRect();
  const cell = (offset: number, length: number, count: number) =>
    Math.min(count - 1, Math.max(0, Math.floor((offset / length) * count)));
  const row = cell(point.clientY - box.top, box.height, layout.rows);
  return row * layout.columns + cell(point.clientX - box.left, box.width, layout.columns);
}
