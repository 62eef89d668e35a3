import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { distance } from '../../tools/fixtures/compare.ts';
import { type GoldenName, golden } from '../../tools/fixtures/goldens.ts';
import { runModel } from '../../tools/fixtures/model-run.ts';
import { createNoise, type RandomTimm, randomTimm } from '../../tools/fixtures/random-checkpoint.ts';
import { checkpointBeside, openTensorFile, readTensor } from '../../tools/fixtures/tensor-file.ts';
import type { HeadFusion, RolloutOptions } from '../core/analysis/rollout.ts';
import { type Interventions, parseInterventions } from '../core/intervention/interventions.ts';
import type { FloatTensors } from '../core/tensor/float-tensor.ts';
import type { TraceId, TraceStart } from './engine.ts';
import { type Model, openModel } from './model.ts';
import { createNodeRuntime } from './node.ts';
import { createRollouts } from './rollout.ts';
import type { Runtime } from './runtime.ts';
import type { Trace } from './trace.ts';
import type { Pixels } from './trace-runner.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm', threads: 1 });
const reference = await openTensorFile(
  fileURLToPath(new URL('../../tools/fixtures/goldens/combining.safetensors', import.meta.url)),
);
const never = new AbortController().signal;

/** A whole trace of a golden's pixels. */
async function traceOf(name: GoldenName, pixels: string, interventions: Interventions = {}): Promise<Trace> {
  const files = golden(name);
  const model = await openModel(await checkpointBeside(files.config), runtime);
  const { data, shape } = await readTensor(await openTensorFile(files.golden), pixels);
  const [, , height = 0, width = 0] = shape;
  return tracePixels(model, { pixels: data, height, width }, interventions);
}

let traces = 0;

async function tracePixels(model: Model, input: Pixels, interventions: Interventions): Promise<Trace> {
  const { run, layers, ending } = await runModel(model, input, {
    taps: ['q', 'k', 'logsumexp', 'attention'],
    interventions,
  });
  const { height, width } = input;
  const start: TraceStart = {
    trace: `trace-${++traces}` as TraceId,
    layout: run.layout,
    frame: { x: 0, y: 0, width, height },
    input: { height, width },
    depth: model.spec.depth,
    heads: model.spec.heads,
    queryToken: 0,
    interventions,
  };
  return { start, model, source: '', run, layers: [...layers], ending };
}

const published = golden('test-time-registers-micro');
const appended = parseInterventions(
  JSON.parse(readFileSync(join(dirname(published.config), 'intervention.json'), 'utf8')),
);

const cases: [string, string, () => Promise<Trace>][] = [
  ['trained registers on a wide grid', 'wide', () => traceOf('dinov2-registers-micro', '42x84.pixels')],
  [
    'registers appended behind the patches',
    'appended',
    () => traceOf('test-time-registers-micro', 'pixels', appended),
  ],
  ['softmax-1 and gates', 'softmax1', () => traceOf('gated-softmax1-micro', 'pixels')],
];

const limits = {
  'kept matrices': { keptBytes: 2 ** 20, scoreBytes: 2 ** 20 },
  'matrices made anew, three rows at a time': { keptBytes: 0, scoreBytes: 1 },
} as const;

describe.each(Object.entries(limits))('rollout from %s equals the reference with', (_, limit) => {
  test.each(cases)('%s', async (_name, key, open) => {
    const trace = await open();
    const tokens = [...(await readTensor(reference, `${key}.tokens`)).data];
    const rollouts = createRollouts(runtime, limit);
    let compared = 0;
    for (const name of reference.tensors.keys()) {
      const [, kase, heads, identity, start, discard, direction] =
        /^(.*)\.rollout\.(\w+)\.(\w+)\.(\d)\.([\d.]+)\.(row|column)$/.exec(name) ?? [];
      if (kase !== key) continue;
      const expected = await readTensor(reference, name);
      const options = {
        heads: heads as HeadFusion,
        identity: identity === 'True',
        start: Number(start),
        discard: Number(discard),
      };
      const [layers = 0, asked = 0, size = 0] = expected.shape;
      for (const [place, token] of tokens.entries()) {
        const question = { direction: direction as 'row' | 'column', tokens: [token], options };
        const { values } = await rollouts.answer(() => trace, question, never);
        const own = Float32Array.from({ length: layers * size }, (_value, i) => {
          const layer = Math.floor(i / size);
          return expected.data[(layer * asked + place) * size + (i % size)]!;
        });
        expect(distance(values, own).absolute, `${name} of token ${token}`).toBeLessThan(2e-6);
        compared++;
      }
    }
    expect(compared).toBe(8 * 2 * tokens.length);
    await trace.model.dispose();
  });
});

