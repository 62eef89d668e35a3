import * as words from '#words/core/neuron-lists.ts';
import { InputError } from '../input-error.ts';
import { uniformNumbers } from '../tensor/random-numbers.ts';
import type { NeuronList } from './reroute.ts';

/**
 * As many neurons in each layer as a list has, none of them in it, ascending: the control of Jiang et al. (2025).
 * Equal seeds give equal lists. `hidden` is the number of neurons in a layer.
 * @throws InputError if a layer has too few other neurons.
 */
export function randomNeurons(
  list: NeuronList,
  { hidden, seed }: { hidden: number; seed: number },
): NeuronList {
  const uniform = uniformNumbers(seed);
  const drawn = Object.entries(list).map(([layer, neurons]) => {
    const listed = new Set(neurons);
    const others = Array.from({ length: hidden }, (_, neuron) => neuron).filter(
      (neuron) => !listed.has(neuron),
    );
    if (others.length < listed.size) {
      throw new InputError(words.tooFewOthers(listed.size, hidden, layer));
    }
    return [layer, draw(others, listed.size, uniform)];
  });
  return Object.fromEntries(drawn);
}

/** Draws without replacement (Fisher and Yates), ascending. */
function draw(from: number[], count: number, uniform: () => number): number[] {
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor(uniform() * (from.length - i));
    [from[i], from[j]] = [from[j]!, from[i]!];
  }
  return from.slice(0, count).sort((a, b) => a - b);
}
