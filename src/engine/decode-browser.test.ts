import { afterEach, describe, expect, test, vi } from 'vitest';
import { decodeImage } from './decode-browser.ts';

const png = (width: number, height: number) => {
  const bytes = Uint8Array.of(
    0x89,
    0x50,
    0x4e,
    0x47,
    13,
    10,
    26,
    10,
    0,
    0,
    0,
    13,
    0x49,
    0x48,
    0x44,
    0x52,
    ...Array(17).fill(0),
  );
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return new Blob([bytes]);
};

afterEach(() => vi.unstubAllGlobals());

// How pixels come out of a bitmap is tested in Chromium: e2e/decode.spec.ts.
describe('decodeImage', () => {
  test('never hands an image that is too large, empty or none to the decoder', async () => {
    const decoder = vi.fn();
    vi.stubGlobal('createImageBitmap', decoder);
    await expect(decodeImage(png(20_000, 20_000), 'huge.png')).rejects.toThrow(
      'huge.png is 20,000 × 20,000 pixels (400 megapixels); the limit is 50 megapixels. Scale it down first.',
    );
    await expect(decodeImage(new Blob([]), 'a.png')).rejects.toThrow('a.png is empty (0 bytes).');
    await expect(decodeImage(new Blob(['text']), 'a.png')).rejects.toThrow(
      'a.png is not an image this browser can read. Use PNG, JPEG, WebP, AVIF or GIF.',
    );
    expect(decoder).not.toHaveBeenCalled();
  });

  test('says that a file the decoder refuses is damaged', async () => {
    vi.stubGlobal('createImageBitmap', () => Promise.reject(new DOMException('', 'InvalidStateError')));
    await expect(decodeImage(png(30, 20), 'cut.png')).rejects.toThrow(
      'cut.png is damaged or cut off: its header says PNG, 30 × 20 pixels, but the pixels cannot be decoded. Download or export it again.',
    );
  });

  test('refuses and frees a bitmap that is larger than its header said', async () => {
    const close = vi.fn();
    vi.stubGlobal('createImageBitmap', () => Promise.resolve({ width: 30_000, height: 2_000, close }));
    await expect(decodeImage(png(30, 20), 'liar.png')).rejects.toThrow('liar.png is 30,000 × 2,000 pixels');
    expect(close).toHaveBeenCalledOnce();
  });

  test('stops when its signal fires', async () => {
    const decoder = vi.fn();
    vi.stubGlobal('createImageBitmap', decoder);
    await expect(decodeImage(png(30, 20), 'a.png', AbortSignal.abort())).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
    expect(decoder).not.toHaveBeenCalled();
  });
});
