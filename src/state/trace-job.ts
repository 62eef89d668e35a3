import type { StoreApi } from 'zustand/vanilla';
import type {
  DecodedImage,
  Engine,
  LayerSummary,
  OpenModel,
  TraceId,
  TraceStart,
  TraceSummary,
} from '../engine/engine.ts';
import type { Displayed } from './displayed.ts';
import type { Holdings } from './holdings.ts';
import { resolveQuery } from './query-target.ts';
import { framingKey, type ImageChoice, imageKey, modelKey, type Requested } from './requested.ts';
import type { ScopeState } from './scope-state.ts';
import type { TraceRecords } from './trace-record.ts';

/** What a job stands on. */
export interface JobParts {
  readonly engine: Engine;
  readonly store: StoreApi<ScopeState>;
  readonly records: TraceRecords;
  readonly holdings: Holdings;
}

/** A request that has an image. */
export type RunnableRequest = Requested & { readonly image: ImageChoice };

/** One way from a request to a trace on the screen. */
export interface Job {
  readonly key: string;
  readonly request: RunnableRequest;
  readonly controller: AbortController;
  /** The last whole trace that was on the screen when the job began. */
  readonly before: Displayed | undefined;
  /** Set once the trace has begun and replaced what was on the screen. */
  trace: TraceId | undefined;
  /** What it is at, and so what an error is about. */
  step: 'model' | 'image' | 'trace';
}

/** Makes a job that has not begun. */
export function createJob(request: RunnableRequest, before: Displayed | undefined): Job {
  return {
    key: jobKey(request),
    request,
    controller: new AbortController(),
    before,
    trace: undefined,
    step: 'model',
  };
}

/** Equal for requests that lead to the same trace. */
export function jobKey({ model, image, framing }: Requested): string {
  return [modelKey(model), image ? imageKey(image) : '', framingKey(framing)].join(' ');
}

/** Opens, decodes and runs what the job asks for; the store grows with every layer. */
export async function performJob(job: Job, { engine, store, records, holdings }: JobParts): Promise<void> {
  const { request, controller } = job;
  const { signal } = controller;
  const model = await holdings.model(request.model, signal);
  job.step = 'image';
  const image = await holdings.image(request.image, signal);
  signal.throwIfAborted();
  job.step = 'trace';
  const summary = await engine.trace(
    {
      model: model.id,
      image: image.id,
      framing: request.framing,
      positionRule: 'publisher',
      queryToken: guessQuery(store.getState()),
    },
    {
      signal,
      onStart(start) {
        if (signal.aborted) return;
        job.trace = start.trace;
        records.begin(start);
        store.setState((state) => began(state, { model, image, start, request }));
      },
      onLayer(layer) {
        if (signal.aborted) return;
        records.addLayer(layer);
        store.setState((state) => grew(state, layer));
      },
    },
  );
  signal.throwIfAborted();
  records.finish(summary);
  store.setState((state) => finished(state, summary));
  holdings.releaseAllBut(request.model, request.image);
}

/** The query's token if the next layout is like the shown one; a wrong guess costs a probe, nothing else. */
function guessQuery({ displayed, requested }: ScopeState): number {
  return displayed === undefined ? 0 : resolveQuery(displayed.start.layout, requested.query.target);
}

function began(
  { requested }: ScopeState,
  made: { model: OpenModel; image: DecodedImage; start: TraceStart; request: RunnableRequest },
): Partial<ScopeState> {
  const { model, image, start, request } = made;
  const token = resolveQuery(start.layout, requested.query.target);
  return {
    displayed: {
      model,
      image,
      start,
      modelChoice: request.model,
      imageChoice: request.image,
      framing: request.framing,
      layersDone: 0,
      status: 'running',
      took: undefined,
      attention: { reading: requested.reading, token, layers: 0 },
    },
    activity: { kind: 'running', layer: 0, depth: start.depth },
  };
}

function grew({ displayed }: ScopeState, { layer, trace }: LayerSummary): Partial<ScopeState> {
  if (displayed?.start.trace !== trace) return {};
  const layersDone = Math.max(displayed.layersDone, layer + 1);
  return {
    displayed: { ...displayed, layersDone },
    activity: { kind: 'running', layer: layersDone, depth: displayed.start.depth },
  };
}

function finished(
  { displayed }: ScopeState,
  { trace, elapsedMs, cachedLayers }: TraceSummary,
): Partial<ScopeState> {
  if (displayed?.start.trace !== trace) return {};
  return {
    displayed: {
      ...displayed,
      status: 'complete',
      layersDone: displayed.start.depth,
      took: { elapsedMs, cachedLayers },
    },
  };
}
