import { fixed } from '../grammar.ts';

export const name = 'Downloads';
export const downloadOf = (model: string) => `Download of ${model}`;

/** Amounts are in MB, the rate in MB a second, where it is known. */
export const progress = (
  loaded: string,
  total: string,
  rate: string | undefined,
  secondsLeft: number | undefined,
) => {
  const amount = `${loaded} of ${total} MB`;
  if (rate === undefined) return amount;
  return secondsLeft === undefined
    ? `${amount}, ${rate} MB/s`
    : `${amount}, ${rate} MB/s, ${time(secondsLeft)} left`;
};

export const fileProgress = (file: string, loaded: string, total: string) =>
  `${file}: ${loaded} of ${total} MB`;

function time(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${fixed(seconds / 3600, 1)} h`;
}
