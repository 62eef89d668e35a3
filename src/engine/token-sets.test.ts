import { expect, test } from 'vitest';
import { distance } from '../../tools/fixtures/compare.ts';
import { type GoldenName, golden } from '../../tools/fixtures/goldens.ts';
import { runModel } from '../../tools/fixtures/model-run.ts';
import { createNoise, randomTimm } from '../../tools/fixtures/random-checkpoint.ts';
import { checkpointBeside, openTensorFile } from '../../tools/fixtures/tensor-file.ts';
import { readFloats } from '../core/checkpoint/safetensors.ts';
import type { RgbImage } from '../core/image/framing.ts';
import { tokenCount } from '../core/vit/token-layout.ts';
import type { TraceId, TraceRequest } from './engine.ts';
import { createLocalEngine } from './local-engine.ts';
import { openModel } from './model.ts';
import { createNodeRuntime } from './node.ts';
import { createProbes } from './probes.ts';
import { type Trace, traceTaps } from './trace.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm', threads: 1 });

/** A trace of a golden's own pixels, and the golden's attention [layers, heads, query, key]. */
async function goldenTrace(name: GoldenName, pixels: string, attention: string) {
  const files = golden(name);
  const file = await openTensorFile(files.golden);
  const [, , height = 0, width = 0] = file.tensors.get(pixels)!.shape;
  const model = await openModel(await checkpointBeside(files.config), runtime);
  const input = { pixels: await readFloats(file, pixels), height, width };
  const { run, layers, ending } = await runModel(model, input, { taps: traceTaps });
  const { depth, heads } = model.spec;
  const trace: Trace = {
    start: {
      trace: name as string as TraceId,
      layout: run.layout,
      frame: { x: 0, y: 0, width, height },
      input: { height, width },
      depth,
      heads,
      queryToken: 0,
      interventions: {},
    },
    model,
    source: name,
    run,
    layers: [...layers],
    ending,
  };
  return { trace, attention: await readFloats(file, attention), tokens: tokenCount(run.layout) };
}

test.each<[GoldenName, string, string]>([
  ['dinov2-registers-micro', '42x84.pixels', '42x84.hf.attention'],
  ['dinov3-micro', '24x48.pixels', '24x48.attention'],
  ['gated-softmax1-micro', 'pixels', 'attention'],
  ['timm-registers-micro', 'pixels', 'attention'],
])('sets of tokens of %s equal its publisher’s attention', async (name, pixels, file) => {
  const { trace, attention, tokens } = await goldenTrace(name, pixels, file);
  const probes = createProbes(runtime);
  const asked = [0, 1, 4, 5, 6, tokens - 1];
  const squares = attention.length / tokens ** 2;
  const expected = (at: (asked: number, other: number) => number, divisor: number) =>
    Float32Array.from({ length: squares * tokens }, (_, i) => {
      const square = Math.floor(i / tokens) * tokens ** 2;
      return asked.reduce((sum, token) => sum + attention[square + at(token, i % tokens)]!, 0) / divisor;
    });
  const rows = await probes.answer(() => trace, { kind: 'rows', tokens: asked });
  const mean = expected((query, key) => query * tokens + key, asked.length);
  expect(distance(rows.values, mean).absolute).toBeLessThan(1e-5);
  const columns = await probes.answer(() => trace, { kind: 'columns', tokens: asked });
  const sum = expected((key, query) => query * tokens + key, 1);
  expect(distance(columns.values, sum).absolute).toBeLessThan(2e-5);
  await probes.forget(trace.start.trace);
  await trace.model.dispose();
});

const photo: RgbImage = { width: 64, height: 40, data: Uint8Array.from(createNoise(4)(7680, 40, 128)) };

async function start(size: { height: number; width: number }) {
  const engine = createLocalEngine(runtime, { decode: async () => photo, traceBudgetBytes: 2 ** 30 });
  const { id: model } = await engine.open(randomTimm({ registers: 2, placed: 3 }));
  const { id: image } = await engine.decode(new Blob());
  const request: TraceRequest = {
    model,
    image,
    framing: { fit: 'stretch', size },
    positionRule: 'publisher',
    queryToken: 0,
  };
  return { engine, request };
}

test('a set of more tokens than are asked at once is their mean still, and columns their sum', async () => {
  const { engine, request } = await start({ height: 40, width: 64 });
  const { trace, layout } = await engine.trace(request);
  const asked = Array.from({ length: tokenCount(layout) }, (_, token) => token);
  expect(asked.length).toBeGreaterThan(150);
  for (const [kind, one, divisor] of [
    ['rows', 'row', asked.length],
    ['columns', 'column', 1],
  ] as const) {
    const { values } = await engine.probe(trace, { kind, tokens: asked });
    const sum = new Float64Array(values.length);
    for (const token of asked) {
      const line = await engine.probe(trace, { kind: one, token });
      line.values.forEach((value, i) => {
        sum[i] = sum[i]! + value / divisor;
      });
    }
    expect(distance(values, Float32Array.from(sum)).relative).toBeLessThan(1e-5);
  }
});

test('a set in an unfinished trace is answered over the layers that have run, and later over all', async () => {
  const { engine, request } = await start({ height: 40, width: 64 });
  const answers: Promise<number>[] = [];
  const { trace, depth } = await engine.trace(request, {
    onLayer: ({ trace: id, layer }) => {
      if (layer === 0) {
        answers.push(engine.probe(id, { kind: 'rows', tokens: [2, 3] }).then((found) => found.layers));
      }
    },
  });
  const [early] = await Promise.all(answers);
  expect(early).toBeGreaterThanOrEqual(1);
  const { values, layers } = await engine.probe(trace, { kind: 'rows', tokens: [2] });
  expect(layers).toBe(depth);
  const single = await engine.probe(trace, { kind: 'row', token: 2 });
  expect(distance(values, single.values).absolute).toBeLessThan(1e-6);
});

test('a mean of no rows and a token that is not there are refused', async () => {
  const { engine, request } = await start({ height: 40, width: 64 });
  const { trace } = await engine.trace(request);
  await expect(engine.probe(trace, { kind: 'rows', tokens: [] })).rejects.toThrow(
    new RangeError('A mean of rows needs at least one token.'),
  );
  await expect(engine.probe(trace, { kind: 'rows', tokens: [1, 999] })).rejects.toThrow(
    new RangeError('There is no token 999 in a sequence of 163.'),
  );
});
