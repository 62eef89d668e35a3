/** Where a patch is. */
export const place = (row: number, column: number) => `row ${row}, column ${column}`;
/** The token that the numbers are of, before them. */
export const of = (token: string) => `${token}:`;
export const norm = (value: string) => `${value} (L2 norm)`;
/** Of what a share is, where several patches ask or the whole map counts. */
export const wholes = {
  theirs: 'of their attention',
  received: 'of all that they receive',
  map: 'of the whole map',
};
export const share = (percent: string, whole: string) => `· ${percent} ${whole}`;
export const rank = (place: number, count: number) => `· rank ${place} of ${count} patches`;
export const copyHint = 'Copy these numbers as a line with tabs';
export const copyLabel = 'Copy these numbers';
export const copy = { ready: 'copy', copied: 'copied', refused: 'select it instead' };
