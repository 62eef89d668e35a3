import * as words from '#words/engine/engine.ts';
import type { ModelInput, RgbImage } from '../core/image/framing.ts';
import { prepareImage } from '../core/image/prepare.ts';
import { compileRun } from '../core/intervention/compiled-run.ts';
import type { Interventions } from '../core/intervention/interventions.ts';
import { tokenCount } from '../core/vit/token-layout.ts';
import { abortError, throwIfAborted } from './abort.ts';
import type {
  Engine,
  ImageId,
  ModelId,
  Probe,
  TraceId,
  TraceRequest,
  TraceStart,
  TraceSummary,
} from './engine.ts';
import type { FeatureAnswers } from './features.ts';
import { normsAfterFinal } from './final-norms.ts';
import { createLanes } from './lanes.ts';
import { type Model, openModel } from './model.ts';
import { createProbes, isToken, lineOf } from './probes.ts';
import { resolveSinks } from './resolve-sinks.ts';
import type { Rollouts } from './rollout.ts';
import type { Runtime } from './runtime.ts';
import { summarise, type Trace, tapOf, traceTaps } from './trace.ts';
import { createTraceCache, isSameRun } from './trace-cache.ts';
import { reportEffects, reportSinks, tokenMeasures } from './trace-measures.ts';
import { embed, gridFor, type Layer, runBlocks, runHead } from './trace-runner.ts';

export interface LocalEngineOptions {
  readonly decode: (image: Blob, name: string, signal?: AbortSignal) => Promise<RgbImage>;
  /** Traces beyond this many bytes are dropped, the least recently used first. */
  readonly traceBudgetBytes: number;
}

type TraceOptions = NonNullable<Parameters<Engine['trace']>[1]>;

