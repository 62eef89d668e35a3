/** What messages call interventions that came in no file. */
export const theIntervention = 'The intervention';

/** What a field should be. */
export const allOrList = '"all" or a list';
export const sinks = '"outliers", "received" or {"tokens": [...]}';
export const layerKey = 'a layer, counted from 0';
export const neuronLists = 'lists of neurons by layer, such as {"7": [12, 40]}';
export const targets = '"registers", "none" or {"patches": [...]}';

export const file =
  'It should hold interventions, or a list of neurons such as {"neurons": {"7": [12, 40]}}.';

/** `reason` is what the parser says. */
export const notJson = (name: string, reason: string) => `${name} is not JSON: ${reason}.`;

export const neuronsBeside = (file: string, field: string) =>
  `${file}: neurons stand for a whole intervention and cannot stand beside ${field}. Move them to ` +
  'reroute.neurons, and set registers.count.';

export const noTrainedRegisters = 'dropTrainedRegisters: this model has no trained registers to drop.';

/** `last` is the last that the model has; `field` names one beyond. */
export const beyondModel = {
  layer: (field: string, layer: number, last: number) =>
    `${field} names layer ${layer}, but this model has the layers 0 to ${last}.`,
  head: (field: string, head: number, last: number) =>
    `${field} names head ${head}, but this model has the heads 0 to ${last}.`,
};

export const unknownToken = (field: string, token: number, last: number) =>
  `${field} names token ${token}, but this sequence has the tokens 0 to ${last}.`;

export const blindHead = (field: string, head: number) =>
  `${field} hides every token from head ${head}. Leave at least one to attend to.`;

/** In a field's place. */
export const maskAndGate = 'mask together with the gate';

export const unknownLayer = (layer: string, last: number) =>
  `The neuron list names layer ${layer}, but this model has the layers 0 to ${last}.`;

export const unknownNeuron = (layer: string, neuron: number, last: number) =>
  `The neuron list names neuron ${neuron} of layer ${layer}, but this model's layers have the neurons ` +
  `0 to ${last}.`;

export const noRegisters =
  'reroute.target is registers, but there are none. Set registers.count to 1 or more.';

export const unknownPatch = (patch: number, last: number) =>
  `reroute.target names patch ${patch}, but the image has the patches 0 to ${last}.`;
