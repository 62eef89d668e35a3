import { describe, expect, test } from 'vitest';
import { readImageHeader, refuseTooManyPixels, undecodableImage } from './limits.ts';

/** The first 33 bytes of a PNG: signature and IHDR. */
function pngHeader(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  bytes.set([8, 2, 0, 0, 0], 24);
  return bytes;
}

/** A JPEG's first bytes: comment segments, then the frame header. */
function jpegWithComments(commentBytes: number): Blob {
  const segment = new Uint8Array(65535 + 2);
  segment.set([0xff, 0xfe, 0xff, 0xff]);
  const frame = Uint8Array.of(
    0xff,
    0xc0,
    0,
    17,
    8,
    0x01,
    0x2c,
    0x01,
    0xc3,
    3,
    1,
    0x22,
    0,
    2,
    0x11,
    1,
    3,
    0x11,
    1,
  );
  const comments = Array.from({ length: Math.ceil(commentBytes / segment.length) }, () => segment);
  return new Blob([Uint8Array.of(0xff, 0xd8), ...comments, frame]);
}

const read = (file: Blob, name: string) => readImageHeader(file, name, 'browser');

describe('readImageHeader', () => {
  test('reads the size of a PNG', async () => {
    await expect(read(new Blob([pngHeader(451, 300)]), 'cat.png')).resolves.toEqual({
      width: 451,
      height: 300,
      format: 'png',
    });
  });

  test('finds the size of a JPEG behind a megabyte of metadata', async () => {
    await expect(read(jpegWithComments(1e6), 'scan.jpg')).resolves.toEqual({
      width: 451,
      height: 300,
      format: 'jpg',
    });
  });

  test('refuses an empty file', async () => {
    await expect(read(new Blob([]), 'photo.png')).rejects.toThrow(
      /^photo\.png is empty \(0 bytes\)\. Choose a file that holds an image\.$/,
    );
  });

  test('refuses text that is named as an image', async () => {
    await expect(read(new Blob(['not an image, whatever the name']), 'photo.png')).rejects.toThrow(
      /^photo\.png is not an image this browser can read\. Use PNG, JPEG, WebP, AVIF or GIF\.$/,
    );
    await expect(readImageHeader(new Blob(['x']), 'photo.png', 'commandLine')).rejects.toThrow(
      /^photo\.png is not an image Sinkscope can read\. Use PNG, JPEG, WebP, AVIF or GIF\.$/,
    );
  });

  test('refuses 20,000 × 20,000 pixels from the header alone', async () => {
    await expect(read(new Blob([pngHeader(20_000, 20_000)]), 'huge.png')).rejects.toThrow(
      /^huge\.png is 20,000 × 20,000 pixels \(400 megapixels\); the limit is 50 megapixels\. Scale it down first\.$/,
    );
  });

  test('refuses a header without a size', async () => {
    await expect(read(new Blob([pngHeader(0, 10)]), 'none.png')).rejects.toThrow(/not an image this browser/);
  });

  test.each([0, 4, 8, 20])('refuses a PNG that ends after %i bytes', async (bytes) => {
    const cut = new Blob([pngHeader(10, 10).slice(0, bytes)]);
    await expect(read(cut, 'cut.png')).rejects.toThrow(
      bytes === 0 ? /is empty/ : /^cut\.png is not an image/,
    );
  });
});

test('50 megapixels are the most', () => {
  expect(() => refuseTooManyPixels({ width: 10_000, height: 5_000 }, 'a.png')).not.toThrow();
  expect(() => refuseTooManyPixels({ width: 10_000, height: 5_001 }, 'a.png')).toThrow(
    'a.png is 10,000 × 5,001 pixels (50.01 megapixels); the limit is 50 megapixels. Scale it down first.',
  );
});

test('a damaged image is told from a format that cannot be read', () => {
  const header = { width: 1200, height: 30, format: 'jpg' };
  expect(undecodableImage('a.jpg', header, 'browser').message).toBe(
    'a.jpg is damaged or cut off: its header says JPEG, 1,200 × 30 pixels, but the pixels cannot be decoded. Download or export it again.',
  );
  expect(undecodableImage('a.tif', { ...header, format: 'tiff' }, 'browser').message).toBe(
    'a.tif is not an image this browser can read. Use PNG, JPEG, WebP, AVIF or GIF.',
  );
});
