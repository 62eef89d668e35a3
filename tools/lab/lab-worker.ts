import { type AttentionInputs, attentionRow } from '../../src/core/analysis/attention-lines.ts';
import { openSafetensors, readFloats } from '../../src/core/checkpoint/safetensors.ts';
import type { BlockTap } from '../../src/core/graph/block-program.ts';
import { compileRun } from '../../src/core/intervention/compiled-run.ts';
import type { Interventions } from '../../src/core/intervention/interventions.ts';
import { createBrowserRuntime } from '../../src/engine/browser-runtime.ts';
import { comparePrompts } from '../../src/engine/compare-prompts.ts';
import { type Model, openModel } from '../../src/engine/model.ts';
import { deviceError } from '../../src/engine/self-test.ts';
import { traceTaps } from '../../src/engine/trace.ts';
import { embed, gridFor, type Layer, runBlocks, runHead } from '../../src/engine/trace-runner.ts';
import { type Distance, distance } from '../fixtures/compare.ts';
import { goldenDistances } from '../fixtures/golden-run.ts';
import { readIntegers } from '../fixtures/integers.ts';
import { traceGolden, withWords, wordPrompt } from '../fixtures/prompt-model.ts';
import type { FromLabWorker, LabAnswers, LabKind, LabTasks, ToLabWorker } from './task.ts';

const send = (message: FromLabWorker) => postMessage(message);

function lost(reason: string): never {
  throw new Error(`The graphics device was lost: ${reason}`);
}

/** A smooth pattern with edges, the same everywhere [3, size, size]. */
function pattern(size: number): Float32Array {
  return Float32Array.from({ length: 3 * size * size }, (_, i) => {
    const [x, y, channel] = [i % size, Math.floor(i / size) % size, Math.floor(i / size / size)];
    const disc = (x - size / 2) ** 2 + (y - size / 2) ** 2 < (size / 4) ** 2 ? 1 : 0;
    return Math.sin(x / 9 + channel) * Math.cos(y / 13) * 0.5 + disc - 0.5;
  });
}

/** The model's layers on a square input. */
async function* layersOf(
  model: Model,
  pixels: Float32Array,
  { taps, interventions = {} }: { taps: readonly BlockTap[]; interventions?: Interventions | undefined },
): AsyncGenerator<Layer, void> {
  const size = Math.sqrt(pixels.length / 3);
  const input = { pixels, height: size, width: size };
  const run = compileRun(model.spec, gridFor(model.spec, input), interventions);
  const stream = await embed(model, input, { rule: model.spec.position.rule, run });
  yield* runBlocks(model, stream, { start: 0, taps, run });
}

async function parity(task: LabTasks['parity']): Promise<LabAnswers['parity']> {
  const runtime = await createBrowserRuntime(task.backend, lost);
  const golden = await openSafetensors(task.golden, 'golden.safetensors');
  const distances = await goldenDistances(runtime, task.source, golden, task.choice);
  return { device: runtime.report, distances };
}

async function prompts({ source, golden, end }: LabTasks['prompts']): Promise<LabAnswers['prompts']> {
  const file = await openSafetensors(golden, 'golden.safetensors');
  const ids = await readIntegers(file, 'token_ids');
  const model = await openModel(withWords(source, ids, end), await createBrowserRuntime('wasm', lost));
  const trace = await traceGolden(model, file, 'pixels');
  const [answer] = (await comparePrompts(trace, [wordPrompt(ids, end)], undefined)).prompts;
  if (answer?.kind !== 'compared') throw new Error(answer?.message);
  return {
    ids: answer.tokens.map(({ id }) => id),
    cosine: answer.cosine,
    tokenCosines: [...answer.tokenCosines],
    embedding: distance(answer.embedding, await readFloats(file, 'text_embedding')),
  };
}

