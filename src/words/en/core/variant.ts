import { listed } from '../grammar.ts';

/** What a variant is called, and what was changed in a sentence. */
interface Text {
  readonly name: string;
  readonly sentence: string;
}

const trainedParts = { registers: 'registers', gates: 'gates' };

export function trained(parts: readonly (keyof typeof trainedParts)[]): Text {
  if (parts.length === 0)
    return { name: 'As trained', sentence: 'The weights as published, nothing changed.' };
  const has = listed(parts.map((part) => trainedParts[part]));
  return { name: `Trained ${has}`, sentence: `Trained with ${has} from the start, nothing changed.` };
}

/** Several changes at once. */
export function together(changes: readonly Text[]): Text {
  const names = changes.map(({ name }, place) => (place === 0 ? name : lowerFirst(name)));
  return { name: names.join(' + '), sentence: changes.map(({ sentence }) => sentence).join(' ') };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** `neurons` are moved to as many test-time registers. */
export const testTimeRegisters = (neurons: number, registers: number): Text => ({
  name: registers > 1 ? `${registers} test-time registers` : 'Test-time register',
  sentence: `${activationsOf(neurons)} are moved to ${registers === 1 ? 'a token' : `${registers} tokens`} appended at test time.`,
});

export const emptyRegisters = (registers: number): Text => ({
  name: registers > 1 ? `Empty ${registers} test-time registers` : 'Empty test-time register',
  sentence: 'Tokens are appended at test time, but no neuron is sent to them.',
});

export const randomNeurons = (neurons: number): Text => ({
  name: 'Random neurons',
  sentence: `${activationsOf(neurons)}, drawn at random as a control, are moved to see that not just any neurons do it.`,
});

export const zeroed = (neurons: number): Text => ({
  name: 'Neurons zeroed',
  sentence: `${activationsOf(neurons)} are set to 0: what they carried is lost.`,
});

export const outliersMoved = (neurons: number): Text => ({
  name: 'Outliers moved',
  sentence: `${activationsOf(neurons)} are moved to chosen patches: the artifacts follow.`,
});

function activationsOf(neurons: number): string {
  return neurons === 1 ? 'One neuron’s activations' : `${neurons} neurons’ activations`;
}

export const registersDropped: Text = {
  name: 'Registers dropped',
  sentence: 'The trained registers are left out of a model that expects them.',
};

export const tokensHidden: Text = {
  name: 'Tokens hidden',
  sentence: 'Nobody may attend to the hidden tokens.',
};

export const sinksHidden: Text = {
  name: 'Sinks hidden',
  sentence: 'Nobody may attend to the sinks; their share goes to the other tokens.',
};

export const impliedGate: Text = {
  name: 'Implied gate',
  sentence: 'The sinks give nothing back: the share that they receive acts exactly as a closed gate.',
};

export const gatesOpen: Text = {
  name: 'Gates open',
  sentence: 'The trained gates are all set to 1 in a model that expects them to close.',
};

export const normalisers = {
  softmax: swapped('Softmax'),
  'softmax-1': swapped('Softmax-1'),
  sigmoid: swapped('Sigmoid attention'),
};

function swapped(name: string): Text {
  return { name, sentence: `${name} takes the place of the normaliser that the model was trained with.` };
}
