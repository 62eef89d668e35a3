import * as words from '#words/core/image.ts';
import { InputError } from '../input-error.ts';
import type { Preprocessing } from '../vit/spec.ts';
import type { Frame, FramingRequest, InputRequirements, ModelInput, RgbImage } from './framing.ts';
import { type Box, resizeImage } from './resize.ts';

interface Size {
  readonly height: number;
  readonly width: number;
}

/** What to resample, and where the result lies in the input of the model. */
interface Placement {
  readonly input: Size;
  /** Size of the whole resized image, of which `region` is kept. */
  readonly resized: Size;
  /** Part of the source that is resized; absent: all of it. */
  readonly box?: Box;
  /** Part of the resized image that is kept; absent: all of it. */
  readonly region?: Box;
  /** Where the kept part's top left corner lies in the input. */
  readonly offset?: { readonly x: number; readonly y: number };
}

/** The longest side that an input may have, in pixels. */
export const maxInputSidePx = 4096;

/**
 * Turns a decoded image into the model's input: resized, cut or padded as asked for, normalised in 32-bit floats.
 * Sides that are no multiple of the patch are rounded to it (half up, at least one patch).
 * Throws InputError for a size that is not a positive whole number up to 4096.
 */
export function prepareImage(
  image: RgbImage,
  request: FramingRequest,
  requirements: InputRequirements,
): ModelInput {
  const placement = place(image, request, requirements);
  const { resized, box, region, input } = placement;
  const pixels = resizeImage(image, {
    ...resized,
    interpolation: requirements.preprocessing.interpolation,
    ...(box && { box }),
    ...(region && { region }),
  });
  const offset = placement.offset ?? { x: 0, y: 0 };
  return {
    pixels: normalise(pixels, input, offset, requirements.preprocessing),
    height: input.height,
    width: input.width,
    frame: frameOf(image, placement),
  };
}

/** The size of the model's input for an image. @throws InputError as `prepareImage` does. */
export function inputSize(image: Size, request: FramingRequest, requirements: InputRequirements): Size {
  return place(image, request, requirements).input;
}

function place(image: Size, request: FramingRequest, requirements: InputRequirements): Placement {
  const { patch, preprocessing } = requirements;
  const asked = request.size ?? preprocessing.crop;
  for (const side of [asked.height, asked.width]) {
    if (!Number.isInteger(side) || side < 1 || side > maxInputSidePx) {
      throw new InputError(words.impossibleInput(asked.height, asked.width, maxInputSidePx));
    }
  }
  const target = { height: roundToPatch(asked.height, patch), width: roundToPatch(asked.width, patch) };
  switch (request.fit) {
    case 'publisher':
      return placePublisher(image, target, preprocessing);
    case 'whole':
      return placeWhole(image, asked, patch);
    case 'crop':
      return { input: target, resized: target, box: centredBox(image, target) };
    case 'pad':
      return placePad(image, target);
    case 'stretch':
      return { input: target, resized: target };
  }
}

function roundToPatch(side: number, patch: number): number {
  return Math.max(Math.round(side / patch), 1) * patch;
}

/**
 * Resize, then centre crop. Stretched images: Hugging Face's `ViTImageProcessor`. Square targets: torchvision's `Resize(int)` and Hugging Face's
 * `get_resize_output_image_size` (both truncate the long side). Others: timm's `ResizeKeepRatio`.
 * The crop is torchvision's `center_crop`; an image is never resized to less than the crop.
 */
function placePublisher(image: Size, target: Size, preprocessing: Preprocessing): Placement {
  const { resizeShortSide, crop } = preprocessing;
  const margin = Math.max(resizeShortSide / Math.min(crop.height, crop.width), 1);
  const covered = { height: Math.round(target.height * margin), width: Math.round(target.width * margin) };
  const resized = preprocessing.stretch
    ? covered
    : target.height === target.width
      ? resizeShortSideTo(image, covered.width)
      : coverRounded(image, covered);
  const region = {
    x: roundHalfToEven((resized.width - target.width) / 2),
    y: roundHalfToEven((resized.height - target.height) / 2),
    ...target,
  };
  return { input: target, resized, region };
}

function resizeShortSideTo(image: Size, side: number): Size {
  return image.width <= image.height
    ? { width: side, height: Math.trunc((side * image.height) / image.width) }
    : { width: Math.trunc((side * image.width) / image.height), height: side };
}

function coverRounded(image: Size, target: Size): Size {
  const ratio = Math.min(image.height / target.height, image.width / target.width);
  return { height: roundHalfToEven(image.height / ratio), width: roundHalfToEven(image.width / ratio) };
}

/** Python's `round`. */
function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function placeWhole(image: Size, bounds: Size, patch: number): Placement {
  const rows = Math.max(Math.floor(bounds.height / patch), 1);
  const columns = Math.max(Math.floor(bounds.width / patch), 1);
  const scale = Math.min((rows * patch) / image.height, (columns * patch) / image.width);
  const input = {
    height: roundToPatch(image.height * scale, patch),
    width: roundToPatch(image.width * scale, patch),
  };
  return { input, resized: input };
}

/** The largest centred box with the target's aspect ratio, as Pillow's `ImageOps.fit` cuts it. */
function centredBox(image: Size, target: Size): Box {
  const aspect = target.width / target.height;
  const width = Math.min(image.width, image.height * aspect);
  const height = Math.min(image.height, image.width / aspect);
  return { x: (image.width - width) / 2, y: (image.height - height) / 2, width, height };
}

function placePad(image: Size, target: Size): Placement {
  const scale = Math.min(target.height / image.height, target.width / image.width);
  const resized = {
    height: Math.min(Math.max(Math.round(image.height * scale), 1), target.height),
    width: Math.min(Math.max(Math.round(image.width * scale), 1), target.width),
  };
  const offset = {
    x: Math.floor((target.width - resized.width) / 2),
    y: Math.floor((target.height - resized.height) / 2),
  };
  return { input: target, resized, offset };
}

function frameOf(image: Size, { input, resized, box, region, offset }: Placement): Frame {
  const source = box ?? { x: 0, y: 0, width: image.width, height: image.height };
  const scaleX = source.width / resized.width;
  const scaleY = source.height / resized.height;
  return {
    x: source.x + ((region?.x ?? 0) - (offset?.x ?? 0)) * scaleX,
    y: source.y + ((region?.y ?? 0) - (offset?.y ?? 0)) * scaleY,
    width: input.width * scaleX,
    height: input.height * scaleY,
  };
}

/** (x / 255 − mean) / std in 32-bit floats [3, height, width]; what the image does not cover is the mean: 0. */
function normalise(
  image: RgbImage,
  input: Size,
  offset: { readonly x: number; readonly y: number },
  { mean, std }: Preprocessing,
): Float32Array {
  const pixels = new Float32Array(3 * input.height * input.width);
  for (let channel = 0; channel < 3; channel++) {
    const values = normalisedValues(mean[channel]!, std[channel]!);
    for (let row = 0; row < image.height; row++) {
      let target = (channel * input.height + offset.y + row) * input.width + offset.x;
      let source = row * image.width * 3 + channel;
      for (let column = 0; column < image.width; column++, source += 3) {
        pixels[target++] = values[image.data[source]!]!;
      }
    }
  }
  return pixels;
}

/** The normalised value of every 8-bit value, rounded to 32 bits after each step as PyTorch does. */
function normalisedValues(mean: number, std: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, value) => {
    const centred = Math.fround(Math.fround(value / 255) - Math.fround(mean));
    return centred / Math.fround(std);
  });
}
