import type { FramePoint } from '../state/patch-set.ts';

/** The point of the frame under the pointer; outside the frame beyond 0 to 1. */
export function framePoint(pointer: { clientX: number; clientY: number }, frame: Element): FramePoint {
  const box = frame.getBoundingClientRect();
  return { x: (pointer.clientX - box.left) / box.width, y: (pointer.clientY - box.top) / box.height };
}
