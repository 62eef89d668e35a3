import { type PointerEvent, useRef } from 'react';
import type { TokenLayout } from '../core/vit/token-layout.ts';
import type { FramePoint, PatchSet } from '../state/patch-set.ts';
import { framePoint } from './frame-point.ts';
import { useScope } from './scope-context.tsx';
import { loadDrawnSet } from './tokens/load.ts';

interface Stroke {
  readonly tool: PatchSet['kind'];
  readonly trail: [FramePoint, ...FramePoint[]];
}

/** Draws a box with Shift, or what the stage's tool draws, and makes it the query: at once, and pinned in the end. */
export function useSetStroke(layout: TokenLayout | undefined) {
  const scope = useScope();
  const stroke = useRef<Stroke>(undefined);
  const hasDrawn = useRef(false);
  const sketched = useRef('');

  async function ask({ tool, trail }: Stroke, isDone: boolean): Promise<void> {
    const drawnSet = await loadDrawnSet();
    if (layout === undefined || (!isDone && stroke.current?.trail !== trail)) return;
    const target = drawnSet(layout, tool, trail);
    const key = JSON.stringify(target);
    if (isDone) scope.pin(target);
    else if (key !== sketched.current) scope.sketch(target);
    sketched.current = isDone ? '' : key;
  }

  return {
    isDrawing: () => stroke.current !== undefined,
    /** Whether the press that has just ended drew, and so is no click on a patch. */
    hasDrawn: () => hasDrawn.current,
    press(event: PointerEvent) {
      const { tool } = scope.store.getState();
      hasDrawn.current = false;
      if (event.button !== 0 || (tool === 'point' && !event.shiftKey)) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      hasDrawn.current = true;
      stroke.current = {
        tool: tool === 'point' ? 'box' : tool,
        trail: [framePoint(event, event.currentTarget)],
      };
      void ask(stroke.current, false);
    },
    drag(event: PointerEvent) {
      const frame = event.currentTarget;
      if (stroke.current === undefined) return;
      // A quick stroke skips events between two frames, not points.
      const steps = event.nativeEvent.getCoalescedEvents();
      stroke.current.trail.push(...steps.map((step) => framePoint(step, frame)), framePoint(event, frame));
      void ask(stroke.current, false);
    },
    release() {
      const done = stroke.current;
      stroke.current = undefined;
      if (done) void ask(done, true);
    },
  };
}
