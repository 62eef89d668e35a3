import { type PointerEvent, useRef } from 'react';
import { type TokenLayout, tokenCount } from '../core/vit/token-layout.ts';
import { type QueryTarget, resolveQuery, targetOf } from '../state/query-target.ts';
import { useScope } from './scope-context.tsx';

/** What the pointer does on the image: hovering asks, a click or tap pins, and on the pinned patch frees. */
export function useStagePointer(
  layout: TokenLayout | undefined,
  onPoint: (token: number | undefined) => void,
) {
  const scope = useScope();
  const last = useRef<number>(undefined);

  function point(token: number | undefined): void {
    if (token === last.current) return;
    last.current = token;
    onPoint(token);
    scope.hover(token === undefined || layout === undefined ? undefined : targetOf(layout, token));
  }

  function tokenUnder(event: PointerEvent): number | undefined {
    if (layout === undefined) return undefined;
    const token = resolveQuery(layout, targetUnder(event));
    return token < tokenCount(layout) ? token : undefined;
  }

  return {
    onPointerMove(event: PointerEvent) {
      if (event.pointerType !== 'touch') point(tokenUnder(event));
    },
    onPointerLeave(event: PointerEvent) {
      if (event.pointerType !== 'touch') point(undefined);
    },
    onClick(event: React.MouseEvent) {
      const token = tokenUnder(event as PointerEvent);
      if (token === undefined || layout === undefined) return;
      const { query } = scope.store.getState().requested;
      const isPinnedHere = query.pinned && resolveQuery(layout, query.target) === token;
      if (isPinnedHere) scope.free();
      else scope.pin(targetOf(layout, token));
    },
  };
}

/** The point of the frame under the pointer. */
function targetUnder(event: PointerEvent): QueryTarget {
  const box = event.currentTarget.getBoundingClientRect();
  return {
    kind: 'patch',
    x: (event.clientX - box.left) / box.width,
    y: (event.clientY - box.top) / box.height,
  };
}
