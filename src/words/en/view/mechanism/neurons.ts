import { counted } from '../../grammar.ts';

export const title = 'Register neurons';

const neuronsOf = (count: number) => counted(count, 'neuron', 'neurons');

/** Headings' states: how many neurons are chosen, and what becomes of what they fire. */
export const states = {
  none: 'none chosen',
  leftAlone: (neurons: number) => `${neuronsOf(neurons)}, left alone`,
  noRegister: (neurons: number) => `${neuronsOf(neurons)}, no register`,
  silenced: (neurons: number) => `${neuronsOf(neurons)} silenced`,
  toRegister: (neurons: number) => `${neuronsOf(neurons)} → register`,
  toPatches: (neurons: number, patches: number) =>
    `${neuronsOf(neurons)} → ${counted(patches, 'patch', 'patches')}`,
};

export const intro =
  'A handful of neurons writes the high norms. What they fire can be moved off the patches, onto an added ' +
  'register: the same signal, in a better place (Jiang et al. 2025).';

export const lists = 'Lists of neurons';
/** How long a list is, after its title. */
export const length = neuronsOf;
export const plantedTitle = 'Planted list of Mini';
export const plantedSource = 'The two neurons that were rewritten to make its artifact: the right answer.';
export const publishedTitle = (model: string) => `Published for ${model}`;
/** Who published a list, and how it was found. */
export const publishedSource = (source: string, settings: string) => `${source} (${settings}).`;
export const ownTitle = 'List of your own';
export const importedSource = 'Imported from a file.';
export const byHand = 'Put together by hand.';
export const sourceFile = 'The file that the list is from';

export const layer = (layer: number) => `layer ${layer}`;
export const takeOut = 'Take out';
export const takeOutNeuron = (neuron: number, layer: number) => `Take out neuron ${neuron} of layer ${layer}`;

export const add = 'Add';
export const addLabel = 'Add neurons, as layer:neuron';
export const addExample = 'layer:neuron';

export const importFile = 'Import…';
export const importLabel = 'Import neurons';
export const importHint = 'A list of neurons, a result of the search, or a whole intervention, as JSON';
export const exportFile = 'Export';
export const exportHint = 'A JSON file that the command line and this page read';
export const copyTo = 'Copy to…';
export const copyToLabel = 'Copy to a lens';
export const clear = 'Clear';

export const control = 'Control';
export const controlHint =
  'As many other neurons of the same layers, drawn at random: moving them should change nothing (Jiang et al. 2025).';
/** What random neurons stand for, if it is known: the title of a list. */
export const drawnHint = (instead: string | undefined) =>
  instead === undefined
    ? 'Drawn at random. The norms should stay as they are.'
    : `Drawn at random, instead of: ${instead}. The norms should stay as they are.`;
export const draw = 'Random neurons';
export const drawAgain = 'Draw again';
export const seed = 'seed';
export const back = 'Back';

export const target = 'Send to';
export const targetLegend = 'Send the activations to';
export const targets = {
  registers: {
    label: 'register',
    hint: 'To the test-time registers',
    note: 'The added registers take over what the neurons fire.',
  },
  patches: {
    label: 'patches',
    hint: 'To patches that you point at',
    note: 'The artifact moves to the patches that you choose, below.',
  },
  none: {
    label: 'nowhere',
    hint: 'Silenced: a what-if',
    note: 'The neurons are silenced (a what-if): the information that they carry is lost, not moved.',
  },
  off: {
    label: 'left alone',
    hint: 'As the model has it',
    note: 'The neurons fire where the model has them fire.',
  },
};
export const waitsForRegister = 'There is no test-time register now: add one above, and they move again.';

export const mode = 'Mode';
export const modes = {
  paper: {
    label: 'paper',
    hint: 'Each neuron keeps its own strongest value',
    note: 'Each neuron’s strongest value goes to the target (algorithm 2 of the paper).',
  },
  code: {
    label: 'code',
    hint: 'One strongest value for all neurons of a layer',
    note:
      'The authors’ code: one value, the strongest of the layer’s listed neurons, for all of them; CLS stays as ' +
      'it is.',
  },
};

export const others = 'Others keep';
export const othersHint = 'What the neurons fire at all other tokens.';
export const othersKeep = {
  zero: 'nothing',
  mean: 'the mean',
  'only-outliers': 'the mean, only where high',
  same: 'what they had',
};

export const strength = 'Strength';
export const strengthHint = 'What the values are multiplied by on their way; 1 leaves them as they are.';
