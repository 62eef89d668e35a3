import type { ReactNode } from 'react';

export const title = 'The map in numbers';
export const waiting = 'The numbers stand here as soon as the layer has run.';

/** What is shown, with the extent of its patches and where its mass lies. */
export function summary({
  map,
  phrase,
  smallest,
  median,
  largest,
  where,
}: Readonly<Record<'map' | 'phrase' | 'smallest' | 'median' | 'largest' | 'where', string>>) {
  return (
    <>
      <strong>{map}.</strong> {phrase}. Patches: smallest {smallest}, median {median}, largest {largest}.{' '}
      {where}
    </>
  );
}

export const layouts = {
  legend: 'Layout of the numbers',
  patches: 'patches',
  patchesHint: 'Rows and columns as the patches lie',
  list: 'list',
  listHint: 'One line a token, sorted',
};
export const lens = 'Lens';
/** The power of ten, as markup. */
export const inUnits = (power: ReactNode) => <>in units of {power}</>;
export const tabs = { name: 'Tab-separated numbers', copy: 'Copy as TSV' };
export const commas = { name: 'Comma-separated numbers', copy: 'Copy as CSV' };

export const specialTokens = 'Special tokens';
export const patches = {
  label: (map: string) => `${map}, patches by row and column`,
  caption: (map: string, rows: number, columns: number) =>
    `${map}: ${rows} rows by ${columns} columns of patches`,
};
export const tokens = {
  label: (map: string) => `${map}, token by token`,
  caption: (map: string) => `${map}: every token by its value`,
  rank: 'Rank',
  token: 'Token',
  inSequence: 'As the tokens come',
  row: 'Row',
  column: 'Column',
  value: 'Value',
  byValue: 'Largest first, or smallest first',
  query: (token: string) => `Query from ${token}`,
};
