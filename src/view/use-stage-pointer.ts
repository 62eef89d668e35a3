import { type PointerEvent, useRef } from 'react';
import { type TokenLayout, tokenCount } from '../core/vit/token-layout.ts';
import { resolveQuery, targetOf } from '../state/query-target.ts';
import { framePoint } from './frame-point.ts';
import { useScope } from './scope-context.tsx';
import { useSetStroke } from './use-set-stroke.ts';
import { useTouchQuery } from './use-touch-query.ts';

/**
 * What the pointer does on the image: hovering asks, a click pins, and on the pinned patch frees; with Shift or a tool
 * for it, dragging draws a set of patches. A tap asks, a second one or a long press pins, and a finger that is drawn
 * over the image takes the query along.
 */
export function useStagePointer(
  layout: TokenLayout | undefined,
  onPoint: (token: number | undefined) => void,
) {
  const scope = useScope();
  const stroke = useSetStroke(layout);
  const last = useRef<number>(undefined);
  const asked = useRef<number>(undefined);
  const early = useRef<(event: globalThis.PointerEvent) => void>(undefined);
  const onEarly = useRef((event: Event) => early.current?.(event as globalThis.PointerEvent)).current;
  const isTouch = useRef(false);
  const touch = useTouchQuery({
    drag(event) {
      const token = tokenUnder(event, event.currentTarget);
      if (token !== undefined && token !== last.current) ask(token);
    },
    hold(point, frame) {
      const token = tokenUnder(point, frame);
      if (token === undefined || layout === undefined) return;
      onPoint(token);
      scope.pin(targetOf(layout, token));
    },
  });

  function point(token: number | undefined): void {
    if (token === last.current) return;
    last.current = token;
    onPoint(token);
    hover(token);
  }

  /** Asks from a token unless that is asked already. */
  function hover(token: number | undefined): void {
    if (token === asked.current) return;
    asked.current = token;
    if (stroke.isDrawing() || scope.store.getState().tool !== 'point') return;
    scope.hover(token === undefined || layout === undefined ? undefined : targetOf(layout, token));
  }

  /** Makes a token the query, and unpins what was pinned. */
  function ask(token: number): void {
    last.current = token;
    asked.current = token;
    onPoint(token);
    if (layout) scope.sketch(targetOf(layout, token));
  }

  function tokenUnder(at: { clientX: number; clientY: number }, frame: Element): number | undefined {
    if (layout === undefined) return undefined;
    const token = resolveQuery(layout, { kind: 'patch', ...framePoint(at, frame) });
    return token < tokenCount(layout) ? token : undefined;
  }

  function press(token: number): void {
    if (layout === undefined) return;
    const { query } = scope.store.getState().requested;
    const isHere = resolveQuery(layout, query.target) === token;
    if (query.pinned && isHere) scope.free();
    else if (isTouch.current && !isHere) ask(token);
    else scope.pin(targetOf(layout, token));
  }

  // Movements are handed out once a frame. The question need not wait for that: its answer may make this very frame.
  early.current = (event) => {
    const frame = event.currentTarget as HTMLElement;
    const asks = event.pointerType !== 'touch' && frame.dataset.picking !== 'true';
    if (asks) hover(tokenUnder(event, frame));
  };

  const isPointing = () => scope.store.getState().tool === 'point';
  return {
    onPointerEnter({ currentTarget }: PointerEvent) {
      currentTarget.addEventListener('pointerrawupdate', onEarly);
    },
    onPointerDown(event: PointerEvent) {
      isTouch.current = event.pointerType === 'touch';
      stroke.press(event);
      if (isTouch.current && isPointing()) touch.down(event);
    },
    onPointerMove(event: PointerEvent) {
      if (event.pointerType === 'touch' && isPointing()) {
        touch.move(event);
        return;
      }
      stroke.drag(event);
      if (event.pointerType !== 'touch') point(tokenUnder(event, event.currentTarget));
    },
    onPointerUp() {
      touch.up();
      stroke.release();
    },
    onPointerCancel() {
      touch.up();
      stroke.release();
    },
    onPointerLeave(event: PointerEvent) {
      event.currentTarget.removeEventListener('pointerrawupdate', onEarly);
      if (event.pointerType !== 'touch') point(undefined);
    },
    onContextMenu(event: React.MouseEvent) {
      if (isTouch.current) event.preventDefault(); // a long press pins
    },
    onClick(event: React.MouseEvent) {
      const token = tokenUnder(event, event.currentTarget);
      if (token === undefined || stroke.hasDrawn() || (isTouch.current && touch.wasMore())) return;
      onPoint(token);
      press(token);
    },
  };
}
