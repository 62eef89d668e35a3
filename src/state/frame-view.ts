import type { FramePoint } from './patch-set.ts';

/** Which part of the frame fills the stage: 1 / `scale` of it on each side, from `x`, `y` in shares of the frame. */
export interface FrameView extends FramePoint {
  readonly scale: number;
}

export const WHOLE_FRAME: FrameView = { scale: 1, x: 0, y: 0 };

export const LARGEST_SCALE = 12;

/** The view as a link has it: to less than half a pixel of any stage. */
export function shortView({ scale, x, y }: FrameView): FrameView {
  const short = (value: number, digits: number) => Number(value.toFixed(digits)) + 0; // no negative zero
  return { scale: short(scale, 3), x: short(x, 5), y: short(y, 5) };
}
