import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { distance } from '../../tools/fixtures/compare.ts';
import { createNoise, randomDinov2, randomTimm } from '../../tools/fixtures/random-checkpoint.ts';
import type { RgbImage } from '../core/image/framing.ts';
import { prepareImage } from '../core/image/prepare.ts';
import { compileRun } from '../core/intervention/compiled-run.ts';
import { traceBytes } from '../core/vit/run-cost.ts';
import { tokenCount } from '../core/vit/token-layout.ts';
import type { Engine, LayerSummary, ModelId, TraceId, TraceRequest, TraceStart } from './engine.ts';
import { createLocalEngine } from './local-engine.ts';
import { openModel } from './model.ts';
import { createNodeRuntime } from './node.ts';
import { embed, gridFor, runBlocks } from './trace-runner.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm' });
const checkpoint = randomTimm({ classes: 5, registers: 2, placed: 3 });
const photo: RgbImage = { width: 20, height: 18, data: Uint8Array.from(createNoise(4)(1080, 40, 128)) };
const layers = 3;
const heads = 3;
const tokens = 3 + 16;

let engine: Engine;
let request: TraceRequest;

function startEngine(traceBudgetBytes = 2 ** 30): Engine {
  return createLocalEngine(runtime, { decode: async () => photo, traceBudgetBytes });
}

async function requestOf(target: Engine): Promise<TraceRequest> {
  const { id: model } = await target.open(checkpoint);
  const { id: image } = await target.decode(new Blob());
  return { model, image, framing: { fit: 'stretch' }, positionRule: 'publisher', queryToken: 0 };
}

const sized = (height: number, width = height): TraceRequest => ({
  ...request,
  framing: { fit: 'stretch', size: { height, width } },
});

const isAborted = { name: 'AbortError', message: 'The call was cancelled.' };

beforeEach(async () => {
  engine = startEngine();
  request = await requestOf(engine);
});

afterEach(() => engine.release(request.model));

