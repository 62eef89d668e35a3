import type { Preprocessing } from '../vit/spec.ts';

/** An image as 8-bit RGB, row by row, without alpha. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  /** [height, width, 3] */
  readonly data: Uint8Array | Uint8ClampedArray;
}

/**
 * Which part of an image the model sees, and at which size.
 * `publisher` is the checkpoint's own recipe (at its native size, or scaled to `size`); `whole` keeps the true
 * aspect ratio inside `size`, sides rounded to the patch; `crop` covers `size` and cuts the centre out; `pad`
 * fits inside `size` and fills up with the mean colour; `stretch` ignores the aspect ratio.
 */
export type Fit = 'publisher' | 'whole' | 'crop' | 'pad' | 'stretch';

/** The framing that was asked for. `size` in pixels; absent: the publisher's native size. */
export interface FramingRequest {
  readonly fit: Fit;
  readonly size?: { readonly height: number; readonly width: number };
}

/** The region of the source image that the model's input shows, in source pixels; with `pad` it exceeds the image. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The model's input. */
export interface ModelInput {
  /** Normalised pixels [3, height, width]. */
  readonly pixels: Float32Array;
  readonly height: number;
  readonly width: number;
  readonly frame: Frame;
}

/** What `prepareImage` needs to know of a model. */
export interface InputRequirements {
  readonly patch: number;
  readonly preprocessing: Preprocessing;
}