async function backends(task: LabTasks['backends']): Promise<LabAnswers['backends']> {
  const { source, size, layers, interventions } = task;
  const pixels = pattern(size);
  const run = async (backend: 'webgpu' | 'wasm') => {
    const runtime = await createBrowserRuntime(backend, lost);
    const model = await openModel(source, runtime);
    const done: Layer[] = [];
    for await (const layer of layersOf(model, pixels, { taps: traceTaps, interventions })) {
      done.push(layer);
      if (done.length === layers) break;
    }
    await model.dispose();
    return { device: runtime.report, done };
  };
  const gpu = await run('webgpu');
  const cpu = await run('wasm');
  const compared = gpu.done.map(({ output, taps: tapped }, i) => {
    const reference = cpu.done[i]!;
    const found: Record<string, Distance> = { output: distance(output, reference.output) };
    for (const tap of traceTaps) {
      if (tapped[tap]) found[tap] = distance(tapped[tap], reference.taps[tap]!);
    }
    return found;
  });
  return { device: gpu.device, layers: compared };
}

async function pieces({ queryChunks }: LabTasks['pieces']): Promise<LabAnswers['pieces']> {
  const runtime = await createBrowserRuntime('webgpu', lost);
  return { device: runtime.report, error: await deviceError(runtime, queryChunks) };
}

async function runs(task: LabTasks['runs']): Promise<LabAnswers['runs']> {
  const { backend, source, size, taps, rounds } = task;
  const pixels = pattern(size);
  const started = performance.now();
  const runtime = await createBrowserRuntime(backend, lost);
  const startMs = performance.now() - started;
  // One model each: another set of taps would replace the sessions.
  const models: Model[] = [];
  for (const _ of taps) models.push(await openModel(source, runtime));
  const ms: number[][] = taps.map(() => []);
  const firstMs: number[][] = taps.map(() => []);
  const keptBytes: number[] = taps.map(() => 0);
  // One round more than asked for: the first makes the sessions.
  for (let round = -1; round < rounds; round++) {
    for (const [i, set] of taps.entries()) {
      const begin = performance.now();
      const kept = await wholeRun(models[i]!, pixels, set, () => {
        if (round < 0) firstMs[i]!.push(performance.now() - begin);
      });
      if (round >= 0) ms[i]!.push(performance.now() - begin);
      keptBytes[i] = kept
        .flatMap(({ output, taps: tapped }) => [output, ...Object.values(tapped)])
        .reduce((bytes, array) => bytes + array.byteLength, 0);
    }
  }
  return { device: runtime.report, startMs, firstMs, ms, keptBytes };
}

async function plainRows({ source, size, count }: LabTasks['plainRows']): Promise<LabAnswers['plainRows']> {
  const model = await openModel(source, await createBrowserRuntime('wasm', lost));
  const { heads, normaliser } = model.spec;
  const kept: AttentionInputs[] = [];
  for await (const { taps } of layersOf(model, pattern(size), { taps: ['norms', 'q', 'k'] })) {
    const tokens = taps.norms!.length;
    kept.push({ q: taps.q!, k: taps.k!, heads, tokens, normaliser, mask: undefined });
  }
  const ms = Array.from({ length: count }, (_, token) => {
    const begin = performance.now();
    for (const layer of kept) attentionRow(layer, token);
    return performance.now() - begin;
  });
  return { ms };
}

async function wholeRun(
  model: Model,
  pixels: Float32Array,
  taps: readonly BlockTap[],
  onLayer: () => void,
): Promise<Layer[]> {
  const kept: Layer[] = [];
  for await (const layer of layersOf(model, pixels, { taps })) {
    kept.push(layer);
    onLayer();
  }
  const size = Math.sqrt(pixels.length / 3);
  const { layout } = compileRun(model.spec, gridFor(model.spec, { height: size, width: size }));
  await runHead(model, kept.at(-1)!.output, layout);
  return kept;
}

function answer(message: ToLabWorker): Promise<LabAnswers[LabKind]> {
  switch (message.kind) {
    case 'parity':
      return parity(message.task);
    case 'prompts':
      return prompts(message.task);
    case 'backends':
      return backends(message.task);
    case 'pieces':
      return pieces(message.task);
    case 'plainRows':
      return plainRows(message.task);
    case 'runs':
      return runs(message.task);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToLabWorker>) => {
  answer(data).then(
    (value) => send({ kind: 'answer', value }),
    (error: unknown) =>
      send({ kind: 'error', message: error instanceof Error ? error.message : String(error) }),
  );
});