describe('a trace', () => {
  test('reports its start and then every layer in order, each with all its small taps', async () => {
    const events: string[] = [];
    const summary = await engine.trace(request, {
      onStart: ({ layout, depth }) =>
        events.push(`start ${layout.rows} × ${layout.columns}, ${depth} layers`),
      onLayer: ({ layer, norms, received, entropy, cls, rows }) => {
        events.push(`layer ${layer}`);
        expect([norms.length, received.length, entropy.length, cls.length, rows.length]).toEqual([
          tokens,
          ...Array(4).fill(heads * tokens),
        ]);
      },
    });
    expect(events).toEqual(['start 4 × 4, 3 layers', 'layer 0', 'layer 1', 'layer 2']);
    expect(summary).toMatchObject({
      depth: layers,
      heads,
      cachedLayers: 0,
      input: { height: 16, width: 16 },
    });
    expect(summary.finalNorms).toHaveLength(tokens);
    expect(summary.logits).toHaveLength(5);
  });

  test('brings along the attention rows of its query token', async () => {
    const rows: Float32Array[] = [];
    const { trace } = await engine.trace(
      { ...request, queryToken: 7 },
      { onLayer: (layer) => rows.push(layer.rows) },
    );
    const { values } = await engine.probe(trace, { kind: 'row', token: 7 });
    const size = heads * tokens;
    for (const [layer, row] of rows.entries()) {
      expect(distance(row, values.subarray(layer * size, (layer + 1) * size)).absolute).toBeLessThan(1e-6);
    }
  });

  test.each([-1, tokens, 1.5, Number.NaN])('counts the query token %d as token 0', async (queryToken) => {
    let start: TraceStart | undefined;
    await engine.trace({ ...request, queryToken }, { onStart: (known) => (start = known) });
    expect(start?.queryToken).toBe(0);
  });

  test('that was cancelled keeps what ran, and the same request goes on from there to the same numbers', async () => {
    const cancel = new AbortController();
    const seen: number[] = [];
    const cancelled = engine.trace(request, {
      signal: cancel.signal,
      onLayer({ layer }) {
        seen.push(layer);
        if (layer === 1) cancel.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject(isAborted);
    expect(seen).toEqual([0, 1]);
    const again: LayerSummary[] = [];
    const resumed = await engine.trace(request, { onLayer: (layer) => again.push(layer) });
    expect(resumed.cachedLayers).toBeGreaterThanOrEqual(2);
    expect(again.map(({ layer }) => layer)).toEqual([0, 1, 2]);

    const other = startEngine();
    const whole = await other.trace(await requestOf(other));
    expect(resumed.logits).toEqual(whole.logits);
  });

  test('that was asked for before is answered from the cache', async () => {
    const first = await engine.trace(request);
    const second = await engine.trace({ ...request, queryToken: 4 });
    expect(second).toMatchObject({ trace: first.trace, cachedLayers: layers, queryToken: 4 });
    expect(second.logits).toEqual(first.logits);
  });

  test('is superseded by a newer one of its lane, whose layers are run once', async () => {
    const older = engine.trace(request);
    const seen: number[] = [];
    const newer = engine.trace({ ...request, queryToken: 3 }, { onLayer: ({ layer }) => seen.push(layer) });
    await expect(older).rejects.toMatchObject(isAborted);
    await newer;
    expect(seen).toEqual([0, 1, 2]);
  });

  test('of many in a lane, only the newest is carried out, whatever their sizes', async () => {
    const runs = [8, 16, 24, 32, 40].map((side) => engine.trace(sized(side)));
    const outcomes = await Promise.allSettled(runs);
    expect(outcomes.map(({ status }) => status)).toEqual([...Array(4).fill('rejected'), 'fulfilled']);
    for (const outcome of outcomes.slice(0, -1)) expect(outcome).toMatchObject({ reason: isAborted });
  });

  test('is left alone by another lane, even one that runs the same', async () => {
    const [left, right] = await Promise.all([
      engine.trace(request, { lane: 'left' }),
      engine.trace(request, { lane: 'right' }),
    ]);
    expect(left.logits).toEqual(right.logits);
    const { layers: probed } = await engine.probe(left.trace, { kind: 'row', token: 0 });
    expect(probed).toBe(layers);
  });

  test('whose signal had fired before is refused and supersedes nothing', async () => {
    const running = engine.trace(request);
    await expect(engine.trace(request, { signal: AbortSignal.abort('why') })).rejects.toMatchObject(
      isAborted,
    );
    await expect(running).resolves.toBeDefined();
  });

  test('cancelled in its last layer rejects all the same', async () => {
    const cancel = new AbortController();
    const run = engine.trace(request, {
      signal: cancel.signal,
      onLayer: ({ layer }) => layer === layers - 1 && cancel.abort(),
    });
    await expect(run).rejects.toMatchObject(isAborted);
  });
});

describe('a probe', () => {
  /** The whole attention of every layer [layers, heads, query, key]. */
  async function fullAttention(): Promise<Float32Array> {
    const model = await openModel(checkpoint, runtime);
    const input = prepareImage(photo, request.framing, model.spec);
    const run = compileRun(model.spec, gridFor(model.spec, input));
    const stream = await embed(model, input, { rule: model.spec.position.rule, run });
    const all = new Float32Array(layers * heads * tokens * tokens);
    for await (const { layer, taps } of runBlocks(model, stream, { start: 0, taps: ['attention'], run })) {
      all.set(taps.attention!, layer * heads * tokens * tokens);
    }
    await model.dispose();
    return all;
  }

  test('gives the rows and columns of the whole attention, for every token', async () => {
    const attention = await fullAttention();
    const { trace } = await engine.trace(request);
    const line = (kind: 'row' | 'column', token: number) =>
      Float32Array.from({ length: layers * heads * tokens }, (_, i) => {
        const other = i % tokens;
        const square = Math.floor(i / tokens) * tokens * tokens;
        return attention[square + (kind === 'row' ? token * tokens + other : other * tokens + token)]!;
      });
    for (let token = 0; token < tokens; token++) {
      for (const kind of ['row', 'column'] as const) {
        const { values } = await engine.probe(trace, { kind, token });
        expect(distance(values, line(kind, token)).absolute).toBeLessThan(5e-6);
      }
    }
  });

  test('gives what each token gives to several tokens together', async () => {
    const attention = await fullAttention();
    const { trace } = await engine.trace(request);
    const expected = Float32Array.from({ length: layers * heads * tokens }, (_, row) =>
      [1, 4, 5].reduce((sum, key) => sum + attention[row * tokens + key]!, 0),
    );
    const { values } = await engine.probe(trace, { kind: 'columns', tokens: [1, 4, 5] });
    expect(distance(values, expected).absolute).toBeLessThan(1e-5);
    const none = await engine.probe(trace, { kind: 'columns', tokens: [] });
    expect(none).toMatchObject({ layers, values: new Float32Array(layers * heads * tokens) });
  });

  test('is not superseded by the same question from another lens, nor by one of another kind', async () => {
    const { trace } = await engine.trace(request);
    const questions = [
      { kind: 'row', token: 3 },
      { kind: 'columns', tokens: [2] },
      { kind: 'row', token: 3 },
    ] as const;
    const answers = await Promise.all(questions.map((question) => engine.probe(trace, question)));
    expect(answers.map(({ probe }) => probe)).toEqual(questions);
  });

  test('of an unfinished trace answers over the layers that have run', async () => {
    const answers: Promise<number>[] = [];
    const { trace } = await engine.trace(request, {
      onLayer: ({ trace: id, layer }) => {
        if (layer === 0)
          answers.push(engine.probe(id, { kind: 'column', token: 2 }).then((found) => found.layers));
      },
    });
    const [early] = await Promise.all(answers);
    expect(early).toBeGreaterThanOrEqual(1);
    expect((await engine.probe(trace, { kind: 'column', token: 2 })).layers).toBe(layers);
  });

  test('is superseded by newer ones of the same trace, also while it waits for the runtime', async () => {
    const { trace } = await engine.trace(request);
    const run = engine.trace(sized(64));
    const probe = (token: number) => engine.probe(trace, { kind: 'row', token });
    const early = Promise.allSettled([0, 1, 2].map(probe));
    await new Promise((resolve) => setTimeout(resolve, 5));
    const late = Promise.allSettled([3, 4].map(probe));
    const outcomes = [...(await early), ...(await late)];
    expect(outcomes.at(-1)).toMatchObject({ status: 'fulfilled', value: { probe: { token: 4 } } });
    expect(outcomes.slice(0, 2)).toMatchObject(Array(2).fill({ reason: isAborted }));
    expect(outcomes[3]).toMatchObject({ reason: isAborted });
    await run;
  });

  test('of each of many traces at once, more than keep a session, is answered', async () => {
    const traces: TraceId[] = [];
    for (const width of [4, 8, 12, 20, 24, 28, 32, 36, 40, 44])
      traces.push((await engine.trace(sized(16, width))).trace);
    for (const kind of ['row', 'column'] as const) {
      const answers = await Promise.all(traces.map((trace) => engine.probe(trace, { kind, token: 1 })));
      expect(answers.map(({ trace }) => trace)).toEqual(traces);
    }
  });

  test.each([-1, tokens, 0.5, Number.NaN])('of the token %d is refused', async (token) => {
    const { trace } = await engine.trace(request);
    await expect(engine.probe(trace, { kind: 'row', token })).rejects.toThrow(
      new RangeError(`There is no token ${token} in a sequence of ${tokens}.`),
    );
  });

  test('whose signal fires while it waits is cancelled', async () => {
    const { trace } = await engine.trace(request);
    const cancel = new AbortController();
    const probe = engine.probe(trace, { kind: 'row', token: 1 }, { signal: cancel.signal });
    cancel.abort();
    await expect(probe).rejects.toMatchObject(isAborted);
  });
});

describe('releasing', () => {
  test('a model cancels its run, drops its traces and forgets its id', async () => {
    const { trace } = await engine.trace(request);
    const run = engine.trace(sized(24));
    await engine.release(request.model);
    await expect(run).rejects.toMatchObject(isAborted);
    await expect(engine.probe(trace, { kind: 'row', token: 0 })).rejects.toThrow(
      `The trace ${trace} is gone; trace the image again.`,
    );
    await expect(engine.trace(request)).rejects.toThrow(`The model ${request.model} is not open.`);
  });

  test('a model leaves the run of another alone', async () => {
    const { id: other } = await engine.open(randomDinov2());
    const run = engine.trace({ ...request, framing: { fit: 'stretch', size: { height: 16, width: 16 } } });
    await engine.release(other);
    await expect(run).resolves.toBeDefined();
  });

  test('a trace while it is probed answers or says that it is gone', async () => {
    const { trace } = await engine.trace(request);
    const probe = engine.probe(trace, { kind: 'row', token: 0 });
    await engine.release(trace);
    await expect(probe).rejects.toThrow(`The trace ${trace} is gone; trace the image again.`);
  });

  test('an image and unknown ids is quiet; what used them says what is missing', async () => {
    await engine.release(request.image);
    await engine.release('model-none' as ModelId);
    await expect(engine.trace(request)).rejects.toThrow(`The image ${request.image} is not open.`);
    await expect(engine.probe('trace-none' as TraceId, { kind: 'row', token: 0 })).rejects.toThrow(
      'The trace trace-none is gone; trace the image again.',
    );
  });
});

describe('the cache of traces', () => {
  test('drops the least recently used beyond its budget, and never the newest', async () => {
    const { spec } = await engine.open(checkpoint);
    const start = await engine.trace(request);
    const bytes = traceBytes(spec, tokenCount(start.layout));
    engine = startEngine(2 * bytes + 1);
    request = await requestOf(engine);
    const { trace: first } = await engine.trace(request);
    const { trace: second } = await engine.trace({ ...request, positionRule: 'bicubic' });
    await engine.probe(first, { kind: 'row', token: 0 }); // now the second is the least recently used
    const { trace: third } = await engine.trace({ ...request, positionRule: 'bicubic-offset' });
    const probe = (trace: TraceId) => engine.probe(trace, { kind: 'row', token: 0 });
    await expect(probe(second)).rejects.toThrow('is gone');
    await expect(Promise.all([probe(first), probe(third)])).resolves.toHaveLength(2);
    const { trace: large } = await engine.trace(sized(64)); // alone beyond the budget
    await expect(probe(large)).resolves.toBeDefined();
    await expect(probe(first)).rejects.toThrow('is gone');
  });

  test('keeps the newest trace of every lane, whatever the budget', async () => {
    engine = startEngine(1);
    request = await requestOf(engine);
    const run = async (lane: string, change: Partial<TraceRequest>) =>
      (await engine.trace({ ...request, ...change }, { lane })).trace;
    const left = await run('left', {});
    const right = await run('right', { interventions: { normaliser: 'softmax-1' } });
    const newer = await run('right', { interventions: { normaliser: 'sigmoid' } });
    const probe = (trace: TraceId) => engine.probe(trace, { kind: 'row', token: 0 });
    await expect(Promise.all([probe(left), probe(newer)])).resolves.toHaveLength(2);
    await expect(probe(right)).rejects.toThrow('is gone');
  });
});

test('opening and decoding reject once their signal has fired, even while they work', async () => {
  const cancel = new AbortController();
  const opening = engine.open(checkpoint, { signal: cancel.signal });
  const decoding = engine.decode(new Blob(), { signal: cancel.signal });
  cancel.abort(new Error('a reason of its own'));
  await expect(opening).rejects.toMatchObject(isAborted);
  await expect(decoding).rejects.toMatchObject(isAborted);
});
