import { type PaletteName, paletteTable } from './palette.ts';

/** The values that the palette's ends stand for; what lies outside takes the nearer end's colour. */
export interface ColourRange {
  readonly low: number;
  readonly high: number;
}

/**
 * Paints one number per pixel into 8-bit RGBA [values, 4]. NaN and infinite values become transparent.
 * Where `low` equals `high` a value on it takes the middle colour. Throws RangeError if `pixels` has the wrong size.
 */
export function paintMap(
  values: Float32Array,
  range: ColourRange,
  palette: PaletteName,
  pixels: Uint8Array | Uint8ClampedArray = new Uint8ClampedArray(values.length * 4),
): Uint8Array | Uint8ClampedArray {
  if (pixels.length !== values.length * 4) {
    throw new RangeError(
      `${values.length} values need ${values.length * 4} bytes of RGBA, not ${pixels.length}.`,
    );
  }
  const table = paletteTable(palette);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) {
      pixels.fill(0, i * 4, i * 4 + 4);
      continue;
    }
    const entry = paletteIndex(value, range) * 3;
    pixels[i * 4] = table[entry]!;
    pixels[i * 4 + 1] = table[entry + 1]!;
    pixels[i * 4 + 2] = table[entry + 2]!;
    pixels[i * 4 + 3] = 255;
  }
  return pixels;
}

/** Index of a finite value's colour in a palette's table: 0 at `low` and below, 255 at `high` and above. */
function paletteIndex(value: number, { low, high }: ColourRange): number {
  if (value === low && value === high) return 128;
  if (value <= low) return 0;
  if (value >= high) return 255;
  return Math.round(((value - low) / (high - low)) * 255);
}

/** The smallest range that holds every finite value; { low: 0, high: 1 } where there is none. */
export function valueRange(values: Float32Array): ColourRange {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? { low, high } : { low: 0, high: 1 };
}
