import type { ReactNode } from 'react';

/** The ways of normalising, as they stand beside their rows. */
export const ways = {
  softmax: 'softmax',
  'softmax-1': 'softmax-1',
  sigmoid: 'sigmoid',
  gated: 'with a gate',
};
export const gate = 'Gate';
export const gateOpen = (percent: number) => `${percent} % open`;
export const scoreOf = (name: string) => `Score of ${name}`;

export const causal = {
  name: 'Words that look back',
  way: 'Way of normalising',
  picture: (share: string, first: string) =>
    `Rows ask, columns are asked. On average the later words give ${share} to “${first}”.`,
  scoreOf: (word: string) => `Score of “${word}”`,
  /** What the later words give to the first word and to the others; `nowhere` where a rest can be left. */
  reading: (shares: {
    readonly first: string;
    readonly toFirst: ReactNode;
    readonly toOthers: ReactNode;
    readonly nowhere: ReactNode | undefined;
  }) => (
    <>
      The later words give {shares.toFirst} to “{shares.first}” and {shares.toOthers} to the others
      {shares.nowhere !== undefined && <>; {shares.nowhere} goes nowhere</>}.
    </>
  ),
};

export const logits = {
  name: 'Scores to drag, and their weights',
  score: 'score',
  nowhere: 'nowhere',
  sum: 'sum',
  reset: 'Scores as at first',
  howTo: 'Drag a bar, or move to it with Tab and press ↑ or ↓.',
};

/** A row of weights as it is read out; `nowhere` where a rest can be left. */
export function weights(
  way: string,
  given: readonly { readonly name: string; readonly share: string }[],
  { nowhere, sum }: { readonly nowhere: string | undefined; readonly sum: string },
): string {
  const said = [
    ...given.map(({ name, share }) => `${name} ${share}`),
    ...(nowhere === undefined ? [] : [`nowhere ${nowhere}`]),
    `sum ${sum}`,
  ];
  return `${way}: ${said.join(', ')}`;
}

export const norms = {
  waiting: 'The norms come in a moment.',
  caption: (layer: number, patches: number, threshold: string) =>
    `Layer ${layer}: ${patches} patches by their norm, on a log scale. The line is the rule for outliers, ${threshold}.`,
  above: (count: number) => `${count} above`,
};
