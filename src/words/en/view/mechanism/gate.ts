export const title = 'Gate';

/** Headings' states. */
export const states = {
  implied: 'implied by sinks',
  masked: 'sinks masked',
  none: 'none',
  off: 'switched off, what-if',
  on: 'trained, on',
};

export const intro =
  'A gate turns a head’s output down, token by token. Models can be trained with one (Qiu et al. 2025; ' +
  'Bondarenko et al. 2023). Without one, attention spent on a sink does the same work: it is a closed gate.';

/** The choices of a model with gates. */
export const kinds = { trained: 'trained, on', none: 'off', implied: 'implied by sinks' };
/** The first choice of a model without. */
export const noGate = 'none';

export const offNote = 'What-if: every gate is 1, so that the heads give everything they have.';

export const noSinkFound = 'The rule finds no sink in this image: nothing changes.';

export const form = 'Acts';
export const forms = {
  gate: {
    label: 'as a gate',
    hint: 'The sinks’ values count for nothing',
    note: 'What a query spends on sinks is lost: the head’s output shrinks by that much, as if a gate had closed.',
  },
  mask: {
    label: 'as a mask',
    hint: 'Nobody may look at the sinks',
    note: 'No gate: nobody may look at the sinks, and the rest is scaled up to 1.',
  },
};
