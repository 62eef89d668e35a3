import type { Fit, FramingRequest } from '../core/image/framing.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The longer side that can be asked for, in pixels. */
const LEAST_SIDE = 98;
const MOST_SIDE = 1036;

/** From where to where the longer side goes, in multiples of the patch; the native side is always among them. */
export function sideRange(patch: number, native: Size): { least: number; most: number } {
  const nativeSide = Math.max(native.width, native.height);
  return {
    least: Math.min(Math.ceil(LEAST_SIDE / patch) * patch, nativeSide),
    most: Math.max(Math.floor(MOST_SIDE / patch) * patch, nativeSide),
  };
}

/** The shapes on offer, as width over height. */
export const SHAPES: readonly { readonly label: string; readonly aspect: number }[] = [
  { label: '1 : 1', aspect: 1 },
  { label: '4 : 3', aspect: 4 / 3 },
  { label: '3 : 2', aspect: 3 / 2 },
  { label: '16 : 9', aspect: 16 / 9 },
  { label: '3 : 4', aspect: 3 / 4 },
  { label: '2 : 3', aspect: 2 / 3 },
  { label: '9 : 16', aspect: 9 / 16 },
];

/** A size of that longer side and aspect ratio (width over height), in whole patches. */
export function sizeOf(side: number, aspect: number, patch: number): Size {
  const toPatch = (length: number) => Math.max(1, Math.round(length / patch)) * patch;
  return aspect >= 1
    ? { width: toPatch(side), height: toPatch(side / aspect) }
    : { width: toPatch(side * aspect), height: toPatch(side) };
}

/** The native size is asked for by leaving it out, so that it stays native for another model. */
export function framingWith(fit: Fit, { width, height }: Size, native: Size): FramingRequest {
  return width === native.width && height === native.height ? { fit } : { fit, size: { width, height } };
}
