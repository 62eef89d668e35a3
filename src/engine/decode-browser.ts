import type { RgbImage } from '../core/image/framing.ts';
import { readImageHeader, refuseTooManyPixels, undecodableImage } from '../core/image/limits.ts';
import { readRgb } from './bitmap-pixels.ts';

/**
 * Decodes an image (the first frame of an animation) to 8-bit RGB in a worker or page, turned upright by its EXIF
 * orientation, without colour conversion; alpha is dropped, the colours below it stay. Throws InputError for an
 * empty file, for what is no image, for more than 50 megapixels (before decoding) and for damaged files; rejects
 * with the signal's reason.
 */
export async function decodeImage(file: Blob, name: string, signal?: AbortSignal): Promise<RgbImage> {
  const header = await readImageHeader(file, name, 'browser');
  signal?.throwIfAborted();
  const bitmap = await createImageBitmap(file, {
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
    imageOrientation: 'from-image',
  }).catch(() => {
    throw undecodableImage(name, header, 'browser');
  });
  try {
    signal?.throwIfAborted();
    // The header may have said less than the decoder gave.
    refuseTooManyPixels(bitmap, name);
    return await readRgb(bitmap);
  } finally {
    bitmap.close();
  }
}
