import { describe, expect, test } from 'vitest';
import {
  type ChangedCase,
  changedDistances,
  changedPatches,
} from '../../tools/fixtures/changed-reference.ts';
import { createNoise, randomSizes } from '../../tools/fixtures/random-checkpoint.ts';
import { mean, rowNorms } from '../../tools/fixtures/reference-layers.ts';
import { createNodeRuntime } from './node.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm', threads: 1 });
const { width } = randomSizes;
const patches = changedPatches;

async function expectReference(change: ChangedCase): Promise<void> {
  for (const worst of await changedDistances(runtime, change)) {
    for (const [name, error] of Object.entries(worst)) expect(error, name).toBeLessThan(1e-5);
  }
}

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
