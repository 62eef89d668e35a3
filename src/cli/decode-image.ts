import sharp from 'sharp';
import type { ByteSource } from '../core/checkpoint/byte-source.ts';
import type { RgbImage } from '../core/image/framing.ts';
import { maxImagePixels, readImageHeader, undecodableImage } from '../core/image/limits.ts';

/**
 * Decodes an image (the first frame of an animation) to 8-bit RGB, turned upright by its EXIF orientation,
 * without colour conversion; alpha is dropped, the colours below it stay, as PIL's `convert('RGB')` does.
 * Throws InputError for an empty file, for what is no image, for more than 50 megapixels and for damaged files.
 */
export async function decodeImage(file: ByteSource, name: string): Promise<RgbImage> {
  const header = await readImageHeader(file, name, 'commandLine');
  const bytes = new Uint8Array(await file.slice(0, file.size).arrayBuffer());
  try {
    const { data, info } = await sharp(bytes, {
      autoOrient: true,
      ignoreIcc: true,
      limitInputPixels: maxImagePixels,
      pages: 1,
    })
      .removeAlpha()
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data };
  } catch {
    throw undecodableImage(name, header, 'commandLine');
  }
}
