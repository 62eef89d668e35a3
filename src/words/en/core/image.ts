import { integer, megapixels } from '../grammar.ts';

/** Who reads an image, as a refusal names it. */
export const readers = { browser: 'this browser', commandLine: 'Sinkscope' };

export const emptyImage = (name: string) => `${name} is empty (0 bytes). Choose a file that holds an image.`;

export const tooManyPixels = (name: string, width: number, height: number, limit: number) =>
  `${name} is ${integer(width)} × ${integer(height)} pixels (${megapixels(width * height)} megapixels); ` +
  `the limit is ${megapixels(limit)} megapixels. Scale it down first.`;

export const unreadableImage = (name: string, reader: string) =>
  `${name} is not an image ${reader} can read. Use PNG, JPEG, WebP, AVIF or GIF.`;

export const undecodableImage = (name: string, format: string, width: number, height: number) =>
  `${name} is damaged or cut off: its header says ${format}, ${integer(width)} × ${integer(height)} pixels, ` +
  'but the pixels cannot be decoded. Download or export it again.';

export const impossibleInput = (height: number, width: number, limitPx: number) =>
  `An input of ${height} × ${width} pixels is not possible: each side must be a whole number from 1 to ` +
  `${integer(limitPx)}.`;
