import { describe, expect, test } from 'vitest';
import { InputError } from '../input-error.ts';
import type { ViTSpec } from '../vit/spec.ts';
import { type CompiledRun, compileRun, firstTouchedLayer } from './compiled-run.ts';
import { checkInterventions, parseInterventions } from './interventions.ts';

const spec: ViTSpec = {
  family: 'timm',
  width: 12,
  depth: 4,
  heads: 3,
  patch: 8,
  mlp: { kind: 'mlp', hidden: 48 },
  activation: 'gelu',
  normEpsilon: 1e-6,
  layerScale: false,
  qkvBias: true,
  normaliser: { kind: 'softmax' },
  cls: true,
  registers: 0,
  position: { rows: 3, columns: 5, prefix: 1, rule: 'bicubic-antialias' },
  classes: 0,
  preprocessing: {
    resizeShortSide: 24,
    crop: { height: 24, width: 40 },
    interpolation: 'bicubic',
    mean: [0.5, 0.5, 0.5],
    std: [0.5, 0.5, 0.5],
  },
};
const gated: ViTSpec = { ...spec, gate: { kind: 'linear', bias: true, hidden: 0, pooled: false } };
const withRegisters: ViTSpec = { ...spec, registers: 2 };
const compile = (json: object = {}, of: ViTSpec = spec) =>
  compileRun(of, { rows: 3, columns: 5 }, parseInterventions(json));
const registers = { count: 1 };
const range = (begin: number, end: number) => Array.from({ length: end - begin }, (_, i) => begin + i);

describe('what does not fit the model is refused', () => {
  const layers = 'this model has the layers 0 to 3.';
  test.each([
    [{ registers, reroute: { neurons: { '4': [1] } } }, `The neuron list names layer 4, but ${layers}`],
    [
      { registers, reroute: { neurons: { '1': [0], '3': [47, 48] } } },
      "The neuron list names neuron 48 of layer 3, but this model's layers have the neurons 0 to 47.",
    ],
    [{ mask: { tokens: [1], layers: [0, 4] } }, `mask.layers names layer 4, but ${layers}`],
    [{ mask: { tokens: [1], heads: [3] } }, 'mask.heads names head 3, but this model has the heads 0 to 2.'],
    [
      { gate: { kind: 'implied', sinks: { tokens: [1], layers: [9] } } },
      `gate.sinks.layers names layer 9, but ${layers}`,
    ],
    [{ dropTrainedRegisters: true }, 'dropTrainedRegisters: this model has no trained registers to drop.'],
  ])('%j, before any image is there', (json, message) => {
    expect(() => checkInterventions(parseInterventions(json), spec)).toThrow(new InputError(message));
    expect(() => compile(json)).toThrow(new InputError(message));
  });

  const noRegisters = 'reroute.target is registers, but there are none. Set registers.count to 1 or more.';
  const tokens = 'but this sequence has the tokens 0 to 15.';
  const leaveOne = 'Leave at least one to attend to.';
  test.each([
    [{ reroute: { neurons: { '1': [2] } } }, noRegisters],
    [{ registers: { count: 0 }, reroute: { neurons: { '1': [2] } } }, noRegisters],
    [
      { reroute: { neurons: { '1': [2] }, target: { patches: [3, 15] } } },
      'reroute.target names patch 15, but the image has the patches 0 to 14.',
    ],
    [{ mask: { tokens: [16] } }, `mask.tokens names token 16, ${tokens}`],
    [{ gate: { kind: 'implied', sinks: { tokens: [16] } } }, `gate.sinks.tokens names token 16, ${tokens}`],
    [{ mask: { tokens: range(0, 16) } }, `mask.tokens hides every token from head 0. ${leaveOne}`],
    [
      { mask: { tokens: range(0, 16), layers: [2], heads: [1] } },
      `mask.tokens hides every token from head 1. ${leaveOne}`,
    ],
    [
      { mask: [{ tokens: range(0, 9) }, { tokens: range(7, 16), heads: [2] }] },
      `mask.tokens hides every token from head 2. ${leaveOne}`,
    ],
    [
      {
        mask: { tokens: range(0, 9) },
        gate: { kind: 'implied', form: 'mask', sinks: { tokens: range(9, 16) } },
      },
      `mask together with the gate hides every token from head 0. ${leaveOne}`,
    ],
  ])('%j, for the grid', (json, message) => {
    expect(() => compile(json)).toThrow(new InputError(message));
  });

  test('sinks that are still to be chosen by a rule are a mistake of the program', () => {
    expect(() => compile({ gate: { kind: 'implied' } })).toThrow(
      'The sinks must be chosen before a run is compiled.',
    );
  });
});

