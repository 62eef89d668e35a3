/** The variants of the small model: their names, what each is wherever it is shown, and what sets it apart. */
export const models = {
  'mini-artifacts': {
    title: 'Mini, with artifacts',
    label: 'Mini: a small distilled model with a planted artifact, for demonstration',
    difference: 'Two neurons in block 2 were rewritten to plant high-norm artifacts.',
  },
  mini: {
    title: 'Mini, clean',
    label: 'Mini: a small distilled model with nothing planted, for demonstration',
    difference: 'The same small model with nothing planted.',
  },
  'mini-registers': {
    title: 'Mini, with registers',
    label: 'Mini: a small distilled model with planted registers, for demonstration',
    difference: 'Four register tokens carry what the artifacts carried.',
  },
  'mini-gated': {
    title: 'Mini, gated',
    label: 'Mini: a small distilled model with gates that were fitted to its sinks, for demonstration',
    difference: 'A gate on every head takes the place of the sinks.',
  },
};
