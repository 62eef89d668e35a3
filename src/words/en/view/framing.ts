import { integer } from '../grammar.ts';

export const title = 'What the model sees';
/** What each fit does. */
export const details = {
  publisher: 'Resized and cropped as the checkpoint says.',
  whole: 'True aspect ratio, sides rounded to the patch.',
  crop: 'The largest part in the middle that has the shape.',
  pad: 'The whole image, filled up with the mean colour.',
  stretch: 'The whole image, its aspect ratio ignored.',
};
export const awayFromNative = (columns: number, rows: number) =>
  `Mini’s planted artifact depends on its native grid of ${columns} × ${rows} patches. At other sizes or shapes its position code is blurred, and the artifact fades.`;

export const size = 'Size';
export const longerSide = 'Longer side';
export const pixels = (count: number) => `${count} px`;
export const pixelsRead = (count: number) => `${count} pixels`;
export const shape = 'Shape';
/** A shape that is none of those on offer. */
export const otherShape = 'other';
export const sides = { width: 'Width', height: 'Height' };

interface Grid {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  readonly tokens: number;
}
/** What a size makes of the image. */
export const grid = ({ width, height, columns, rows, tokens }: Grid) =>
  `${width} × ${height} px: ${columns} × ${rows} patches, ${integer(tokens)} tokens.`;
/** What its run takes, reckoned from the run on the screen. */
export const time = (duration: string, megabytes: string) =>
  `About ${duration} here, ${megabytes} MB beside the model.`;
/** The same where that run was not timed. */
export const work = (times: string, megabytes: string) =>
  `${times} times the work of the run on the screen, ${megabytes} MB beside the model.`;