describe('rollout', () => {
  const question = {
    direction: 'row',
    tokens: [3],
    options: { start: 0, heads: 'mean', identity: true, discard: 0 },
  } as const;

  test('of a trace that has come half way ends there, with the same numbers', async () => {
    const whole = await traceOf('dinov2-registers-micro', '42x84.pixels');
    const partial = { ...whole, layers: whole.layers.slice(0, 2), ending: undefined };
    const all = await createRollouts(runtime).answer(() => whole, question, never);
    const half = await createRollouts(runtime).answer(() => partial, question, never);
    expect(half.layers).toBe(2);
    expect(distance(half.values, all.values.slice(0, 2 * all.tokens)).absolute).toBeLessThan(1e-7);
    await whole.model.dispose();
  });

  test('of several tokens is the mean of theirs, in both directions', async () => {
    const trace = await traceOf('dinov2-registers-micro', '42x84.pixels');
    const rollouts = createRollouts(runtime);
    for (const direction of ['row', 'column'] as const) {
      const of = async (tokens: readonly number[] | 'all') =>
        (await rollouts.answer(() => trace, { ...question, direction, tokens }, never)).values;
      const [one, other, both] = [await of([2]), await of([7]), await of([2, 7])];
      const mean = one.map((value, i) => (value + other[i]!) / 2);
      expect(distance(both, mean).absolute).toBeLessThan(1e-7);
      const every = await of(Array.from({ length: 23 }, (_, token) => token));
      expect(distance(await of('all'), every).absolute).toBeLessThan(1e-7);
    }
    await trace.model.dispose();
  });

  test('stops when it is cancelled, goes on with what was made, and refuses what is not there', async () => {
    const trace = await traceOf('dinov2-registers-micro', '42x84.pixels');
    const controller = new AbortController();
    let runs = 0;
    const stopping: Runtime = {
      ...runtime,
      async session(...program) {
        const session = await runtime.session(...program);
        const run = (feeds: FloatTensors) => {
          if (++runs === 30) controller.abort();
          return session.run(feeds);
        };
        return { ...session, run };
      },
    };
    const rollouts = createRollouts(stopping, { keptBytes: 2 ** 20, scoreBytes: 1 });
    const answer = rollouts.answer(() => trace, question, controller.signal);
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    expect(runs).toBeLessThan(35);
    const after = await rollouts.answer(() => trace, question, never);
    const fresh = await createRollouts(runtime).answer(() => trace, question, never);
    expect(distance(after.values, fresh.values).absolute).toBeLessThan(1e-7);
    const late = { ...question, options: { ...question.options, start: 4 } };
    await expect(rollouts.answer(() => trace, late, never)).rejects.toThrow(
      'Rollout: there is no layer 4 to start from.',
    );
    await expect(rollouts.answer(() => trace, { ...question, tokens: [23] }, never)).rejects.toThrow(
      'There is no token 23 in a sequence of 23.',
    );
    await trace.model.dispose();
  });
});

describe('rollout equals the product of the whole matrices with', () => {
  const changes: [string, RandomTimm, object][] = [
    ['sigmoid attention and a mask', {}, { normaliser: 'sigmoid', mask: { tokens: [3], layers: [1] } }],
    [
      'softmax-1, masks in some heads and appended registers',
      {},
      { normaliser: 'softmax-1', mask: { tokens: [0, 5], heads: [1] }, registers: { count: 2 } },
    ],
    ['clipped softmax, which may leave rows empty', { softmax: 'clipped(-0.4:1.1)' }, {}],
    ['dropped registers', { registers: 2, placed: 3 }, { dropTrainedRegisters: true }],
  ];

  test.each(changes)('%s', async (_name, checkpoint, json) => {
    const model = await openModel(randomTimm(checkpoint), runtime);
    const pixels = createNoise(4)(3 * 12 * 20, 1, 0);
    const trace = await tracePixels(model, { pixels, height: 12, width: 20 }, parseInterventions(json));
    const rollouts = createRollouts(runtime, { keptBytes: 3000, scoreBytes: 2000 });
    for (const heads of ['mean', 'max', 'min'] as const) {
      for (const identity of [true, false]) {
        const options = { start: 0, heads, identity, discard: 0 };
        const expected = wholeRollout(trace, options);
        for (const direction of ['row', 'column'] as const) {
          const token = 4;
          const { values, tokens } = await rollouts.answer(
            () => trace,
            { direction, tokens: [token], options },
            never,
          );
          const own = Float32Array.from(values, (_value, i) => {
            const [layer, other] = [Math.floor(i / tokens), i % tokens];
            return expected[layer]![direction === 'row' ? token * tokens + other : other * tokens + token]!;
          });
          expect(distance(values, own).absolute, `${heads} ${direction}`).toBeLessThan(2e-6);
        }
      }
    }
    await model.dispose();
  });
});

/** The rollout up to every layer as whole matrices [query, key], in float64. */
function wholeRollout(trace: Trace, { heads: fusion, identity }: RolloutOptions): Float64Array[] {
  const { heads } = trace.start;
  const size = Math.sqrt(trace.layers[0]!.taps.attention!.length / heads);
  let flow = new Float64Array(size * size);
  for (let token = 0; token < size; token++) flow[token * size + token] = 1;
  return trace.layers.map(({ taps }) => {
    const own = taps.attention!;
    const next = new Float64Array(size * size);
    for (let query = 0; query < size; query++) {
      const row = Float64Array.from({ length: size }, (_, key) => {
        const values = Array.from(
          { length: heads },
          (_head, head) => own[(head * size + query) * size + key]!,
        );
        const mean = values.reduce((sum, value) => sum + value, 0) / heads;
        const combined = fusion === 'mean' ? mean : Math[fusion](...values);
        return identity ? 0.5 * combined + (key === query ? 0.5 : 0) : combined;
      });
      const sum = row.reduce((total, value) => total + value, 0);
      for (let key = 0; key < size && sum > 0; key++) {
        for (let i = 0; i < size; i++) next[query * size + i]! += (row[key]! / sum) * flow[key * size + i]!;
      }
    }
    flow = next;
    return next;
  });
}
