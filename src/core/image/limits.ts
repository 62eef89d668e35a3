import { imageSize } from 'image-size';
import * as words from '#words/core/image.ts';
import type { ByteSource } from '../checkpoint/byte-source.ts';
import { InputError } from '../input-error.ts';

/** Images with more pixels are refused before they are decoded: 50 megapixels are 200 MB as RGBA. */
export const maxImagePixels = 50_000_000;

/** Who reads the image, as the messages name it. */
export type ImageReader = keyof typeof words.readers;

export interface ImageHeader {
  readonly width: number;
  readonly height: number;
  /** The format as the file's own header gives it, such as `png` or `jpg`. */
  readonly format: string;
}

/** Enough for nearly every header; a JPEG with long metadata before its size needs the second step. */
const headerSteps = [256 * 1024, 16 * 1024 * 1024];

/**
 * Reads an image's size from its header, without decoding it.
 * Throws InputError for an empty file, for one that is no image, and for one above `maxImagePixels`.
 */
export async function readImageHeader(
  file: ByteSource,
  name: string,
  reader: ImageReader,
): Promise<ImageHeader> {
  if (file.size === 0) {
    throw new InputError(words.emptyImage(name));
  }
  for (const length of headerSteps) {
    const header = parseImageHeader(new Uint8Array(await file.slice(0, length).arrayBuffer()));
    if (header) {
      refuseTooManyPixels(header, name);
      return header;
    }
    if (file.size <= length) break;
  }
  throw unreadableImage(name, reader);
}

/** Throws InputError for an image above `maxImagePixels`. */
export function refuseTooManyPixels(size: { readonly width: number; readonly height: number }, name: string) {
  const pixels = size.width * size.height;
  if (pixels <= maxImagePixels) return;
  throw new InputError(words.tooManyPixels(name, size.width, size.height, maxImagePixels));
}

/** The error for a file that is no image, or one of a format that the reader does not know. */
function unreadableImage(name: string, reader: ImageReader): InputError {
  return new InputError(words.unreadableImage(name, words.readers[reader]));
}

/** Formats that browsers and the command line decode, as `image-size` calls them, with their names. */
const formatNames: Readonly<Record<string, string>> = {
  png: 'PNG',
  jpg: 'JPEG',
  webp: 'WebP',
  avif: 'AVIF',
  gif: 'GIF',
};

/** The error for a file whose header was read but whose pixels could not be decoded. */
export function undecodableImage(name: string, header: ImageHeader, reader: ImageReader): InputError {
  const format = formatNames[header.format];
  if (!format) return unreadableImage(name, reader);
  return new InputError(words.undecodableImage(name, format, header.width, header.height));
}

function parseImageHeader(bytes: Uint8Array): ImageHeader | undefined {
  try {
    const { width, height, type } = imageSize(bytes);
    return width > 0 && height > 0 ? { width, height, format: type ?? '' } : undefined;
  } catch {
    // image-size throws TypeError or RangeError for whatever it cannot make sense of.
    return undefined;
  }
}
