import { describe, expect, test } from 'vitest';
import { neuronEntries, parseNeurons, sameNeurons, withNeuron, withoutNeuron } from './neuron-entries.ts';

describe('a list of neurons', () => {
  test('is read from the first layer up', () => {
    expect(neuronEntries({ '10': [4], '2': [108, 330] })).toEqual([
      { layer: 2, neuron: 108 },
      { layer: 2, neuron: 330 },
      { layer: 10, neuron: 4 },
    ]);
  });

  test('takes a neuron once, and drops a layer with its last neuron', () => {
    const once = withNeuron({ '2': [108] }, { layer: 3, neuron: 7 });
    expect(once).toEqual({ '2': [108], '3': [7] });
    expect(withNeuron(once, { layer: 3, neuron: 7 })).toEqual(once);
    expect(withoutNeuron(once, { layer: 3, neuron: 7 })).toEqual({ '2': [108] });
  });

  test('equals another with the same neurons in another order, and no other', () => {
    expect(sameNeurons({ '2': [108, 330] }, { '2': [330, 108] })).toBe(true);
    expect(sameNeurons({ '2': [108] }, { '2': [330, 108] })).toBe(false);
    expect(sameNeurons({ '1': [2] }, { '12': [] })).toBe(false);
  });
});

describe('typed neurons', () => {
  test('are layer and neuron, one or many', () => {
    expect(parseNeurons('2:108')).toEqual([{ layer: 2, neuron: 108 }]);
    expect(parseNeurons(' 2:108, 3:7 ')).toEqual([
      { layer: 2, neuron: 108 },
      { layer: 3, neuron: 7 },
    ]);
  });

  test.each([
    ['108', '“108” is no layer:neuron. Type both numbers, for example 2:108.'],
    ['2:108 x', '“x” is no layer:neuron. Type both numbers, for example 2:108.'],
    ['-1:4', '“-1:4” is no layer:neuron. Type both numbers, for example 2:108.'],
    ['', 'Type a layer and a neuron, for example 2:108.'],
  ])('that are wrong (%j) are named', (text, message) => {
    expect(() => parseNeurons(text)).toThrow(message);
  });
});
