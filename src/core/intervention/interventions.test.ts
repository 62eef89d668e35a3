import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { InputError } from '../input-error.ts';
import { parseInterventionFile, parseInterventions } from './interventions.ts';

const neurons = { '7': [12, 40] };
const rerouted = { neurons, target: 'registers', mode: 'paper', others: 'zero', scale: 1 };

describe('interventions are read', () => {
  test('with their defaults', () => {
    expect(
      parseInterventions({
        registers: { count: 2 },
        reroute: { neurons },
        mask: { tokens: [17] },
        normaliser: 'softmax',
        gate: { kind: 'implied' },
        dropTrainedRegisters: false,
      }),
    ).toEqual({
      registers: { count: 2, init: 'zeros', seed: 0 },
      reroute: rerouted,
      mask: { tokens: [17], layers: 'all', heads: 'all' },
      normaliser: 'softmax',
      gate: { kind: 'implied', sinks: 'outliers', form: 'gate' },
      dropTrainedRegisters: false,
    });
  });

  test('and read again unchanged', () => {
    const whole = {
      registers: { count: 8, init: 'random', seed: 3 },
      reroute: { neurons, target: { patches: [3, 4] }, mode: 'code', others: 'only-outliers', scale: 0.5 },
      mask: [{ tokens: [1], layers: [0, 2], heads: 'all' }],
      normaliser: 'sigmoid',
      gate: { kind: 'implied', sinks: { tokens: [5], layers: [1] }, form: 'mask' },
      dropTrainedRegisters: true,
    };
    expect(parseInterventions(whole)).toEqual(whole);
    expect(parseInterventions({})).toEqual({});
  });

  test('from neurons by layer without anything around them', () => {
    expect(parseInterventions({ 2: [108, 330] })).toEqual(parseInterventions({ neurons: { 2: [108, 330] } }));
    expect(() => parseInterventions({ 2: [-1] }, 'f.json')).toThrow('f.json: neurons.2.0');
  });

  test('from a bare list of neurons, as one test-time register', () => {
    expect(parseInterventions({ neurons })).toEqual({
      registers: { count: 1, init: 'zeros', seed: 0 },
      reroute: rerouted,
    });
    expect(parseInterventions({ neurons, registers: 3 }).registers).toMatchObject({ count: 3 });
  });

  test('as the documentation shows them', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../docs/interventions.md'), 'utf8');
    const examples = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, json]) => json!);
    expect(examples).toHaveLength(2);
    const [whole, list] = examples.map((json) => parseInterventionFile(json, 'docs/interventions.md'));
    expect(whole).toEqual(JSON.parse(examples[0]!));
    expect(list).toMatchObject({ registers: { count: 1 }, reroute: rerouted });
  });

  test('from what the search for register neurons writes', () => {
    const found = {
      neurons,
      settings: { topK: 2 },
      sweep: [],
      scores: [{ layer: 7, neuron: 12, score: 9.5 }],
    };
    expect(parseInterventionFile(JSON.stringify(found), 'neurons.json')).toEqual({
      registers: { count: 1, init: 'zeros', seed: 0 },
      reroute: rerouted,
    });
  });
});

describe('a file that is none is refused', () => {
  test.each([
    [
      'neurons: 7',
      'f.json is not JSON. It should hold interventions, or a list of neurons such as {"neurons": {"7": [12, 40]}}.',
    ],
    ['[]', 'f.json: the whole file should be an object, but is a list.'],
    ['null', 'f.json: the whole file should be an object, but is null.'],
    ['3', 'f.json: the whole file should be an object, but is 3.'],
  ])('%s', (text, message) => {
    expect(() => parseInterventionFile(text, 'f.json')).toThrow(new InputError(message));
  });
});

