import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createNoise, randomTimm } from '../../tools/fixtures/random-checkpoint.ts';
import { readTensor } from '../../tools/fixtures/tensor-file.ts';
import { openSafetensors } from '../core/checkpoint/safetensors.ts';
import type { RgbImage } from '../core/image/framing.ts';
import { prepareImage } from '../core/image/prepare.ts';
import { InputError } from '../core/input-error.ts';
import { compileRun } from '../core/intervention/compiled-run.ts';
import type { Engine, LayerSummary, TensorRequest, TraceSummary, TraceTensorName } from './engine.ts';
import { createLocalEngine } from './local-engine.ts';
import { openModel } from './model.ts';
import { createNodeRuntime } from './node.ts';
import { availableTensors } from './tensor-shapes.ts';
import { embed, gridFor, runBlocks, runHead } from './trace-runner.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm' });
const checkpoint = randomTimm({ classes: 5, registers: 2, placed: 3 });
const photo: RgbImage = { width: 20, height: 18, data: Uint8Array.from(createNoise(4)(1080, 40, 128)) };
const framing = { fit: 'stretch', size: { height: 16, width: 24 } } as const;

let engine: Engine;
let summary: TraceSummary;
let model: Awaited<ReturnType<Engine['open']>>;
let layers: LayerSummary[];

beforeEach(async () => {
  engine = createLocalEngine(runtime, { decode: async () => photo, traceBudgetBytes: 2 ** 30 });
  model = await engine.open(checkpoint);
  const { id: image } = await engine.decode(new Blob());
  layers = [];
  summary = await engine.trace(
    { model: model.id, image, framing, positionRule: 'publisher', queryToken: 6 },
    { onLayer: (layer) => layers.push(layer) },
  );
});

afterEach(() => engine.release(model.id));

const request = (names: readonly TraceTensorName[], change: Partial<TensorRequest> = {}): TensorRequest => ({
  names,
  queryToken: 6,
  format: 'safetensors',
  metadata: { image: 'photo.png' },
  ...change,
});

const largestDifference = (one: Float32Array, other: Float32Array) =>
  one.reduce((most, value, at) => Math.max(most, Math.abs(value - other[at]!)), 0);

const joined = (parts: readonly Float32Array[]) => Float32Array.from(parts.flatMap((part) => [...part]));

/** What the same run gives block by block, with all taps. */
async function runAgain() {
  const own = await openModel(checkpoint, runtime);
  const input = prepareImage(photo, framing, own.spec);
  const run = compileRun(own.spec, gridFor(own.spec, input));
  const stream = await embed(own, input, { rule: own.spec.position.rule, run });
  const blocks: Record<'output' | 'q' | 'k' | 'v' | 'attention', Float32Array>[] = [];
  const taps = ['q', 'k', 'v', 'attention'] as const;
  for await (const { output, taps: found } of runBlocks(own, stream, { start: 0, taps, run })) {
    blocks.push({ output, q: found.q!, k: found.k!, v: found.v!, attention: found.attention! });
  }
  const ending = await runHead(own, blocks.at(-1)!.output, run.layout);
  await own.dispose();
  return { blocks, ending };
}

