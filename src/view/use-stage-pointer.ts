import { type PointerEvent, useRef } from 'react';
import { type TokenLayout, tokenCount } from '../core/vit/token-layout.ts';
import { resolveQuery, targetOf } from '../state/query-target.ts';
import { framePoint } from './frame-point.ts';
import { useScope } from './scope-context.tsx';
import { useSetStroke } from './use-set-stroke.ts';

/**
 * What the pointer does on the image: hovering asks, a click or tap pins, and on the pinned patch frees; with Shift or
 * a tool for it, dragging draws a set of patches.
 */
export function useStagePointer(
  layout: TokenLayout | undefined,
  onPoint: (token: number | undefined) => void,
) {
  const scope = useScope();
  const stroke = useSetStroke(layout);
  const last = useRef<number>(undefined);

  function point(token: number | undefined): void {
    if (token === last.current) return;
    last.current = token;
    onPoint(token);
    if (stroke.isDrawing() || scope.store.getState().tool !== 'point') return;
    scope.hover(token === undefined || layout === undefined ? undefined : targetOf(layout, token));
  }

  function tokenUnder(event: PointerEvent): number | undefined {
    if (layout === undefined) return undefined;
    const token = resolveQuery(layout, { kind: 'patch', ...framePoint(event, event.currentTarget) });
    return token < tokenCount(layout) ? token : undefined;
  }

  return {
    onPointerDown(event: PointerEvent) {
      stroke.press(event);
    },
    onPointerMove(event: PointerEvent) {
      stroke.drag(event);
      if (event.pointerType !== 'touch') point(tokenUnder(event));
    },
    onPointerUp: stroke.release,
    onPointerCancel: stroke.release,
    onPointerLeave(event: PointerEvent) {
      if (event.pointerType !== 'touch') point(undefined);
    },
    onClick(event: React.MouseEvent) {
      const token = tokenUnder(event as PointerEvent);
      if (token === undefined || layout === undefined || stroke.hasDrawn()) return;
      onPoint(token);
      const { query } = scope.store.getState().requested;
      const isPinnedHere = query.pinned && resolveQuery(layout, query.target) === token;
      if (isPinnedHere) scope.free();
      else scope.pin(targetOf(layout, token));
    },
  };
}
