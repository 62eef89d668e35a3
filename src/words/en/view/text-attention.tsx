import type { ReactNode } from 'react';

export const title = 'How the text tower reads it';
export const tokens = 'Tokens';
export const about = (count: number, last: string) =>
  `${count} tokens with their numbers in the vocabulary. Each attends to itself and to those before it; the last, ${last}, stands for the whole text.`;
export const layer = 'Layer';
export const head = 'Head';
export const mean = 'mean of heads';

/** What of the later tokens' attention goes to the first. */
export const sink = (share: ReactNode, first: string) => (
  <>
    {share} of the later tokens’ attention goes to the first, {first}. It stands before every word and knows
    none: what goes there is parked, as in a sink.
  </>
);
export const grid = 'To the first token, by layer and head';
export const gridCell = (row: number, column: number, share: string) =>
  `Layer ${row}, head ${column}: ${share}`;

export const matrix = {
  /** `shares`: what the last token gives to each, "token share". */
  name: (shares: readonly string[]) =>
    `Attention of each token, in rows, to each, in columns: the last gives ${shares.join(', ')}.`,
  pointed: (query: string, key: string, share: string) => `${query} attends to ${key}: ${share}`,
  nothingPointed: 'Rows attend, columns are attended to.',
  scale: 'Attention, 0 to 1.',
};