describe('the layout and the feeds follow', () => {
  test('registers are appended, trained ones dropped', () => {
    const { layout } = compile({ registers: { count: 3 }, dropTrainedRegisters: true }, withRegisters);
    expect(layout).toEqual({ cls: 1, registers: 0, rows: 3, columns: 5, testTimeRegisters: 3 });
  });

  test('rerouting parts the sequence into targets, others and what is kept', () => {
    const parts = (json: object) => {
      const { feeds } = compile(json, withRegisters).blocks[1]!;
      return Object.fromEntries(
        Object.entries(feeds).map(([name, { data }]) => [
          name,
          [...data.keys()].filter((i) => data[i] !== 0),
        ]),
      );
    };
    const reroute = { neurons: { '1': [5, 7] } };
    expect(parts({ registers, reroute })).toEqual({
      neurons: [5, 7],
      targets: [18],
      others: range(0, 18),
      kept: [],
    });
    expect(parts({ registers, reroute: { ...reroute, mode: 'code' } })).toMatchObject({
      targets: [18],
      others: range(1, 18),
      kept: [0],
    });
    expect(parts({ reroute: { ...reroute, target: { patches: [0, 14] } } })).toMatchObject({
      targets: [3, 17],
      others: [0, 1, 2, ...range(4, 17)],
    });
    expect(parts({ reroute: { ...reroute, target: 'none' } })).toMatchObject({
      targets: [],
      others: range(0, 18),
    });
  });

  test('masks of the mask and of the gate add up', () => {
    const { feeds } = compile({
      mask: { tokens: [1], heads: [0] },
      gate: { kind: 'implied', form: 'mask', sinks: { tokens: [2] } },
    }).blocks[0]!;
    expect(feeds.mask?.dims).toEqual([3, 1, 16]);
    const hidden = [...feeds.mask!.data.keys()].filter((i) => feeds.mask!.data[i] !== 0);
    expect(hidden).toEqual([1, 2, 16 + 2, 32 + 2]);
  });

  test('sigmoid attention is told the number of all tokens', () => {
    const { blocks } = compile({ normaliser: 'sigmoid', registers: { count: 2 } });
    for (const { feeds } of blocks) expect(feeds.logTokens?.data[0]).toBeCloseTo(Math.log(18), 6);
  });

  test('a gate can be switched off where there is one', () => {
    const gates = (json: object, of: ViTSpec) => compile(json, of).blocks.map(({ variant }) => variant.gate);
    expect(gates({ gate: { kind: 'none' } }, gated)).toEqual([false, false, false, false]);
    expect(gates({ gate: { kind: 'trained' } }, gated)).toEqual([true, true, true, true]);
    expect(compile({ gate: { kind: 'none' } }).keys).toEqual(compile().keys);
  });
});

