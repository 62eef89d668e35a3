import type {
  DecodedImage,
  Engine,
  LayerSummary,
  OpenModel,
  TraceId,
  TraceStart,
  TraceSummary,
} from '../engine/engine.ts';
import type { Activity, Displayed } from './displayed.ts';
import type { Holdings } from './holdings.ts';
import { contentKey } from './lens.ts';
import type { LensStore } from './lens-store.ts';
import { queryTokens, resolveQuery } from './query-target.ts';
import { framingKey, type ImageChoice, imageKey, type LensRequest } from './requested.ts';
import type { LensView } from './scope-state.ts';
import type { TraceRecords } from './trace-record.ts';

/** What a job stands on. */
export interface JobParts {
  readonly engine: Engine;
  readonly lens: LensStore;
  readonly records: TraceRecords;
  readonly holdings: Holdings;
}

/** A request that has an image. */
export type RunnableRequest = LensRequest & { readonly image: ImageChoice };

/** One way from a lens's request to a trace on the screen. */
export interface Job {
  readonly key: string;
  readonly request: RunnableRequest;
  readonly controller: AbortController;
  /** What the lens showed when the job began, and shows again if nothing comes of it. */
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
export function jobKey(request: LensRequest): string {
  const { image, framing } = request;
  return [contentKey(request), image ? imageKey(image) : '', framingKey(framing)].join(' ');
}

/** Opens, decodes and runs what the job asks for; what the lens shows grows with every layer. */
export async function performJob(job: Job, { engine, lens, records, holdings }: JobParts): Promise<void> {
  const { request, controller } = job;
  const { signal } = controller;
  const report = (activity: Activity) => {
    if (!signal.aborted) lens.show({ activity });
  };
  const model = await holdings.model(request.model, { signal, report });
  job.step = 'image';
  const image = await holdings.image(request.image, { signal, report });
  signal.throwIfAborted();
  job.step = 'trace';
  const summary = await engine.trace(
    {
      model: model.id,
      image: image.id,
      framing: request.framing,
      positionRule: 'publisher',
      interventions: request.interventions,
      queryToken: guessQuery(lens),
    },
    {
      signal,
      lane: lens.id,
      onStart(start) {
        if (signal.aborted) return;
        job.trace = start.trace;
        records.begin(start);
        lens.show(began(lens, { model, image, start, request }));
      },
      onLayer(layer) {
        if (signal.aborted) return;
        records.addLayer(layer);
        lens.show(grew(lens, layer));
      },
    },
  );
  signal.throwIfAborted();
  records.finish(summary);
  lens.show(finished(lens, summary));
  holdings.releaseUnused();
}

/** The query's token if the next layout is like the shown one; a wrong guess costs a probe, nothing else. */
function guessQuery(lens: LensStore): number {
  const { displayed } = lens.view();
  const query = lens.asked()?.query;
  return displayed === undefined || query === undefined
    ? 0
    : resolveQuery(displayed.start.layout, query.target);
}

function began(
  lens: LensStore,
  made: { model: OpenModel; image: DecodedImage; start: TraceStart; request: RunnableRequest },
): Partial<LensView> {
  const { model, image, start, request } = made;
  const { query, reading } = lens.asked() ?? request;
  const token = resolveQuery(start.layout, query.target);
  const tokens = queryTokens(start.layout, query.target);
  return {
    displayed: {
      model,
      image,
      start,
      modelChoice: request.model,
      interventions: request.interventions,
      imageChoice: request.image,
      framing: request.framing,
      layersDone: 0,
      status: 'running',
      took: undefined,
      attention: { reading, token, ...(tokens && { tokens }), layers: 0 },
    },
    activity: { kind: 'running', layer: 0, depth: start.depth },
  };
}

function grew(lens: LensStore, { layer, trace }: LayerSummary): Partial<LensView> {
  const { displayed } = lens.view();
  if (displayed?.start.trace !== trace) return {};
  const layersDone = Math.max(displayed.layersDone, layer + 1);
  return {
    displayed: { ...displayed, layersDone },
    activity: { kind: 'running', layer: layersDone, depth: displayed.start.depth },
  };
}

function finished(lens: LensStore, { trace, elapsedMs, cachedLayers }: TraceSummary): Partial<LensView> {
  const { displayed } = lens.view();
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
