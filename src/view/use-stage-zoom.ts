import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react';
import { type TokenLayout, tokenRole } from '../core/vit/token-layout.ts';
import { type FrameView, WHOLE_FRAME } from '../state/frame-view.ts';
import type { FramePoint } from '../state/patch-set.ts';
import { listenForZoom } from './grid-zooming.ts';
import { useScope, useScopeState } from './scope-context.tsx';
import { isInView, viewAround, withinFrame, zoomedView } from './stage-zooming.ts';

/** Steps of one pinch come closer together than this. */
const PINCH_PAUSE_MS = 150;

/** Zooming into the image with two fingers, Ctrl and the wheel or keys; with keys, the view goes with the query. */
export function useStageZoom(
  frame: RefObject<HTMLElement | null>,
  layout: TokenLayout | undefined,
  query: number | undefined,
) {
  const scope = useScope();
  const asked = useScopeState((state) => state.requested.view);
  const view = useMemo(() => withinFrame(asked), [asked]);
  const change = useCallback(
    (next: (before: FrameView) => FrameView) =>
      scope.lookAt(next(withinFrame(scope.store.getState().requested.view))),
    [scope],
  );
  const last = useRef({ at: 0, point: { x: 0, y: 0 } });
  const isThere = layout !== undefined;

  useEffect(() => {
    const element = frame.current;
    if (element === null || !isThere) return;
    return listenForZoom(element, (factor, clientX, clientY) => {
      const box = element.getBoundingClientRect();
      const point = { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
      const now = performance.now();
      const from = now - last.current.at < PINCH_PAUSE_MS ? last.current.point : point;
      last.current = { at: now, point };
      change((before) => zoomedView(before, factor, from, point));
    });
  }, [frame, isThere, change]);

  const place = layout && query !== undefined ? patchCentre(layout, query) : undefined;
  const [x, y] = [place?.x, place?.y];
  useEffect(() => {
    if (x === undefined || y === undefined || document.activeElement !== frame.current) return;
    if (frame.current?.matches(':focus-visible') !== true) return;
    const before = withinFrame(scope.store.getState().requested.view);
    if (!isInView(before, { x, y })) scope.lookAt(viewAround(before, { x, y }));
  }, [frame, scope, x, y]);

  const zoom = useCallback(
    (factor: number) =>
      change((before) => {
        if (factor === 0) return WHOLE_FRAME;
        const nearer = zoomedView(before, factor, { x: 0.5, y: 0.5 });
        return x === undefined || y === undefined ? nearer : viewAround(nearer, { x, y });
      }),
    [change, x, y],
  );
  return { view, zoom };
}

function patchCentre(layout: TokenLayout, token: number): FramePoint | undefined {
  const role = tokenRole(layout, token);
  if (role.kind !== 'patch') return undefined;
  return { x: (role.column + 0.5) / layout.columns, y: (role.row + 0.5) / layout.rows };
}