describe('two runs are equal up to the first layer that a change touches', () => {
  const reroute = (neurons: object, more: object = {}) => ({ reroute: { neurons, target: 'none', ...more } });
  const touched = (a: object, b: object, of: ViTSpec = spec) =>
    firstTouchedLayer(compile(a, of), compile(b, of));

  test.each<[string, object, object, number | undefined]>([
    ['nothing', {}, {}, undefined],
    ['registers', {}, { registers }, 0],
    ['more registers', { registers }, { registers: { count: 2 } }, 0],
    ['other registers', { registers }, { registers: { count: 1, init: 'mean' } }, 0],
    ['no register', {}, { registers: { count: 0 } }, undefined],
    ['neurons', {}, reroute({ '2': [1] }), 2],
    ['no neurons', {}, reroute({}), undefined],
    ['empty lists', {}, reroute({ '1': [] }), undefined],
    ['another neuron', reroute({ '1': [1], '3': [4] }), reroute({ '1': [1], '3': [5] }), 3],
    ['a neuron more', reroute({ '1': [1] }), reroute({ '1': [1, 2] }), 1],
    ['a layer more', reroute({ '2': [1] }), reroute({ '0': [1], '2': [1] }), 0],
    ['the same neurons in another order', reroute({ '1': [1, 2] }), reroute({ '1': [2, 1] }), undefined],
    ['the mode', reroute({ '3': [1] }), reroute({ '3': [1] }, { mode: 'code' }), 3],
    ['the others', reroute({ '3': [1] }), reroute({ '3': [1] }, { others: 'mean' }), 3],
    ['the target', reroute({ '3': [1] }), reroute({ '3': [1] }, { target: { patches: [2] } }), 3],
    [
      'the scale',
      { registers, ...reroute({ '2': [1] }, { target: 'registers' }) },
      { registers, ...reroute({ '2': [1] }, { target: 'registers', scale: 2 }) },
      2,
    ],
    ['a mask in a layer', {}, { mask: { tokens: [3], layers: [1] } }, 1],
    ['another token', { mask: { tokens: [3], layers: [1] } }, { mask: { tokens: [4], layers: [1] } }, 1],
    [
      'another head',
      { mask: { tokens: [3], layers: [2] } },
      { mask: { tokens: [3], layers: [2], heads: [0] } },
      2,
    ],
    ['the normaliser', {}, { normaliser: 'softmax-1' }, 0],
    ['the normaliser that it has', {}, { normaliser: 'softmax' }, undefined],
    ['implied gates', {}, { gate: { kind: 'implied', sinks: { tokens: [2], layers: [3] } } }, 3],
    [
      'the form of the implied gate',
      { gate: { kind: 'implied', sinks: { tokens: [2] } } },
      { gate: { kind: 'implied', form: 'mask', sinks: { tokens: [2] } } },
      0,
    ],
    ['sinks that are none', {}, { gate: { kind: 'implied', sinks: { tokens: [] } } }, undefined],
  ])('%s', (_, a, b, layer) => {
    expect(touched(a, b)).toBe(layer);
    expect(touched(b, a)).toBe(layer);
  });

  test('a trained gate that is switched off', () => {
    expect(touched({}, { gate: { kind: 'none' } }, gated)).toBe(0);
    expect(touched({}, { gate: { kind: 'trained' } }, gated)).toBeUndefined();
  });

  test('dropped registers', () => {
    expect(touched({}, { dropTrainedRegisters: true }, withRegisters)).toBe(0);
    expect(touched({}, { dropTrainedRegisters: false }, withRegisters)).toBeUndefined();
  });

  test('keys say what a layer and everything before it do: equal ones end where the change begins', () => {
    const shared = (a: CompiledRun, b: CompiledRun) => a.keys.filter((key, i) => key === b.keys[i]).length;
    const base = compile(reroute({ '1': [3], '2': [4] }));
    expect(shared(base, compile(reroute({ '1': [3], '2': [5] })))).toBe(2);
    expect(shared(base, compile(reroute({ '1': [3], '2': [4] })))).toBe(4);
    expect(shared(base, compile(reroute({ '0': [9], '1': [3], '2': [4] })))).toBe(0);
  });
});
