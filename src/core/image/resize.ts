import type { RgbImage } from './framing.ts';

export type Interpolation = 'bicubic' | 'bilinear';

/** A rectangle in pixels; `x`, `y`, `width` and `height` may be fractions where a source box is meant. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface ResizeOptions {
  readonly width: number;
  readonly height: number;
  readonly interpolation: Interpolation;
  /** The part of the source to resize, in source pixels (Pillow's `box`); absent: the whole image. */
  readonly box?: Box;
  /** The part of the result to compute, in result pixels; its pixels equal those of the whole result. */
  readonly region?: Box;
}

/** One axis of a resampling: output `i` is the sum over `t` of input[starts[i] + t] · weights[i · taps + t]. */
interface Axis {
  readonly taps: number;
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  /** Fixed point with `precisionBits` fractional bits [outputs, taps]. */
  readonly weights: Int32Array;
}

/** Pillow's PRECISION_BITS: 8 bits for the pixel, 2 for overshoot. */
const precisionBits = 32 - 8 - 2;
const half = 1 << (precisionBits - 1);

/**
 * Resizes as Pillow's `Image.resize` does on 8-bit images, bit for bit: bicubic has a = −0.5, the support grows
 * when downsizing (antialias), coefficients are fixed point, and each pass (horizontal, then vertical) rounds
 * and clips to 8 bits. Source: Pillow, src/libImaging/Resample.c.
 */
export function resizeImage(image: RgbImage, options: ResizeOptions): RgbImage {
  const { width, height, interpolation } = options;
  const box = options.box ?? { x: 0, y: 0, width: image.width, height: image.height };
  const region = options.region ?? { x: 0, y: 0, width, height };
  const rows = createAxis(
    {
      input: image.height,
      from: box.y,
      to: box.y + box.height,
      output: height,
      first: region.y,
      count: region.height,
    },
    interpolation,
  );
  const columns = createAxis(
    {
      input: image.width,
      from: box.x,
      to: box.x + box.width,
      output: width,
      first: region.x,
      count: region.width,
    },
    interpolation,
  );
  const firstRow = rows.starts[0]!;
  const rowCount = rows.starts.at(-1)! + rows.counts.at(-1)! - firstRow;
  return resampleColumns(resampleRows(image, columns, firstRow, rowCount), rows, firstRow);
}

interface Span {
  /** Size of the source. */
  readonly input: number;
  /** The box's edges in the source. */
  readonly from: number;
  readonly to: number;
  /** Size of the whole result, and the part of it that is wanted. */
  readonly output: number;
  readonly first: number;
  readonly count: number;
}

function createAxis(span: Span, interpolation: Interpolation): Axis {
  const filter = interpolation === 'bicubic' ? bicubic : bilinear;
  // Pillow keeps the box in 32-bit floats.
  const from = Math.fround(span.from);
  const scale = Math.fround(Math.fround(span.to) - from) / span.output;
  const filterScale = Math.max(scale, 1);
  const support = (interpolation === 'bicubic' ? 2 : 1) * filterScale;
  const inverseScale = 1 / filterScale;
  const taps = Math.ceil(support) * 2 + 1;
  const starts = new Int32Array(span.count);
  const counts = new Int32Array(span.count);
  const weights = new Int32Array(span.count * taps);
  const raw = new Float64Array(taps);
  for (let i = 0; i < span.count; i++) {
    const center = from + (span.first + i + 0.5) * scale;
    const start = Math.max(Math.trunc(center - support + 0.5), 0);
    const count = Math.min(Math.trunc(center + support + 0.5), span.input) - start;
    let sum = 0;
    for (let tap = 0; tap < count; tap++) {
      raw[tap] = filter((tap + start - center + 0.5) * inverseScale);
      sum += raw[tap]!;
    }
    starts[i] = start;
    counts[i] = count;
    for (let tap = 0; tap < count; tap++) weights[i * taps + tap] = toFixedPoint(raw[tap]! / sum);
  }
  return { taps, starts, counts, weights };
}

function toFixedPoint(weight: number): number {
  return Math.trunc(weight * (1 << precisionBits) + (weight < 0 ? -0.5 : 0.5));
}

function bicubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * -0.5;
  return 0;
}

function bilinear(distance: number): number {
  return Math.max(1 - Math.abs(distance), 0);
}

/** The horizontal pass over the rows that the vertical pass will read. */
function resampleRows(image: RgbImage, axis: Axis, firstRow: number, rowCount: number): RgbImage {
  const { taps, starts, counts, weights } = axis;
  const width = starts.length;
  const source = image.data;
  // Storing into a Uint8ClampedArray clips as Pillow's clip8 does.
  const data = new Uint8ClampedArray(rowCount * width * 3);
  let target = 0;
  for (let row = 0; row < rowCount; row++) {
    const rowStart = (firstRow + row) * image.width * 3;
    for (let column = 0; column < width; column++) {
      let red = half;
      let green = half;
      let blue = half;
      let at = rowStart + starts[column]! * 3;
      const weightsEnd = column * taps + counts[column]!;
      for (let tap = column * taps; tap < weightsEnd; tap++, at += 3) {
        const weight = weights[tap]!;
        red = (red + source[at]! * weight) | 0;
        green = (green + source[at + 1]! * weight) | 0;
        blue = (blue + source[at + 2]! * weight) | 0;
      }
      data[target++] = red >> precisionBits;
      data[target++] = green >> precisionBits;
      data[target++] = blue >> precisionBits;
    }
  }
  return { width, height: rowCount, data };
}

/** The vertical pass; `image` starts at row `firstRow` of the source. */
function resampleColumns(image: RgbImage, axis: Axis, firstRow: number): RgbImage {
  const { taps, starts, counts, weights } = axis;
  const height = starts.length;
  const stride = image.width * 3;
  const source = image.data;
  const data = new Uint8ClampedArray(height * stride);
  const sums = new Int32Array(stride);
  for (let row = 0; row < height; row++) {
    sums.fill(half);
    for (let tap = 0; tap < counts[row]!; tap++) {
      const weight = weights[row * taps + tap]!;
      const at = (starts[row]! - firstRow + tap) * stride;
      for (let i = 0; i < stride; i++) sums[i] = sums[i]! + source[at + i]! * weight;
    }
    for (let i = 0; i < stride; i++) data[row * stride + i] = sums[i]! >> precisionBits;
  }
  return { width: image.width, height, data };
}
