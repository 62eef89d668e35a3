import { joined } from '../grammar.ts';

export const title = 'Download this model?';

/** Sizes are in MB; `missing`: what is not on this device yet, where a part of it is. */
export const text = ({
  model,
  size,
  missing,
  isMetered,
  licence,
}: {
  readonly model: string;
  readonly size: string;
  readonly missing: string | undefined;
  readonly isMetered: boolean;
  readonly licence: string | undefined;
}) =>
  joined([
    missing === undefined
      ? `${model} is ${size} MB.`
      : `${model} is ${size} MB; ${missing} MB of it are not on this device yet.`,
    isMetered ? 'This connection is slow or metered.' : '',
    'The first layers show while the rest arrives; the download can be stopped and goes on where it was.',
    licence ? `Licence: ${licence}.` : '',
  ]);

export const download = (megabytes: string) => `Download ${megabytes} MB`;
export const notNow = 'Not now';
