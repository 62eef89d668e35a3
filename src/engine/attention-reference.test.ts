import { describe, expect, test } from 'vitest';
import {
  type ChangedCase,
  changedDistances,
  changedPatches,
} from '../../tools/fixtures/changed-reference.ts';
import { randomSizes } from '../../tools/fixtures/random-checkpoint.ts';
import { createNodeRuntime } from './node.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm', threads: 1 });
const layers = Array.from({ length: randomSizes.depth }, (_, layer) => layer);

async function expectReference(change: ChangedCase): Promise<void> {
  for (const worst of await changedDistances(runtime, change)) {
    for (const [name, error] of Object.entries(worst)) expect(error, name).toBeLessThan(1e-5);
  }
}

const clip = { gamma: -0.03, eta: 1.1 };

describe('normalisers', () => {
  test.each<[string, ChangedCase]>([
    [
      'softmax-1 of the checkpoint',
      { checkpoint: { softmax: 'softmax1' }, config: { normaliser: { kind: 'softmax-1' } } },
    ],
    [
      'clipped softmax of the checkpoint',
      { checkpoint: { softmax: 'clipped(-0.03:1.1)' }, config: { normaliser: { kind: 'softmax', clip } } },
    ],
    [
      'clipped softmax-1 of the checkpoint',
      {
        checkpoint: { softmax: 'clippedsoftmax1(-0.03:1.1)' },
        config: { normaliser: { kind: 'softmax-1', clip } },
      },
    ],
    [
      'softmax-1 instead',
      { interventions: { normaliser: 'softmax-1' }, changes: { normaliser: { kind: 'softmax-1' } } },
    ],
    [
      'sigmoid instead',
      { interventions: { normaliser: 'sigmoid' }, changes: { normaliser: { kind: 'sigmoid' } } },
    ],
    [
      'softmax instead of clipped softmax-1',
      {
        checkpoint: { softmax: 'clippedsoftmax1(-0.03:1.1)' },
        interventions: { normaliser: 'softmax' },
        changes: { normaliser: { kind: 'softmax' } },
      },
    ],
  ])('%s', (_, options) => expectReference(options));
});

describe('masks', () => {
  const only =
    (tokens: number[], inLayers: number[], inHeads: number[]) => (layer: number, head: number, key: number) =>
      tokens.includes(key) && inLayers.includes(layer) && inHeads.includes(head);

  test.each<[string, ChangedCase]>([
    [
      'in all layers and heads',
      { interventions: { mask: { tokens: [0, 7] } }, changes: { hidden: only([0, 7], layers, [0, 1, 2]) } },
    ],
    [
      'in some layers',
      {
        interventions: { mask: { tokens: [3], layers: [1] } },
        changes: { hidden: only([3], [1], [0, 1, 2]) },
      },
    ],
    [
      'in some heads',
      {
        interventions: { mask: { tokens: [3, 4], heads: [2] } },
        changes: { hidden: only([3, 4], layers, [2]) },
      },
    ],
    [
      'several, of other layers and heads, overlapping',
      {
        interventions: {
          mask: [
            { tokens: [1, 2], layers: [0, 1], heads: [0] },
            { tokens: [2, 5], layers: [1, 2], heads: [0, 1] },
          ],
        },
        changes: {
          hidden: (...at) => only([1, 2], [0, 1], [0])(...at) || only([2, 5], [1, 2], [0, 1])(...at),
        },
      },
    ],
    [
      'of all tokens but one',
      {
        interventions: {
          mask: { tokens: Array.from({ length: changedPatches }, (_, i) => i + 1), layers: [2] },
        },
        changes: { hidden: (layer, _, key) => layer === 2 && key > 0 },
      },
    ],
    ...(['softmax-1', 'sigmoid'] as const).map((kind): [string, ChangedCase] => [
      `under ${kind}`,
      {
        interventions: { normaliser: kind, mask: { tokens: [2], heads: [0, 1] } },
        changes: { normaliser: { kind }, hidden: only([2], layers, [0, 1]) },
      },
    ]),
    [
      'under clipped softmax',
      {
        checkpoint: { softmax: 'clipped(-0.03:1.1)' },
        config: { normaliser: { kind: 'softmax', clip } },
        interventions: { mask: { tokens: [2] } },
        changes: { hidden: only([2], layers, [0, 1, 2]) },
      },
    ],
  ])('%s', (_, options) => expectReference(options));
});

describe('trained gates', () => {
  const perHead = ['linear-per-head', 'mlp-per-head'] as const;
  const gates: [string, ChangedCase][] = [
    ['one number a head', { checkpoint: { gate: { kind: 'head' } } }],
    ...(['linear', 'elementwise', ...perHead] as const).flatMap((kind) =>
      [true, false].map((bias): [string, ChangedCase] => [
        `${kind}, ${bias ? 'with' : 'without'} bias`,
        { checkpoint: { gate: { kind, bias } } },
      ]),
    ),
    ...perHead.map((kind): [string, ChangedCase] => [
      `${kind}, one gate an image`,
      { checkpoint: { gate: { kind, type: 'conditional_per_head' } }, config: { pooled: true } },
    ]),
    [
      'beside softmax-1 and a head',
      {
        checkpoint: { gate: { kind: 'linear' }, softmax: 'softmax1', classes: 5 },
        config: { normaliser: { kind: 'softmax-1' } },
      },
    ],
  ];
  test.each(gates)('%s', (_, options) => expectReference(options));
  test.each(gates)('%s, switched off', (_, options) =>
    expectReference({ ...options, interventions: { gate: { kind: 'none' } }, changes: { ungated: true } }),
  );
  test('switched on is as the checkpoint is', () =>
    expectReference({
      checkpoint: { gate: { kind: 'linear' } },
      interventions: { gate: { kind: 'trained' } },
    }));
});

describe('implied gates', () => {
  const sinks = { tokens: [2, 9], layers: [1, 2] };
  const gated = (form: 'gate' | 'mask') => ({ gate: { kind: 'implied', sinks, form } });

  test('the gate form is sink-free attention times g', () =>
    expectReference({ interventions: gated('gate'), changes: { gatingSinks: sinks } }));
  test('the mask form renormalises', () =>
    expectReference({
      interventions: gated('mask'),
      changes: { hidden: (layer, _, key) => layer > 0 && sinks.tokens.includes(key) },
    }));
  test('the gate form stands beside a mask', () =>
    expectReference({
      interventions: { ...gated('gate'), mask: { tokens: [0], heads: [1] } },
      changes: { gatingSinks: sinks, hidden: (_, head, key) => head === 1 && key === 0 },
    }));
  test('the gate form multiplies with a trained gate', () =>
    expectReference({
      checkpoint: { gate: { kind: 'linear' } },
      interventions: gated('gate'),
      changes: { gatingSinks: sinks },
    }));
  test('the mask form adds to a mask', () =>
    expectReference({
      interventions: { ...gated('mask'), mask: { tokens: [5, 9], layers: [2] } },
      changes: {
        hidden: (layer, _, key) =>
          (layer > 0 && sinks.tokens.includes(key)) || (layer === 2 && [5, 9].includes(key)),
      },
    }));
});
