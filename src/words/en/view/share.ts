import { integer } from '../grammar.ts';

export const title = 'Share';

/** What there is to copy; HTML is a name. */
export const texts = { link: 'Link', html: 'HTML', notebook: 'Notebook' };
export const copy = 'Copy';
export const copyText = (name: string) => `Copy ${name}`;

export const linkNote = (characters: number) =>
  `All settings are in the part after “#”, which browsers send to no server. ${integer(characters)} characters.`;

export const smallCopy = (kilobytes: number) =>
  `A small copy of the image, up to ${kilobytes} kB, in the link`;
export const makingCopy = 'Making the copy…';
export const noCopy = 'No copy of this image is small enough for a link.';
export const copyMade =
  'Its maps differ a little from those of the image itself. Whoever has the link has the copy.';

export const frame = {
  heading: 'In another page',
  stageOnly: 'The stage alone',
  readOnly: 'Read-only',
};

/** What a link cannot carry. */
export const leftOut = {
  heading: 'What the link leaves out',
  /** A name is undefined where the page no longer knows it. */
  image: (name: string | undefined) =>
    `${name ?? 'The image'} lies on this device only: the link opens with the first sample instead.`,
  model: (name: string | undefined) =>
    `${name ?? 'The model'} lies on this device only: its lenses are left out.`,
  onlyModel: (name: string | undefined) =>
    `${name ?? 'The model'} lies on this device only: the link opens with the model that comes with the page.`,
  save: 'Save a session file',
  saving: 'Saving the session',
  saveHint: 'It holds all settings, and the image itself.',
  saved: 'Saved. Whoever drops it on the page sees the same; a model goes beside it as its folder.',
};
