import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { missingShared, sharedFile } from '../../../tools/fixtures/goldens.ts';
import { openTensorFile, readTensor } from '../../../tools/fixtures/tensor-file.ts';
import { prepareImage } from './prepare.ts';

const missing = missingShared("preprocessing against the publishers' pixels", 'goldens', 'photos');
const imageNet = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } as const;
const halves = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] } as const;
const recipes = {
  'photos/vit-tiny-augreg': { patch: 16, resizeShortSide: 248, side: 224, ...halves },
  'photos/dinov2-small-depth': { patch: 14, resizeShortSide: 256, side: 224, ...imageNet },
  'embedded/mini': { patch: 8, resizeShortSide: 160, side: 160, ...halves },
} as const;

describe.skipIf(missing)('prepareImage against PIL and torch', () => {
  test.each([
    ['photos/vit-tiny-augreg', 'astronaut'],
    ['photos/vit-tiny-augreg', 'chelsea'],
    ['photos/dinov2-small-depth', 'astronaut'],
    ['photos/dinov2-small-depth', 'chelsea'],
    ['embedded/mini', 'astronaut'],
  ] as const)('%s on %s: every pixel value is the same to the last bit', async (model, photo) => {
    const { patch, resizeShortSide, side, mean, std } = recipes[model];
    const goldenFile = await openTensorFile(sharedFile(`goldens/${model}.${photo}.safetensors`)!);
    const { data: golden } = await readTensor(goldenFile, 'pixels');
    const { data, info } = await sharp(sharedFile(`photos/${photo}.png`))
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
