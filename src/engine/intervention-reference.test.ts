import { describe, expect, test } from 'vitest';
import {
  createNoise,
  type RandomTimm,
  randomSizes,
  randomTimm,
} from '../../tools/fixtures/random-checkpoint.ts';
import { type ReferenceConfig, readTimmReference } from '../../tools/fixtures/reference-checkpoint.ts';
import { placedPositions, worstDistances } from '../../tools/fixtures/reference-comparison.ts';
import { mean, rowNorms } from '../../tools/fixtures/reference-layers.ts';
import { type ReferenceChanges, runReference } from '../../tools/fixtures/reference-vit.ts';
import { openSafetensors } from '../core/checkpoint/safetensors.ts';
import { parseInterventions } from '../core/intervention/interventions.ts';
import { openModel } from './model.ts';
import { createNodeRuntime } from './node.ts';
import { evenChunks, type Pixels } from './trace-runner.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm', threads: 1 });
const { width, heads, patch, depth } = randomSizes;
/** 3 × 5 patches. */
const input: Pixels = {
  pixels: createNoise(9)(3 * 3 * patch * 5 * patch),
  height: 3 * patch,
  width: 5 * patch,
};
const patches = 15;
const layers = Array.from({ length: depth }, (_, layer) => layer);

interface Case {
  readonly checkpoint?: RandomTimm;
  /** What the reference reads of the config. */
  readonly config?: Partial<ReferenceConfig>;
  readonly interventions?: object;
  readonly changes?: ReferenceChanges;
}

/** Runs a change through the graphs, in 1 and 4 chunks of queries, and through the reference. */
async function expectReference({
  checkpoint = {},
  config,
  interventions = {},
  changes,
}: Case): Promise<void> {
  const source = randomTimm(checkpoint);
  const model = await openModel(source, runtime);
  const file = await openSafetensors(source.weights);
  const placed = checkpoint.placed ?? 1;
  const base = { width, heads, patch, mlp: 'gelu', placed } as const;
  const { vit, positions } = await readTimmReference(file, { ...base, ...config });
  const reference = runReference(vit, input, placedPositions(positions, model.spec, input), changes);
  for (const chunks of [1, 4]) {
    const options = {
      queryChunks: evenChunks(reference.finalNorms.length, chunks),
      interventions: parseInterventions(interventions),
    };
    const worst = await worstDistances(model, input, reference, options);
    for (const [name, error] of Object.entries(worst)) expect(error, name).toBeLessThan(1e-5);
  }
  await model.dispose();
}

const clip = { gamma: -0.03, eta: 1.1 };

