import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FramingRequest, InputRequirements, RgbImage } from './framing.ts';
import { prepareImage } from './prepare.ts';

const requirements: InputRequirements = {
  patch: 14,
  preprocessing: {
    resizeShortSide: 256,
    crop: { height: 224, width: 224 },
    interpolation: 'bicubic',
    mean: [0.485, 0.456, 0.406],
    std: [0.229, 0.224, 0.225],
  },
};

function flat(width: number, height: number, value = 128): RgbImage {
  return { width, height, data: new Uint8Array(width * height * 3).fill(value) };
}

function prepare(image: RgbImage, request: FramingRequest) {
  return prepareImage(image, request, requirements);
}

describe('prepareImage', () => {
  test('publisher: the centre of the image at the native size', () => {
    const input = prepare(flat(512, 512), { fit: 'publisher' });
    expect([input.height, input.width]).toEqual([224, 224]);
    expect(input.frame).toEqual({ x: 32, y: 32, width: 448, height: 448 });
  });

  test('publisher: the long side is cut to a whole number, the crop rounds half to even', () => {
    // 451 × 300 → 384 × 256 (384.85 cut) → crop at 80, 16.
    const { frame } = prepare(flat(451, 300), { fit: 'publisher' });
    expect(frame.x).toBeCloseTo((80 * 451) / 384, 10);
    expect(frame.y).toBeCloseTo((16 * 300) / 256, 10);
    // 300 × 302 → 256 × 257 → (257 − 224) / 2 = 16.5 → 16; 300 × 304 → 259 → 17.5 → 18.
    expect(prepare(flat(300, 302), { fit: 'publisher' }).frame.y).toBeCloseTo((16 * 302) / 257, 10);
    expect(prepare(flat(300, 304), { fit: 'publisher' }).frame.y).toBeCloseTo((18 * 304) / 259, 10);
  });

  test('publisher: another size scales the recipe', () => {
    const input = prepare(flat(592, 1184), { fit: 'publisher', size: { height: 518, width: 518 } });
    expect([input.height, input.width]).toEqual([518, 518]);
    expect(input.frame).toEqual({ x: 37, y: 333, width: 518, height: 518 });
  });

  test('publisher: a size that is not square is covered, then cropped', () => {
    const input = prepare(flat(512, 512), { fit: 'publisher', size: { height: 224, width: 448 } });
    expect([input.height, input.width]).toEqual([224, 448]);
    expect(input.frame).toEqual({ x: 32, y: 144, width: 448, height: 224 });
  });

  test('sides that are no multiple of the patch are rounded to it', () => {
    for (const fit of ['publisher', 'crop', 'pad', 'stretch'] as const) {
      const input = prepare(flat(100, 90), { fit, size: { height: 225, width: 3 } });
      expect([input.height, input.width]).toEqual([224, 14]);
    }
  });

  test('whole: the largest size in the box with the true aspect ratio', () => {
    const size = { height: 518, width: 518 };
    const wide = prepare(flat(1000, 500), { fit: 'whole', size });
    expect([wide.height, wide.width]).toEqual([266, 518]);
    expect(wide.frame).toEqual({ x: 0, y: 0, width: 1000, height: 500 });
    const tall = prepare(flat(427, 640), { fit: 'whole', size });
    expect([tall.height, tall.width]).toEqual([518, 350]);
    const thin = prepare(flat(4000, 10), { fit: 'whole', size });
    expect([thin.height, thin.width]).toEqual([14, 518]);
  });

  test('whole: never leaves the box, whatever the image and the box', () => {
    const side = fc.integer({ min: 1, max: 60 });
    const box = fc.integer({ min: 14, max: 120 });
    fc.assert(
      fc.property(side, side, box, box, (width, height, boxWidth, boxHeight) => {
        const size = { height: boxHeight, width: boxWidth };
        const input = prepare(flat(width, height), { fit: 'whole', size });
        expect(input.width % 14).toBe(0);
        expect(input.height % 14).toBe(0);
        expect(input.width).toBeLessThanOrEqual(boxWidth);
        expect(input.height).toBeLessThanOrEqual(boxHeight);
      }),
    );
  });

  test('crop: the largest centred region of the same aspect ratio', () => {
    const input = prepare(flat(640, 480), { fit: 'crop', size: { height: 224, width: 112 } });
    expect(input.frame).toEqual({ x: 200, y: 0, width: 240, height: 480 });
    const wide = prepare(flat(640, 480), { fit: 'crop', size: { height: 112, width: 224 } });
    expect(wide.frame).toEqual({ x: 0, y: 80, width: 640, height: 320 });
  });

  test('pad: the whole image in the middle, the mean colour around it', () => {
    const input = prepare(flat(448, 224, 255), { fit: 'pad', size: { height: 224, width: 224 } });
    expect(input.frame).toEqual({ x: 0, y: -112, width: 448, height: 448 });
    const column = Array.from({ length: 224 }, (_, row) => input.pixels[row * 224 + 100]!);
    expect(column.slice(0, 56).every((value) => value === 0)).toBe(true);
    expect(column.slice(56, 168).every((value) => Math.abs(value - (1 - 0.485) / 0.229) < 1e-6)).toBe(true);
    expect(column.slice(168).every((value) => value === 0)).toBe(true);
  });

  test('stretch: the same size keeps every pixel', () => {
    const image = {
      width: 28,
      height: 14,
      data: Uint8Array.from({ length: 28 * 14 * 3 }, (_, i) => i % 251),
    };
    const input = prepare(image, { fit: 'stretch', size: { height: 14, width: 28 } });
    const { mean, std } = requirements.preprocessing;
    for (let i = 0; i < image.data.length; i++) {
      const [pixel, channel] = [Math.floor(i / 3), i % 3];
      const restored = (input.pixels[channel * 28 * 14 + pixel]! * std[channel]! + mean[channel]!) * 255;
      expect(restored).toBeCloseTo(image.data[i]!, 4);
    }
    expect(input.frame).toEqual({ x: 0, y: 0, width: 28, height: 14 });
  });

  test('one pixel gives an even input under every fit', () => {
    for (const fit of ['publisher', 'whole', 'crop', 'pad', 'stretch'] as const) {
      const input = prepare(flat(1, 1, 200), { fit });
      expect(input.pixels).toHaveLength(3 * 224 * 224);
      expect(new Set(input.pixels.subarray(0, 224 * 224)).size).toBe(1);
    }
  });

  test('every input is finite and its frame lies centred', () => {
    const side = fc.integer({ min: 1, max: 80 });
    const fit = fc.constantFrom('publisher', 'whole', 'crop', 'pad', 'stretch');
    fc.assert(
      fc.property(side, side, fit, (width, height, fit) => {
        const { pixels, frame } = prepare(flat(width, height), { fit, size: { height: 28, width: 42 } });
        expect(pixels.every(Number.isFinite)).toBe(true);
        // Centred to within one pixel of the resized image.
        expect(Math.abs(frame.x + frame.width / 2 - width / 2)).toBeLessThanOrEqual(frame.width / 42);
        expect(Math.abs(frame.y + frame.height / 2 - height / 2)).toBeLessThanOrEqual(frame.height / 28);
      }),
    );
  });

  test.each([
    [{ height: 0, width: 224 }, 'An input of 0 × 224 pixels'],
    [{ height: 224, width: 20000 }, 'An input of 224 × 20000 pixels'],
    [{ height: 10.5, width: 224 }, 'An input of 10.5 × 224 pixels'],
  ])('refuses the size %o', (size, start) => {
    expect(() => prepare(flat(10, 10), { fit: 'crop', size })).toThrow(
      `${start} is not possible: each side must be a whole number from 1 to 4,096.`,
    );
  });
});