describe('a field that is wrong is named', () => {
  const byLayer = 'reroute.neurons should be lists of neurons by layer, such as {"7": [12, 40]}';
  const target = 'reroute.target should be "registers", "none" or {"patches": [...]}';
  test.each([
    [{ regsters: {} }, 'regsters is not known.'],
    [{ registers: 3 }, 'registers should be an object, but is 3.'],
    [{ registers: {} }, 'registers.count is missing.'],
    [{ registers: { count: 9 } }, 'registers.count should be <=8, but is 9.'],
    [{ registers: { count: -1 } }, 'registers.count should be >=0, but is -1.'],
    [{ registers: { count: 1.5 } }, 'registers.count should be a whole number, but is 1.5.'],
    [
      { registers: { count: 1, init: 'ones' } },
      'registers.init should be ("zeros" | "mean" | "random"), but is "ones".',
    ],
    [{ registers: { count: 1, sed: 2 } }, 'registers.sed is not known.'],
    [{ reroute: {} }, 'reroute.neurons is missing.'],
    [{ reroute: { neurons: [1, 2] } }, `${byLayer}, but is a list.`],
    [{ reroute: { neurons: 'all' } }, `${byLayer}, but is "all".`],
    [
      { reroute: { neurons: { first: [1] } } },
      'reroute.neurons.first should be a layer, counted from 0, but is "first".',
    ],
    [
      { reroute: { neurons: { '07': [1] } } },
      'reroute.neurons.07 should be a layer, counted from 0, but is "07".',
    ],
    [{ reroute: { neurons: { '1': 3 } } }, 'reroute.neurons.1 should be a list, but is 3.'],
    [{ reroute: { neurons: { '1': [2, -1] } } }, 'reroute.neurons.1.1 should be >=0, but is -1.'],
    [{ reroute: { neurons, target: 'patch' } }, `${target}, but is "patch".`],
    [
      { reroute: { neurons, target: { patches: [0.5] } } },
      'reroute.target.patches.0 should be a whole number, but is 0.5.',
    ],
    [{ reroute: { neurons, mode: 'both' } }, 'reroute.mode should be ("paper" | "code"), but is "both".'],
    [
      { reroute: { neurons, others: 'none' } },
      'reroute.others should be ("zero" | "mean" | "only-outliers" | "same"), but is "none".',
    ],
    [{ reroute: { neurons, scale: '1' } }, 'reroute.scale should be number, but is "1".'],
    [{ mask: {} }, 'mask.tokens is missing.'],
    [{ mask: { tokens: [-1] } }, 'mask.tokens.0 should be >=0, but is -1.'],
    [{ mask: { tokens: [1], head: [1] } }, 'mask.head is not known.'],
    [{ mask: { tokens: [1], layers: 'some' } }, 'mask.layers should be "all" or a list, but is "some".'],
    [{ mask: [{ tokens: [1] }, { tokens: 2 }] }, 'mask.1.tokens should be a list, but is 2.'],
    [
      { normaliser: 'softmax1' },
      'normaliser should be ("softmax" | "softmax-1" | "sigmoid"), but is "softmax1".',
    ],
    [{ gate: 'none' }, 'gate should be an object, but is "none".'],
    [{ gate: { kind: 'closed' } }, 'gate.kind should be ("trained" | "none" | "implied"), but is "closed".'],
    [{ gate: { kind: 'none', sinks: 'outliers' } }, 'gate.sinks is not known.'],
    [
      { gate: { kind: 'implied', sinks: 'all' } },
      'gate.sinks should be "outliers", "received" or {"tokens": [...]}, but is "all".',
    ],
    [{ dropTrainedRegisters: 1 }, 'dropTrainedRegisters should be boolean, but is 1.'],
    [{ neurons: { x: [1] } }, 'neurons.x should be a layer, counted from 0, but is "x".'],
    [{ neurons, registers: 9 }, 'registers.count should be <=8, but is 9.'],
    [
      { neurons, mask: { tokens: [1] } },
      'neurons stand for a whole intervention and cannot stand beside mask. Move them to reroute.neurons, and set registers.count.',
    ],
  ])('%j', (value, message) => {
    expect(() => parseInterventions(value, 'f.json')).toThrow(new InputError(`f.json: ${message}`));
  });
});
