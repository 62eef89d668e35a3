/** The name under which a changed map is read out. */
export const name = 'The map';

export const title = (layer: number, map: string) => `Layer ${layer}, ${map}.`;
export const notComputed = 'Not computed yet.';
export const difference = 'Difference from the reference lens.';
/** `shows`: as in ./wording.ts. */
export const shown = (shows: string) => `${shows}.`;
export const grid = (rows: number, columns: number) => `${rows} rows of ${columns} patches, counted from 0.`;

interface Place {
  readonly row: number;
  readonly column: number;
}

export const largest = ({ row, column }: Place) => `Largest: row ${row}, column ${column}.`;

export const largestPatches = (places: readonly (Place & { readonly value: string })[]) =>
  `Largest patches: ${places.map(({ row, column, value }) => `row ${row}, column ${column}: ${value}`).join('; ')}.`;

/** `share`: of the map, where there is one. */
export const specialTokens = (
  tokens: readonly { readonly name: string; readonly value: string; readonly share: string | undefined }[],
) =>
  `Special tokens: ${tokens.map(({ name, value, share }) => (share === undefined ? `${name} ${value}` : `${name} ${value}, ${share}`)).join('; ')}.`;

/** What shares are of, besides those of ./wording.ts. */
export const wholes = { flow: 'of the flow', sum: 'of the map’s sum' };

/** `share`: what the outliers hold of the map, where it has shares. */
export function outliers(count: number, patches: number, share: string | undefined): string {
  if (count === 0) return `None of ${patches} patches is an outlier by norm.`;
  if (share === undefined) {
    return count === 1
      ? `1 of ${patches} patches is an outlier by norm.`
      : `${count} of ${patches} patches are outliers by norm.`;
  }
  return count === 1
    ? `1 of ${patches} patches is an outlier by norm and holds ${share}.`
    : `${count} of ${patches} patches are outliers by norm and hold ${share}.`;
}
