import type { StoreApi } from 'zustand/vanilla';
import type { Engine } from '../engine/engine.ts';
import type { Displayed } from './displayed.ts';
import { createHoldings } from './holdings.ts';
import type { Library } from './library.ts';
import { explain, isAbort } from './notice.ts';
import { plan } from './plan.ts';
import type { ScopeState } from './scope-state.ts';
import { createJob, type Job, jobKey, performJob } from './trace-job.ts';
import type { TraceRecords } from './trace-record.ts';

/** What the conductor stands on. */
export interface ConductorParts {
  readonly engine: Engine;
  readonly library: Library;
  readonly store: StoreApi<ScopeState>;
  readonly records: TraceRecords;
}

/** Brings the screen to what is asked for. */
export interface Conductor {
  /** Starts what the plan says, unless it is under way already. */
  sync(): void;
  /** Stops the work under way. Layers that have arrived stay; before the first one, the screen goes back. */
  cancel(): void;
  /** Runs a stopped trace to its end; the engine starts from the layers that it kept. */
  resume(): void;
}

/** One job at a time: a newer request replaces an older one, an error leaves what was on the screen. */
export function createConductor(parts: ConductorParts): Conductor {
  const { store } = parts;
  const jobParts = { ...parts, holdings: createHoldings(parts) };
  let job: Job | undefined;

  function sync(): void {
    const { displayed, requested } = store.getState();
    const isShown = plan(displayed, requested).trace === 'keep';
    if (job === undefined ? isShown : job.key === jobKey(requested)) return;
    const before = displayed?.status === 'running' ? job?.before : displayed;
    job?.controller.abort();
    job = undefined;
    if (isShown && displayed?.status !== 'running') store.setState({ activity: { kind: 'idle' } });
    else begin(before);
  }

  function begin(before: Displayed | undefined): void {
    const { requested } = store.getState();
    const { image } = requested;
    if (image !== undefined) void perform(createJob({ ...requested, image }, before));
  }

  async function perform(next: Job): Promise<void> {
    job = next;
    store.setState({ notice: undefined });
    try {
      await performJob(next, jobParts);
      if (job === next) end();
    } catch (error) {
      if (job !== next) return;
      if (isAbort(error)) stop(next);
      else fail(next, error);
    }
  }

  function end(): void {
    job = undefined;
    store.setState({ activity: { kind: 'idle' } });
  }

  function stop(stopped: Job): void {
    const { displayed } = store.getState();
    const hasLayers = displayed?.start.trace === stopped.trace && displayed?.layersDone !== 0;
    if (displayed && hasLayers) store.setState({ displayed: { ...displayed, status: 'stopped' } });
    else restore(stopped.before);
    end();
  }

  function fail(failed: Job, error: unknown): void {
    restore(failed.before);
    end();
    forgetUnusable(failed, parts);
    store.setState({ notice: explain(error, 'Running the model') });
  }

  /** Shows a former trace again, and asks for it, so that the controls tell the truth. */
  function restore(before: Displayed | undefined): void {
    if (before === undefined) return;
    const { modelChoice: model, imageChoice: image, framing } = before;
    store.setState(({ requested }) => ({
      displayed: before,
      requested: { ...requested, model, image, framing },
    }));
  }

  return {
    sync,
    cancel() {
      const cancelled = job;
      job = undefined;
      cancelled?.controller.abort();
      if (cancelled) stop(cancelled);
    },
    resume() {
      const { displayed } = store.getState();
      if (job === undefined) begin(displayed?.status === 'complete' ? displayed : undefined);
    },
  };
}

/** Takes a file that could not be opened off the lists of what there is to choose. */
function forgetUnusable({ step, request }: Job, { store, library }: ConductorParts): void {
  const choice = step === 'model' ? request.model : step === 'image' ? request.image : undefined;
  if (choice?.kind !== 'local') return;
  const isOther = ({ key }: { readonly key: string }) => key !== choice.key;
  store.setState(({ localModels, localImages }) => ({
    localModels: localModels.filter(isOther),
    localImages: localImages.filter(isOther),
  }));
  library.forget(choice.key);
}
