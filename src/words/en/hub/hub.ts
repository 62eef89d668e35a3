import { integer } from '../grammar.ts';

export const fileRefused = (name: string, status: number) =>
  `${name} could not be loaded (HTTP ${status}). Reload the page to try again.`;

export const noNetwork = (name: string) =>
  `${name} could not be loaded: the network did not answer. Try again when you are online.`;

export const tooManyFiles = (limit: number) =>
  `The folder holds more than ${integer(limit)} files. Drop the model's own folder, or a few images.`;

export const notAHub = (text: string, example: string) =>
  `“${text}” is no address of a hub. Write one such as ${example}; http is for servers on this machine only.`;

export const noRepository = (text: string) =>
  `“${text}” names no repository. Write OWNER/NAME, for example facebook/dinov2-small, or OWNER/NAME@REVISION.`;

/** `detail`: what the browser says, which may be nothing. */
export const hashFailed = (detail: string) =>
  `The hash could not be computed: ${detail || 'its worker did not start'}.`;
