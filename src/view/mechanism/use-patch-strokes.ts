import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { patchCount, prefixCount, type TokenLayout } from '../../core/vit/token-layout.ts';
import { placeAt } from '../../state/patch-set.ts';
import { framePoint } from '../frame-point.ts';
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

/** The patch under the pointer, or the nearest one where it lies outside, row by row. */
function patchAt(pointer: { clientX: number; clientY: number }, frame: Element, layout: TokenLayout): number {
  const { row, column } = placeAt(layout, framePoint(pointer, frame));
  return row * layout.columns + column;
}
