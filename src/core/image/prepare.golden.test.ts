import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { prepareImage } from './prepare.ts';

const shared = join(import.meta.dirname, '../../../../shared');
const missing = !existsSync(join(shared, 'goldens/photos'));
if (missing) console.warn(`SKIPPED: preprocessing against the publishers' pixels, for want of ${shared}`);

const imageNet = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } as const;
const halves = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] } as const;
const recipes = {
  'photos/vit-tiny-augreg': { patch: 16, resizeShortSide: 248, side: 224, ...halves },
  'photos/dinov2-small-depth': { patch: 14, resizeShortSide: 256, side: 224, ...imageNet },
  'embedded/mini': { patch: 8, resizeShortSide: 160, side: 160, ...halves },
} as const;

/** The tensor `pixels` of a golden. */
function readPixels(file: string): Float32Array {
  const bytes = readFileSync(file);
  const headerEnd = 8 + Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.toString('utf8', 8, headerEnd));
  const [start, end] = header.pixels.data_offsets;
  return new Float32Array(Uint8Array.from(bytes.subarray(headerEnd + start, headerEnd + end)).buffer);
}

describe.skipIf(missing)('prepareImage against PIL and torch', () => {
  test.each([
    ['photos/vit-tiny-augreg', 'astronaut'],
    ['photos/vit-tiny-augreg', 'chelsea'],
    ['photos/dinov2-small-depth', 'astronaut'],
    ['photos/dinov2-small-depth', 'chelsea'],
    ['embedded/mini', 'astronaut'],
  ] as const)('%s on %s: every pixel value is the same to the last bit', async (model, photo) => {
    const { patch, resizeShortSide, side, mean, std } = recipes[model];
    const golden = readPixels(join(shared, `goldens/${model}.${photo}.safetensors`));
    const { data, info } = await sharp(join(shared, `photos/${photo}.png`))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const crop = { height: side, width: side };
    const input = prepareImage(
      { width: info.width, height: info.height, data },
      { fit: 'publisher' },
      { patch, preprocessing: { resizeShortSide, crop, interpolation: 'bicubic', mean, std } },
    );
    expect(input.pixels).toHaveLength(golden.length);
    expect(input.pixels.filter((value, i) => value !== golden[i])).toHaveLength(0);
  });
});
