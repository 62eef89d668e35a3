import { integer } from '../grammar.ts';

export const tooLong = (limit: number) => `The link is longer than ${integer(limit)} characters.`;

export const tooManyLenses = (place: number, limit: number) =>
  `The link has a lens ${place}; there are ${limit} lenses at most.`;

/** A lens that a link names by its place, which there is not. */
export const lensAt = (place: string) => `no. ${place}`;

export const noVersion = (quoted: string) => `The link says that its version is ${quoted}, which is none.`;

export const newer = (version: number, known: number) =>
  `The link is of version ${version}, this page knows up to ${known}; some of it may be missing. Reload the page for a newer one.`;

export const openingImage = 'Opening the image of the link';
export const fetching = (address: string) => `Fetching the image of the link: ${address}`;

export const noSample = (file: string) =>
  `The sample ${file} does not come with this version; another one is shown.`;

/** Behind the first few problems of a link. */
export const more = (count: number) => `And ${count} more.`;

/** Images that lie at an address. */
export const image = {
  damaged: 'The image within the link is damaged. Copy the whole link again.',
  name: 'Small copy in the link',
  unreachable: (host: string) =>
    `The image at ${host} cannot be fetched: the host does not answer, or does not let other pages read its files (CORS). Save the image and drop it here.`,
  refused: (host: string, status: number, address: string) =>
    `The image at ${host} cannot be fetched: the host answers ${status}. Look whether ${address} opens.`,
  noAddress: (text: string) => `“${text}” is no address of an image. Write one that begins with https://.`,
  tooSlow: (host: string) =>
    `The image at ${host} cannot be fetched: it takes more than a minute. Try again.`,
  broken: (host: string) => `The image at ${host} cannot be fetched: the connection broke off. Try again.`,
  tooLarge: (host: string, megabytes: number) =>
    `The image at ${host} has more than ${megabytes} MB, the limit. Scale it down first.`,
};
