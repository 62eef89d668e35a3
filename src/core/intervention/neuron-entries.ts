import * as words from '#words/core/neuron-entries.ts';
import { InputError } from '../input-error.ts';
import type { NeuronList } from './reroute.ts';

/** One neuron of an MLP's hidden layer. */
export interface Neuron {
  readonly layer: number;
  readonly neuron: number;
}

/** The neurons of a list, from the first layer up, within a layer in the list's order. */
export function neuronEntries(list: NeuronList): Neuron[] {
  return Object.entries(list)
    .map(([layer, neurons]) => ({ layer: Number(layer), neurons }))
    .sort((a, b) => a.layer - b.layer)
    .flatMap(({ layer, neurons }) => neurons.map((neuron) => ({ layer, neuron })));
}

/** The intervention's form of neurons; each once, no empty layers. */
export function neuronsByLayer(neurons: readonly Neuron[]): NeuronList {
  const list: Record<string, number[]> = {};
  for (const { layer, neuron } of neurons) {
    const known = list[layer] ?? [];
    if (!known.includes(neuron)) list[layer] = [...known, neuron];
  }
  return list;
}

/** A list with one neuron more. */
export function withNeuron(list: NeuronList, neuron: Neuron): NeuronList {
  return neuronsByLayer([...neuronEntries(list), neuron]);
}

/** A list with one neuron less. */
export function withoutNeuron(list: NeuronList, { layer, neuron }: Neuron): NeuronList {
  return neuronsByLayer(
    neuronEntries(list).filter((entry) => entry.layer !== layer || entry.neuron !== neuron),
  );
}

/** Whether two lists name the same neurons, in whatever order. */
export function sameNeurons(a: NeuronList, b: NeuronList): boolean {
  const names = (list: NeuronList) =>
    neuronEntries(list)
      .map(({ layer, neuron }) => `${layer}:${neuron}`)
      .sort()
      .join(' ');
  return names(a) === names(b);
}

/** Reads neurons as they are typed: "2:108", or several with commas or spaces. @throws InputError with an example. */
export function parseNeurons(text: string): Neuron[] {
  const typed = text.split(/[\s,;]+/).filter((entry) => entry !== '');
  if (typed.length === 0) throw new InputError(words.typeNeuron);
  return typed.map((entry) => {
    const [, layer, neuron] = /^(\d{1,6})[:.](\d{1,6})$/.exec(entry) ?? [];
    if (layer === undefined || neuron === undefined) {
      throw new InputError(words.noNeuron(entry));
    }
    return { layer: Number(layer), neuron: Number(neuron) };
  });
}
