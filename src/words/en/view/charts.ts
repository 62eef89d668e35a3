import { counted, listed } from '../grammar.ts';

/** Measures by layer, as titles. */
export const measures = {
  outliers: 'Outliers',
  'max-over-median': 'Max / median norm',
  norms: 'Norms',
  'sink-share': 'Sink share',
  entropy: 'Entropy, nats',
};

/** The lines of a measure that has several. */
export const curves: Readonly<Record<string, string>> = { largest: 'largest', median: 'median' };

/** What exactly each measure is; `site` says what the norms are of. */
export const notes = {
  outliers: (site: string, rule: string) => `Patches by their norm, ${site}: ${rule}`,
  'max-over-median': (site: string) => `Largest over median norm of the patches, ${site}`,
  norms: (site: string) => `Largest and median norm of the patches, ${site}`,
  'sink-share': () => 'Share of the attention that goes to sinks',
  entropy: () => 'Mean entropy of the attention rows, over heads and queries',
};
/** The note of the share, with the sinks that it is of. */
export const shareOf = (note: string, sinks: string) => `${note}: ${sinks}`;

/** The sinks that are followed: "4 registers and 3 outliers of layer 2". */
export function sinks(registers: number, outliers: number, layer: number | undefined): string {
  const parts = [
    ...(registers > 0 ? [counted(registers, 'register', 'registers')] : []),
    ...(outliers > 0 ? [`${counted(outliers, 'outlier', 'outliers')} of layer ${layer}`] : []),
  ];
  return parts.length > 0 ? listed(parts) : 'none';
}
/** The sinks of several lenses, by their letters. */
export const sinksByLens = (lenses: readonly { readonly letter: string; readonly sinks: string }[]) =>
  lenses.map(({ letter, sinks: those }) => `${letter} ${those}`).join('; ');

export const chart = (measure: string) => `${measure} by layer. Arrow keys choose the layer on the stage.`;
export const unfinished = (note: string) => `${note}, as far as it has run`;
export const layer = (number: number) => `layer ${number}`;

/** A layer's values, one a line of the chart; a value that is undefined has not run. */
export function values(
  number: number,
  lines: readonly { readonly name: string; readonly value: string | undefined }[],
): string {
  const read = lines.map(({ name, value = 'not computed' }) => (name ? `${name} ${value}` : value));
  return `Layer ${number}: ${read.join(', ')}`;
}
