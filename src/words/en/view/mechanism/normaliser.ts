export const title = 'Normaliser';

/** A heading's state; a normaliser by its name. */
export const state = (name: string, isTrained: boolean) =>
  isTrained ? `${name}, as trained` : `${name}, what-if`;

export const intro = (trained: string) =>
  `How attention scores become weights. The model was trained with ${trained}; another one is a what-if.`;

export const kinds = {
  clipped: {
    label: 'clipped softmax',
    hint: 'Weights may be exactly 0',
    note: 'Softmax, stretched and clipped to 0 … 1: a head may give a token exactly nothing (Bondarenko et al. 2023).',
  },
  softmax: {
    label: 'softmax',
    hint: 'Weights sum to 1',
    note: 'Every query spends exactly 1: a head with nothing to say has to put it somewhere.',
  },
  'softmax-1': {
    label: 'softmax-1',
    hint: 'Weights may sum to less than 1',
    note: 'exp(s) / (1 + Σ exp(s)): a query may spend less than 1, as if a blank token took the rest.',
  },
  sigmoid: {
    label: 'sigmoid',
    hint: 'Each weight by itself',
    note:
      'σ(s − log n): each weight by itself, nothing is shared out (bias of Ramapuram et al. 2024; Gu et al. ' +
      '2025).',
  },
};