/** The engine in this thread, over a runtime that is ready. */
export function createLocalEngine(runtime: Runtime, options: LocalEngineOptions): Engine {
  const models = new Map<ModelId, Model>();
  const images = new Map<ImageId, RgbImage>();
  const probes = createProbes(runtime);
  let rollouts: Promise<Rollouts> | undefined;
  const newestProbes = new Map<TraceId, Map<Probe['kind'], string>>();
  const cache = createTraceCache(options.traceBudgetBytes, ({ start }) => {
    newestProbes.delete(start.trace);
    void probes.forget(start.trace);
    void features?.then((answers) => answers.forget(start.trace));
    void rollouts?.then((made) => made.forget(start.trace));
  });
  const tag = Math.random().toString(36).slice(2); // keeps the ids of a restarted engine apart
  let ids = 0;
  const lanes = createLanes();
  let features: Promise<FeatureAnswers> | undefined;

  /** Loaded with the first question: most visits have none. */
  function loadFeatures(): Promise<FeatureAnswers> {
    features ??= import('./features.ts').then((module) => module.createFeatureAnswers(runtime, liveTrace));
    return features;
  }

  /** The trace that answers a request: one that the cache holds, complete or not, or a new one. */
  function traceFor(request: TraceRequest, input: ModelInput, interventions: Interventions): Trace {
    const model = known(models, request.model, 'model');
    const source = JSON.stringify([request.model, request.image, request.framing, request.positionRule]);
    const compiled = compileRun(model.spec, gridFor(model.spec, input), interventions);
    const prefix = cache.longestPrefix(source, compiled);
    if (prefix && isSameRun(prefix.trace, compiled)) return prefix.trace;
    const { frame, height, width } = input;
    const { depth, heads } = model.spec;
    const start: TraceStart = {
      trace: `trace-${tag}-${++ids}` as TraceId,
      layout: compiled.layout,
      frame,
      input: { height, width },
      depth,
      heads,
      queryToken: request.queryToken,
      interventions,
    };
    const layers = prefix?.trace.layers.slice(0, prefix.layers) ?? [];
    // What enters the first block is the same where the first layer is.
    const embedded = layers.length > 0 ? prefix?.trace.embedded : undefined;
    const trace: Trace = { start, model, source, run: compiled, embedded, layers, ending: undefined };
    cache.add(trace);
    return trace;
  }

  /** Runs what a trace still lacks, block by block. */
  async function complete(
    trace: Trace,
    request: TraceRequest,
    input: ModelInput,
    onLayer: (layer: Layer) => void,
  ) {
    const { model, layers, run: compiled } = trace;
    if (layers.length < model.spec.depth) {
      const rule = request.positionRule === 'publisher' ? model.spec.position.rule : request.positionRule;
      const enter = async () => {
        trace.embedded ??= await embed(model, input, { rule, run: compiled });
        return trace.embedded;
      };
      const stream = layers.at(-1)?.output ?? (await enter());
      for await (const layer of runBlocks(model, stream, {
        start: layers.length,
        taps: traceTaps,
        run: compiled,
      })) {
        // Kept even when the run is cancelled now: the same request goes on from here. Another lane that runs
        // the same may have kept it already.
        if (layers.length === layer.layer) layers.push(layer);
        onLayer(layer);
      }
    }
    trace.ending ??= await runHead(model, layers.at(-1)!.output, compiled.layout);
    return trace.ending;
  }

  /** The interventions with sinks chosen by their rule on the run without the gate. */
  function resolve(request: TraceRequest, input: ModelInput, signal: AbortSignal): Promise<Interventions> {
    return resolveSinks(request.interventions ?? {}, async (withoutGate) => {
      const baseline = traceFor(request, input, withoutGate);
      await complete(baseline, request, input, () => throwIfAborted(signal));
      return { measures: tokenMeasures(baseline), layout: baseline.start.layout };
    });
  }

  async function run(
    request: TraceRequest,
    signal: AbortSignal,
    { lane = '', onStart, onLayer }: TraceOptions,
  ) {
    const begin = performance.now();
    const { spec } = known(models, request.model, 'model');
    const input = prepareImage(known(images, request.image, 'image'), request.framing, spec);
    const interventions = await resolve(request, input, signal);
    const trace = traceFor(request, input, interventions);
    cache.hold(lane, trace);
    // A cached trace of the same numbers may have been asked for in other words.
    const start = { ...trace.start, queryToken: queryTokenOf(request, trace), interventions };
    const report = (layer: Layer) =>
      onLayer?.(summarise(trace, layer, queryRows(trace, layer, start.queryToken)));
    onStart?.(start);
    const cachedLayers = trace.layers.length;
    trace.layers.forEach(report);
    const { finalNorms, logits } = await complete(trace, request, input, (layer) => {
      throwIfAborted(signal);
      report(layer);
    });
    throwIfAborted(signal);
    const elapsedMs = performance.now() - begin;
    const summary: TraceSummary = { ...start, finalNorms, logits, elapsedMs, cachedLayers };
    return summary;
  }

  function liveTrace(id: TraceId): Trace {
    const trace = cache.get(id);
    if (!trace) throw new Error(`The trace ${id} is gone; trace the image again.`);
    return trace;
  }

  return {
    device: async () => runtime.report,

    async open(source, { signal } = {}) {
      throwIfAborted(signal);
      const model = await openModel(source, runtime);
      throwIfAborted(signal);
      const id = `model-${tag}-${++ids}` as ModelId;
      models.set(id, model);
      const { name, spec, labels, weightBytes, textBytes } = model;
      return { id, name, spec, labels, weightBytes, textBytes };
    },

    async decode(blob, { name = words.theImage, signal } = {}) {
      const image = await options.decode(blob, name, signal);
      throwIfAborted(signal);
      const id = `image-${tag}-${++ids}` as ImageId;
      images.set(id, image);
      return { id, width: image.width, height: image.height };
    },

    trace(request, hooks = {}) {
      const { lane = '', signal } = hooks;
      return lanes.run({ lane, model: request.model, signal }, (either) => run(request, either, hooks));
    },

    async probe(id, probe, { signal } = {}) {
      throwIfAborted(signal);
      liveTrace(id);
      const question = JSON.stringify(probe);
      const newest = newestProbes.get(id) ?? new Map<Probe['kind'], string>();
      newestProbes.set(id, newest.set(probe.kind, question));
      await nextTask(); // lets newer probes of the same pointer movement arrive
      return probes.answer(() => {
        throwIfAborted(signal);
        const trace = liveTrace(id);
        if (newest.get(probe.kind) !== question) throw abortError();
        return trace;
      }, probe);
    },

    similarity: async (id, question, { signal } = {}) =>
      (await loadFeatures()).similarity(id, question, signal),

    components: async (request, { signal } = {}) => (await loadFeatures()).components(request, signal),

    async finalNorms(id, { signal } = {}) {
      throwIfAborted(signal);
      return normsAfterFinal(() => {
        throwIfAborted(signal);
        return liveTrace(id);
      });
    },

    async rollout(id, question, { signal = new AbortController().signal } = {}) {
      throwIfAborted(signal);
      liveTrace(id);
      rollouts ??= import('./rollout.ts').then(({ createRollouts }) => createRollouts(runtime));
      return (await rollouts).answer(() => liveTrace(id), question, signal);
    },

    async sinks(id, choice, { signal } = {}) {
      throwIfAborted(signal);
      return reportSinks(liveTrace(id), choice);
    },

    async effects(id, reference, effectOptions) {
      return reportEffects(liveTrace(id), reference && liveTrace(reference), effectOptions);
    },

    async tensors(id, request) {
      // Loaded with the first export: most visits have none.
      const { encodeTraceTensors } = await import('./trace-tensors.ts');
      return encodeTraceTensors(liveTrace(id), request);
    },

    async findNeurons({ model: id, images: chosen, framing, settings }, { signal, onProgress } = {}) {
      const model = known(models, id, 'model');
      const inputs = chosen.map((image) => prepareImage(known(images, image, 'image'), framing, model.spec));
      const { findRegisterNeurons } = await import('./neuron-finder.ts');
      return findRegisterNeurons(model, inputs, settings, {
        signal: signal ?? new AbortController().signal,
        onProgress: onProgress ?? (() => {}),
      });
    },

    async prompts(id, prompts, { signal } = {}) {
      throwIfAborted(signal);
      const { comparePrompts } = await import('./compare-prompts.ts'); // most visits have none
      return comparePrompts(liveTrace(id), prompts, signal);
    },

    async release(id) {
      const model = models.get(id as ModelId);
      for (const trace of cache.all()) {
        if (trace.start.trace === id || (model && trace.model === model)) cache.remove(trace.start.trace);
      }
      models.delete(id as ModelId);
      images.delete(id as ImageId);
      if (!model) return;
      await lanes.stop(id as ModelId);
      await model.dispose();
    },
  };
}

function known<Id, T>(all: ReadonlyMap<Id, T>, id: Id, what: string): T {
  const found = all.get(id);
  if (found === undefined) throw new Error(`The ${what} ${String(id)} is not open.`);
  return found;
}

function queryTokenOf({ queryToken }: TraceRequest, trace: Trace): number {
  return isToken(queryToken, tokenCount(trace.start.layout)) ? queryToken : 0;
}

/** The attention rows that a layer's summary brings along. */
function queryRows(trace: Trace, layer: Layer, token: number): Float32Array {
  return token === 0 ? tapOf(layer, 'cls') : lineOf(trace, layer, { kind: 'row', token });
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
