import { type FrameView, LARGEST_SCALE } from '../state/frame-view.ts';
import type { FramePoint } from '../state/patch-set.ts';

/**
 * Nearer by a factor, within limits: what lies under `from` comes under `to`, points of the stage from 0 to 1, as far
 * as the frame's edges allow.
 */
export function zoomedView(view: FrameView, factor: number, from: FramePoint, to = from): FrameView {
  const scale = Math.min(LARGEST_SCALE, Math.max(1, view.scale * factor));
  return withinFrame({
    scale,
    x: view.x + from.x / view.scale - to.x / scale,
    y: view.y + from.y / view.scale - to.y / scale,
  });
}

/** The same scale with a point of the frame in its middle, as far as the frame's edges allow. */
export function viewAround({ scale }: FrameView, { x, y }: FramePoint): FrameView {
  return withinFrame({ scale, x: x - 0.5 / scale, y: y - 0.5 / scale });
}

/** Whether a point of the frame is in view. */
export function isInView(view: FrameView, { x, y }: FramePoint): boolean {
  const extent = 1 / view.scale;
  return x >= view.x && x <= view.x + extent && y >= view.y && y <= view.y + extent;
}

/** A view that shows nothing beside the frame. */
export function withinFrame({ scale, x, y }: FrameView): FrameView {
  const last = 1 - 1 / scale;
  return { scale, x: Math.min(last, Math.max(0, x)), y: Math.min(last, Math.max(0, y)) };
}