describe('a trace’s tensors', () => {
  test('in a safetensors file are those of the run, by the names and shapes of the command line', async () => {
    const names = availableTensors(model.spec, false);
    const blob = await engine.tensors(summary.trace, request(names));
    const file = await openSafetensors(blob, 'the export');
    const { blocks, ending } = await runAgain();
    expect(summary.layout).toMatchObject({ rows: 4, columns: 6 });
    const expected: Record<string, [shape: number[], data: Float32Array]> = {
      norms: [[3, 27], joined(layers.map(({ norms }) => norms))],
      attention_norms: [[3, 27], joined(layers.map(({ attentionNorms }) => attentionNorms))],
      mlp_norms: [[3, 27], joined(layers.map(({ mlpNorms }) => mlpNorms))],
      attention_cls: [[3, 3, 27], joined(layers.map(({ cls }) => cls))],
      attention_query: [[3, 3, 27], joined(layers.map(({ rows }) => rows))],
      attention_received: [[3, 3, 27], joined(layers.map(({ received }) => received))],
      entropy: [[3, 3, 27], joined(layers.map(({ entropy }) => entropy))],
      q: [[3, 3, 27, model.spec.width / 3], joined(blocks.map(({ q }) => q))],
      k: [[3, 3, 27, model.spec.width / 3], joined(blocks.map(({ k }) => k))],
      tokens: [[3, 27, model.spec.width], joined(blocks.map(({ output }) => output))],
      final: [[27, model.spec.width], ending.final],
      logits: [[5], ending.logits!],
    };
    expect([...Object.keys(expected), 'attention', 'v'].sort()).toEqual([...names].sort());
    for (const [name, [shape, data]] of Object.entries(expected)) {
      const found = await readTensor(file, name);
      expect(found.shape, name).toEqual(shape);
      expect(found.data, name).toEqual(data);
    }
    const again = {
      attention: [[1, 3, 27, 27], blocks[2]!.attention],
      v: [[3, 3, 27, model.spec.width / 3], joined(blocks.map(({ v }) => v))],
    } as const;
    for (const [name, [shape, data]] of Object.entries(again)) {
      const found = await readTensor(file, name);
      expect(found.shape, name).toEqual(shape);
      expect(largestDifference(found.data, data), name).toBeLessThan(1e-5);
    }
    expect(file.metadata).toMatchObject({
      attention_layer: '2',
      image: 'photo.png',
      grid: '4x6',
      input_size: '16x24',
      prefix_tokens: 'CLS,R1,R2',
      query_token: '6',
      interventions: '{}',
    });
  });

  test('of another query token have the rows that a probe gives', async () => {
    const { values } = await engine.probe(summary.trace, { kind: 'row', token: 9 });
    const blob = await engine.tensors(summary.trace, request(['attention_query'], { queryToken: 9 }));
    const found = await readTensor(await openSafetensors(blob, 'the export'), 'attention_query');
    const difference = found.data.map((value, at) => Math.abs(value - values[at]!));
    expect(Math.max(...difference)).toBeLessThan(1e-6);
  });

  test('have the attention of the layer that is asked for, and what is given beside them', async () => {
    const values = Float32Array.of(1, 2, 3, 4, 5, 6);
    const blob = await engine.tensors(
      summary.trace,
      request(['attention'], {
        attentionLayer: 1,
        others: [{ name: 'rollout', shape: [2, 3], data: values }],
      }),
    );
    const file = await openSafetensors(blob, 'the export');
    const { blocks } = await runAgain();
    const found = await readTensor(file, 'attention');
    expect(largestDifference(found.data, blocks[1]!.attention)).toBeLessThan(1e-5);
    expect(file.metadata).toMatchObject({ attention_layer: '1' });
    expect(await readTensor(file, 'rollout')).toMatchObject({ shape: [2, 3], data: values });
    await expect(
      engine.tensors(summary.trace, request(['attention'], { attentionLayer: 3 })),
    ).rejects.toThrow('There is no layer 3 among 3.');
  });

  test('for NumPy are one .npy of a single tensor', async () => {
    const blob = await engine.tensors(summary.trace, request(['norms'], { format: 'numpy' }));
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const head = String.fromCharCode(...bytes.subarray(0, 128));
    expect(head).toContain("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 27), }");
    expect(new Float32Array(bytes.buffer, 128)).toEqual(joined(layers.map(({ norms }) => norms)));
  });

  test('for NumPy are an .npz of several, with the settings as a text beside them', async () => {
    const names = ['norms', 'final'] as const;
    const blob = await engine.tensors(summary.trace, request(names, { format: 'numpy' }));
    const text = new TextDecoder('latin1').decode(await blob.arrayBuffer());
    const members = text.split('PK\x01\x02').slice(1);
    const nameOf = (member: string) => /\w+\.npy/.exec(member.slice(42))?.[0];
    expect(members.map(nameOf)).toEqual(['norms.npy', 'final.npy', 'metadata.npy']);
  });

  test('are refused where there are none, none are chosen or the token is not there', async () => {
    const refused = (names: readonly TraceTensorName[], change: Partial<TensorRequest> = {}) =>
      expect(engine.tensors(summary.trace, request(names, change))).rejects;
    await refused(['gate']).toThrow(/ has no gate in this run\. Leave it out\.$/);
    await refused(['image_embedding']).toThrow(InputError);
    await refused([]).toThrow('No tensor is chosen. Choose at least one.');
    await refused(['norms'], { queryToken: 27 }).toThrow('There is no token 27 in a sequence of 27.');
  });

  test('of a run that is not complete are refused, saying how far it is', async () => {
    const { id: image } = await engine.decode(new Blob());
    const cancel = new AbortController();
    let trace: TraceSummary['trace'] | undefined;
    const run = engine.trace(
      { model: model.id, image, framing, positionRule: 'publisher', queryToken: 0 },
      {
        signal: cancel.signal,
        onStart: (start) => (trace = start.trace),
        onLayer: ({ layer }) => layer === 0 && cancel.abort(),
      },
    );
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    await expect(engine.tensors(trace!, request(['norms']))).rejects.toThrow(
      /^The run has done [12] of 3 layers\. Let it finish, then export its tensors\.$/,
    );
  });
});
