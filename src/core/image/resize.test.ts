import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RgbImage } from './framing.ts';
import { type Interpolation, resizeImage } from './resize.ts';

const side = fc.integer({ min: 1, max: 40 });
const interpolation = fc.constantFrom<Interpolation>('bicubic', 'bilinear');

const images = fc
  .record({ width: side, height: side })
  .chain(({ width, height }) =>
    fc
      .uint8Array({ minLength: width * height * 3, maxLength: width * height * 3 })
      .map((data): RgbImage => ({ width, height, data })),
  );

function grey(width: number, height: number, values: readonly number[]): RgbImage {
  return { width, height, data: Uint8Array.from(values.flatMap((value) => [value, value, value])) };
}

function firstChannel(image: RgbImage): number[] {
  return Array.from({ length: image.width * image.height }, (_, pixel) => image.data[pixel * 3]!);
}

function mean(image: RgbImage): number {
  let sum = 0;
  for (const value of image.data) sum += value;
  return sum / image.data.length;
}

/** Smooth in both directions, so that no pass clips. */
function gradient(width: number, height: number): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      data[at] = 40 + (170 * x) / width;
      data[at + 1] = 40 + (170 * y) / height;
      data[at + 2] = 125 + 60 * Math.sin(x / 9) * Math.cos(y / 7);
    }
  }
  return { width, height, data };
}

describe('resizeImage', () => {
  test('the same size gives the same image', () => {
    fc.assert(
      fc.property(images, interpolation, (image, interpolation) => {
        const { width, height } = image;
        expect([...resizeImage(image, { width, height, interpolation }).data]).toEqual([...image.data]);
      }),
    );
  });

  test('an image of one colour stays that colour', () => {
    fc.assert(
      fc.property(
        fc.record({ width: side, height: side, toWidth: side, toHeight: side, value: fc.nat(255) }),
        interpolation,
        ({ width, height, toWidth, toHeight, value }, interpolation) => {
          const image = { width, height, data: new Uint8Array(width * height * 3).fill(value) };
          const resized = resizeImage(image, { width: toWidth, height: toHeight, interpolation });
          expect([resized.width, resized.height]).toEqual([toWidth, toHeight]);
          expect(new Set(resized.data)).toEqual(new Set([value]));
        },
      ),
    );
  });

  test('a part of the result equals that part of the whole result', () => {
    fc.assert(
      fc.property(images, side, side, interpolation, fc.gen(), (image, width, height, interpolation, g) => {
        const x = g(fc.nat, width - 1);
        const y = g(fc.nat, height - 1);
        const region = { x, y, width: g(fc.nat, width - x - 1) + 1, height: g(fc.nat, height - y - 1) + 1 };
        const whole = resizeImage(image, { width, height, interpolation });
        const part = resizeImage(image, { width, height, interpolation, region });
        for (let row = 0; row < region.height; row++) {
          const at = ((y + row) * width + x) * 3;
          expect([...part.data.subarray(row * region.width * 3, (row + 1) * region.width * 3)]).toEqual([
            ...whole.data.subarray(at, at + region.width * 3),
          ]);
        }
      }),
    );
  });

  test('mirroring and resizing commute', () => {
    const mirror = (image: RgbImage): RgbImage => {
      const data = new Uint8Array(image.data.length);
      for (let pixel = 0; pixel < image.width * image.height; pixel++) {
        const row = Math.floor(pixel / image.width);
        const from = row * image.width + (image.width - 1 - (pixel % image.width));
        data.set(image.data.subarray(from * 3, from * 3 + 3), pixel * 3);
      }
      return { ...image, data };
    };
    fc.assert(
      fc.property(images, side, side, (image, width, height) => {
        const options = { width, height, interpolation: 'bicubic' } as const;
        const a = resizeImage(mirror(image), options).data;
        const b = mirror(resizeImage(image, options)).data;
        // Where a sample lies on a pixel's edge the support is cut on one side, so allow one step.
        for (let i = 0; i < a.length; i++) expect(Math.abs(a[i]! - b[i]!)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test.each([
    [64, 48],
    [203, 31],
    [7, 9],
    [600, 500],
  ])('the mean survives the way to %i × %i', (width, height) => {
    const image = gradient(400, 300);
    const resized = resizeImage(image, { width, height, interpolation: 'bicubic' });
    expect(mean(resized)).toBeCloseTo(mean(image), 0);
  });

  test('halving averages with the bicubic kernel stretched to twice its width', () => {
    // The kernel at .25, .75, 1.25, 1.75 is .8672, .2266, −.0703, −.0234; cut at the borders, then normalised.
    // For the second output of the step: (.2266 − .0703 − .0234) / 2.0234 · 255 = 16.7.
    const step = grey(8, 1, [0, 0, 0, 0, 255, 255, 255, 255]);
    const resized = resizeImage(step, { width: 4, height: 1, interpolation: 'bicubic' });
    expect(firstChannel(resized)).toEqual([0, 17, 238, 255]);
    const ramp = grey(8, 1, [0, 10, 20, 30, 40, 50, 60, 70]);
    expect(firstChannel(resizeImage(ramp, { width: 4, height: 1, interpolation: 'bicubic' }))).toEqual([
      5, 25, 45, 65,
    ]);
  });

  test('doubling interpolates between neighbours', () => {
    const image = grey(2, 1, [0, 100]);
    expect(firstChannel(resizeImage(image, { width: 4, height: 1, interpolation: 'bilinear' }))).toEqual([
      0, 25, 75, 100,
    ]);
  });

  test('a box of whole pixels is resized with its surroundings in reach', () => {
    const image = gradient(40, 30);
    const box = { x: 8, y: 4, width: 20, height: 16 };
    const boxed = resizeImage(image, { width: 20, height: 16, interpolation: 'bicubic', box });
    const at = (4 * 40 + 8) * 3;
    expect([...boxed.data.subarray(0, 60)]).toEqual([...image.data.subarray(at, at + 60)]);
  });

  test('one pixel fills any size', () => {
    const image = { width: 1, height: 1, data: Uint8Array.of(9, 200, 77) };
    const resized = resizeImage(image, { width: 3, height: 2, interpolation: 'bicubic' });
    expect([...resized.data]).toEqual([
      9, 200, 77, 9, 200, 77, 9, 200, 77, 9, 200, 77, 9, 200, 77, 9, 200, 77,
    ]);
  });
});
