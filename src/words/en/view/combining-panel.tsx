import type { ReactNode } from 'react';

export const noTrace = 'There is no trace yet.';
export const title = 'Combine heads and layers';
export const map = 'The map on the stage';
export const choices = {
  mean: { label: 'mean', hint: 'All heads of the layer alike' },
  weighted: { label: 'weighted', hint: 'The heads of the layer by weights of your own' },
  range: { label: 'layers', hint: 'The mean over a range of layers' },
  rollout: { label: 'rollout', hint: 'Attention followed through the layers' },
};
export const nothingChosen = (isMean: boolean) =>
  `The stage shows one layer${isMean ? ', all heads alike' : ''}. Choose how heads or layers become one map.`;
export const about = {
  weighted: 'Each head counts by its weight, relative to the sum of all weights.',
  range: 'The maps of several layers, averaged. The staged layer is the last of them.',
  rollout:
    'Attention followed from token to token through the layers: the product of their matrices. The staged layer is the last of them.',
};
export const asSentence = (phrase: string) => `${phrase}.`;
export const column = 'A column of the grid, for every layer';
export const reset = 'Reset weights, range and rollout';

export const weights = 'Weights of the heads';
export const weight = (head: number) => `Weight of head ${head}`;
export const all = (weight: number) => `All ${weight}`;

export const firstLayer = 'From layer';
export const rangeHeads = {
  name: 'Heads of each layer',
  mean: { label: 'mean', hint: 'Mean of the heads in each layer' },
  max: { label: 'max', hint: 'The largest head at each patch, in each layer' },
  weighted: { label: 'weighted', hint: 'The heads by your weights, in each layer' },
};
export const rolloutHeads = {
  name: 'Heads',
  mean: { label: 'mean', hint: 'Mean of the heads, as in the paper' },
  max: { label: 'max', hint: 'The largest head at each pair of tokens' },
  min: { label: 'min', hint: 'The smallest head at each pair of tokens' },
};
export const identity = {
  label: 'With identity, for the residual connection',
  hint: 'For the residual connection: 0.5 · attention + 0.5 · identity',
};
export const discard = 'Discard lowest';

export const mask = {
  title: 'Mask',
  shown: 'Only the patches that hold most of the map’s mass',
  share: { label: 'Mass', name: 'Share of the mass' },
  asDino: 'As DINO’s script shows it',
  /** `script`: the file's name. */
  about: (share: string, script: ReactNode) => (
    <>
      That is the row of CLS in the last layer, head by head, with the patches that hold {share} of its mass (
      {script}, Caron et al. 2021). CLS and registers are no part of the mass.
    </>
  ),
};
