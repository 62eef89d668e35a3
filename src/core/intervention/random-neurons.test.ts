import { expect, test } from 'vitest';
import { InputError } from '../input-error.ts';
import { randomNeurons } from './random-neurons.ts';

const list = { '6': [189], '7': [417, 3, 5] };

test('draws as many neurons in each layer, ascending, none of them listed', () => {
  for (let seed = 0; seed < 50; seed++) {
    const drawn = randomNeurons(list, { hidden: 768, seed });
    expect(Object.keys(drawn)).toEqual(['6', '7']);
    for (const [layer, neurons] of Object.entries(list)) {
      const found = drawn[layer]!;
      expect(new Set(found).size).toBe(neurons.length);
      expect(found).toEqual(found.toSorted((a, b) => a - b));
      expect(found.every((neuron) => neuron >= 0 && neuron < 768 && !neurons.includes(neuron))).toBe(true);
    }
  }
});

test('equal seeds draw equal lists, others draw others', () => {
  const drawn = (seed: number) => randomNeurons(list, { hidden: 768, seed });
  expect(drawn(1)).toEqual(drawn(1));
  expect(drawn(1)).not.toEqual(drawn(2));
});

test('can draw every neuron that is left', () => {
  expect(randomNeurons({ '0': [0, 2, 4] }, { hidden: 6, seed: 9 })).toEqual({ '0': [1, 3, 5] });
});

test('draws every neuron equally often', () => {
  const counts = new Uint32Array(6);
  for (let seed = 0; seed < 6000; seed++) {
    for (const neuron of randomNeurons({ '0': [2] }, { hidden: 6, seed })['0']!) counts[neuron]!++;
  }
  expect(counts[2]).toBe(0);
  for (const count of counts.filter((_, neuron) => neuron !== 2)) {
    expect(Math.abs(count - 1200)).toBeLessThan(150); // five standard deviations
  }
});

test('names the layer that has too few neurons left', () => {
  expect(() => randomNeurons({ '3': [0, 1, 2] }, { hidden: 5, seed: 0 })).toThrow(
    new InputError('The list names 3 of the 5 neurons of layer 3; too few are left to draw as many others.'),
  );
});
