import type { RgbImage } from '../core/image/framing.ts';
import { prepareImage } from '../core/image/prepare.ts';
import { tokenCount } from '../core/vit/token-layout.ts';
import { abortError } from './abort.ts';
import type { Engine, ImageId, ModelId, TraceId, TraceRequest, TraceStart, TraceSummary } from './engine.ts';
import { type Model, openModel } from './model.ts';
import { createProbes, lineOf } from './probes.ts';
import type { Runtime } from './runtime.ts';
import { summarise, type Trace, tapOf, traceTaps } from './trace.ts';
import { createTraceCache } from './trace-cache.ts';
import { embed, type Layer, layoutFor, runBlocks, runHead } from './trace-runner.ts';

export interface LocalEngineOptions {
  readonly decode: (image: Blob, name: string, signal?: AbortSignal) => Promise<RgbImage>;
  /** Traces beyond this many bytes are dropped, the least recently used first. */
  readonly traceBudgetBytes: number;
}

type TraceOptions = NonNullable<Parameters<Engine['trace']>[1]>;

const keptTaps: ReadonlySet<(typeof traceTaps)[number]> = new Set(traceTaps);

/** The engine in this thread, over a runtime that is ready. */
export function createLocalEngine(runtime: Runtime, options: LocalEngineOptions): Engine {
  const models = new Map<ModelId, Model>();
  const images = new Map<ImageId, RgbImage>();
  const probes = createProbes(runtime);
  const cache = createTraceCache(options.traceBudgetBytes, (trace) => void probes.forget(trace.start.trace));
  const tag = Math.random().toString(36).slice(2); // keeps the ids of a restarted engine apart
  let ids = 0;
  let newestTrace = new AbortController();
  const newestProbes = new Map<TraceId, number>();

  /** The trace that answers a request: one that the cache holds, complete or not, or a new one. */
  function traceFor(request: TraceRequest): { trace: Trace; input: ReturnType<typeof prepareImage> } {
    const model = known(models, request.model, 'model');
    const input = prepareImage(known(images, request.image, 'image'), request.framing, model.spec);
    const key = JSON.stringify([request.model, request.image, request.framing, request.positionRule]);
    const cached = cache.find(key);
    if (cached) return { trace: cached, input };
    const { frame, height, width } = input;
    const { depth, heads } = model.spec;
    const start: TraceStart = {
      trace: `trace-${tag}-${++ids}` as TraceId,
      layout: layoutFor(model.spec, input),
      frame,
      input: { height, width },
      depth,
      heads,
      queryToken: request.queryToken,
    };
    const trace: Trace = { start, model, key, layers: [], ending: undefined };
    cache.add(trace);
    return { trace, input };
  }

  async function run(request: TraceRequest, signal: AbortSignal, { onStart, onLayer }: TraceOptions) {
    const begin = performance.now();
    const { trace, input } = traceFor(request);
    const { model, layers } = trace;
    const start = { ...trace.start, queryToken: queryTokenOf(request, trace) };
    const report = (layer: Layer) => onLayer?.(summarise(trace, layer, queryRows(layer, start)));
    onStart?.(start);
    const cachedLayers = layers.length;
    layers.forEach(report);
    const rule = request.positionRule === 'publisher' ? model.spec.position.rule : request.positionRule;
    if (cachedLayers < model.spec.depth) {
      const stream = layers.at(-1)?.output ?? (await embed(model, input, rule));
      for await (const layer of runBlocks(model, stream, { start: cachedLayers, taps: keptTaps })) {
        // Kept even when the run is cancelled now: the same request goes on from here. An earlier run of the
        // same request may have been in this layer when it was cancelled and then have kept it already.
        if (layers.length === layer.layer) layers.push(layer);
        if (signal.aborted) throw abortError();
        report(layer);
      }
    }
    trace.ending ??= await runHead(model, layers.at(-1)!.output);
    const { finalNorms, logits } = trace.ending;
    const summary: TraceSummary = {
      ...start,
      finalNorms,
      logits,
      elapsedMs: performance.now() - begin,
      cachedLayers,
    };
    return summary;
  }

  return {
    device: async () => runtime.report,

    async open(source, { signal } = {}) {
      signal?.throwIfAborted();
      const model = await openModel(source, runtime);
      const id = `model-${tag}-${++ids}` as ModelId;
      models.set(id, model);
      const { name, spec, labels, weightBytes } = model;
      return { id, name, spec, labels, weightBytes };
    },

    async decode(blob, { name = 'The image', signal } = {}) {
      const image = await options.decode(blob, name, signal);
      const id = `image-${tag}-${++ids}` as ImageId;
      images.set(id, image);
      return { id, width: image.width, height: image.height };
    },

    async trace(request, hooks = {}) {
      newestTrace.abort(abortError());
      newestTrace = new AbortController();
      const own = newestTrace.signal;
      const signal = hooks.signal ? AbortSignal.any([own, hooks.signal]) : own;
      if (signal.aborted) throw abortError();
      return run(request, signal, hooks);
    },

    async probe(id, probe, { signal } = {}) {
      const trace = cache.get(id);
      if (!trace) throw new Error(`The trace ${id} is gone; trace the image again.`);
      const turn = (newestProbes.get(id) ?? 0) + 1;
      newestProbes.set(id, turn);
      await nextTask(); // lets newer probes of the same pointer movement arrive
      if (signal?.aborted || newestProbes.get(id) !== turn) throw abortError();
      return probes.answer(trace, probe);
    },

    async release(id) {
      const model = models.get(id as ModelId);
      if (model) newestTrace.abort(abortError());
      for (const trace of cache.all()) {
        if (trace.start.trace === id || (model && trace.model === model)) cache.remove(trace.start.trace);
      }
      models.delete(id as ModelId);
      images.delete(id as ImageId);
      await model?.dispose();
    },
  };
}

function known<Id, T>(all: ReadonlyMap<Id, T>, id: Id, what: string): T {
  const found = all.get(id);
  if (found === undefined) throw new Error(`The ${what} ${String(id)} is not open.`);
  return found;
}

function queryTokenOf({ queryToken }: TraceRequest, trace: Trace): number {
  return queryToken >= 0 && queryToken < tokenCount(trace.start.layout) ? queryToken : 0;
}

/** The attention rows that a layer's summary brings along. */
function queryRows(layer: Layer, { queryToken, heads, layout }: TraceStart): Float32Array {
  if (queryToken === 0) return tapOf(layer, 'cls');
  return lineOf(layer, { kind: 'row', token: queryToken }, { heads, tokens: tokenCount(layout) });
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