describe('normalisers', () => {
  test.each<[string, Case]>([
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

  test.each<[string, Case]>([
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
        interventions: { mask: { tokens: Array.from({ length: patches }, (_, i) => i + 1), layers: [2] } },
        changes: { hidden: (layer, _, key) => layer === 2 && key > 0 },
      },
    ],
    ...(['softmax-1', 'sigmoid'] as const).map((kind): [string, Case] => [
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
  const gates: [string, Case][] = [
    ['one number a head', { checkpoint: { gate: { kind: 'head' } } }],
    ...(['linear', 'elementwise', ...perHead] as const).flatMap((kind) =>
      [true, false].map((bias): [string, Case] => [
        `${kind}, ${bias ? 'with' : 'without'} bias`,
        { checkpoint: { gate: { kind, bias } } },
      ]),
    ),
    ...perHead.map((kind): [string, Case] => [
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

describe('registers', () => {
  const zeros = (count: number) => () => new Float64Array(count * width);
  const meanPatch = (embedded: Float64Array) =>
    Float64Array.from({ length: width }, (_, i) => {
      const column = Array.from({ length: patches }, (_, row) => embedded[row * width + i]!);
      return column.reduce((a, b) => a + b) / patches;
    });

  test.each([1, 3, 8])('%i of zeros', (count) =>
    expectReference({ interventions: { registers: { count } }, changes: { appended: zeros(count) } }),
  );
  test('of the mean patch', () =>
    expectReference({
      interventions: { registers: { count: 2, init: 'mean' } },
      changes: { appended: (embedded) => Float64Array.of(...meanPatch(embedded), ...meanPatch(embedded)) },
    }));
  test('of seeded normal numbers, as long as the patches are on average', () =>
    expectReference({
      interventions: { registers: { count: 2, init: 'random', seed: 5 } },
      changes: {
        appended(embedded) {
          const length = mean(rowNorms(embedded, width));
          const drawn = Float64Array.from(createNoise(5)(2 * width));
          const norms = rowNorms(drawn, width);
          return drawn.map((value, i) => (value * length) / norms[Math.floor(i / width)]!);
        },
      },
    }));
  test('beside trained ones', () =>
    expectReference({
      checkpoint: { registers: 3, placed: 4 },
      interventions: { registers: { count: 2 } },
      changes: { appended: zeros(2) },
    }));
  test('count among the tokens of sigmoid attention', () =>
    expectReference({
      interventions: { registers: { count: 2 }, normaliser: 'sigmoid' },
      changes: { appended: zeros(2), normaliser: { kind: 'sigmoid' } },
    }));
  test.each([
    ['inside the position table', 4],
    ['outside of it', 0],
  ])('trained ones %s are dropped', (_, placed) =>
    expectReference({
      checkpoint: { registers: 3, placed },
      interventions: { dropTrainedRegisters: true },
      changes: { droppedPrefix: 3 },
    }),
  );
  test('trained ones are replaced with test-time ones', () =>
    expectReference({
      checkpoint: { registers: 3, placed: 4 },
      interventions: { dropTrainedRegisters: true, registers: { count: 1 } },
      changes: { droppedPrefix: 3, appended: zeros(1) },
    }));
});

describe('rerouting', () => {
  const neurons = { '0': [3, 17, 40], '2': [5] };
  const first = 1 + patches; // the first test-time register
  const appended = () => new Float64Array(2 * width);
  const modes = ['paper', 'code'] as const;
  const options = ['zero', 'mean', 'only-outliers', 'same'] as const;

  test.each(modes.flatMap((mode) => options.map((others) => ({ mode, others }))))(
    'to registers, $mode, others $others',
    ({ mode, others }) =>
      expectReference({
        interventions: { registers: { count: 2 }, reroute: { neurons, mode, others } },
        changes: { appended, reroute: { neurons, mode, others, scale: 1, targets: [first, first + 1] } },
      }),
  );
  test.each(modes.flatMap((mode) => options.map((others) => ({ mode, others }))))(
    'to patches, $mode, others $others',
    ({ mode, others }) =>
      expectReference({
        checkpoint: { registers: 2, placed: 3 },
        interventions: { reroute: { neurons, mode, others, target: { patches: [4, 11] }, scale: 0.7 } },
        changes: { reroute: { neurons, mode, others, scale: 0.7, targets: [3 + 4, 3 + 11] } },
      }),
  );
  test.each(modes.flatMap((mode) => options.map((others) => ({ mode, others }))))(
    'nowhere, $mode, others $others',
    ({ mode, others }) =>
      expectReference({
        interventions: { reroute: { neurons, mode, others, target: 'none' } },
        changes: { reroute: { neurons, mode, others, scale: 1, targets: [] } },
      }),
  );
  test.each(options)('to every patch, which leaves none but CLS, others %s', (others) =>
    expectReference({
      interventions: {
        reroute: {
          neurons,
          mode: 'code',
          others,
          target: { patches: Array.from({ length: patches }, (_, i) => i) },
        },
      },
      changes: {
        reroute: {
          ...{ neurons, mode: 'code', others, scale: 1 },
          targets: Array.from({ length: patches }, (_, i) => i + 1),
        },
      },
    }),
  );
  test.each(modes)('in SwiGLU, scaled, %s', (mode) =>
    expectReference({
      checkpoint: { swiglu: true, layerScale: true },
      config: { mlp: 'swiglu' },
      interventions: { registers: { count: 2 }, reroute: { neurons, mode, scale: -2.5 } },
      changes: {
        appended,
        reroute: { neurons, mode, others: 'zero', scale: -2.5, targets: [first, first + 1] },
      },
    }),
  );
});

test('everything at once', () =>
  expectReference({
    checkpoint: { registers: 2, placed: 3, gate: { kind: 'elementwise' }, classes: 4, layerScale: true },
    interventions: {
      registers: { count: 1 },
      dropTrainedRegisters: true,
      reroute: { neurons: { '1': [2, 30] } },
      mask: { tokens: [4], heads: [0] },
      normaliser: 'softmax-1',
    },
    changes: {
      droppedPrefix: 2,
      appended: () => new Float64Array(width),
      reroute: { neurons: { '1': [2, 30] }, mode: 'paper', others: 'zero', scale: 1, targets: [1 + patches] },
      hidden: (_, head, key) => head === 0 && key === 4,
      normaliser: { kind: 'softmax-1' },
    },
  }));
