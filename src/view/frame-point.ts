import type { FramePoint } from '../state/patch-set.ts';

/**
 * The point of the frame under the pointer; outside the frame beyond 0 to 1. Where the frame is zoomed into, what
 * shows it whole says so with `data-frame`.
 */
export function framePoint(pointer: { clientX: number; clientY: number }, frame: Element): FramePoint {
  const box = (frame.querySelector('[data-frame]') ?? frame).getBoundingClientRect();
  return { x: (pointer.clientX - box.left) / box.width, y: (pointer.clientY - box.top) / box.height };
}
