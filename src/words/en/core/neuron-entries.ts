export const typeNeuron = 'Type a layer and a neuron, for example 2:108.';

export const noNeuron = (typed: string) =>
  `“${typed}” is no layer:neuron. Type both numbers, for example 2:108.`;
