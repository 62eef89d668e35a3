import type { StoreApi } from 'zustand/vanilla';
import { tasks } from '#words/state/notice.ts';
import { EngineRestartError } from '../engine/client.ts';
import type { Engine } from '../engine/engine.ts';
import type { Displayed } from './displayed.ts';
import type { Holdings } from './holdings.ts';
import type { LensStore } from './lens-store.ts';
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
  readonly lens: LensStore;
  readonly holdings: Holdings;
  readonly records: TraceRecords;
}

/** Brings one lens to what is asked for. */
export interface Conductor {
  /** Starts what the plan says, unless it is under way already or did not work. */
  sync(): void;
  /** Stops the work under way. Layers that have arrived stay; before the first one, the lens goes back. */
  cancel(): void;
  /** Runs a stopped trace to its end; the engine starts from the layers that it kept. */
  resume(): void;
  /** Drops the work under way, for a lens that has gone. */
  close(): void;
}

// A GPU that is lost twice is left for WebAssembly, so the third try runs there.
const mostRestarts = 2;

/** One job at a time: a newer request replaces an older one, an error leaves what the lens showed. */
export function createConductor(parts: ConductorParts): Conductor {
  const { lens } = parts;
  let job: Job | undefined;
  // What failed or was stopped, and is not tried again by itself.
  let givenUp: string | undefined;
  let restarts = 0; // of the engine under the job

  function sync(): void {
    const { displayed } = lens.view();
    const asked = lens.asked();
    if (asked === undefined) return;
    const key = jobKey(asked);
    const isShown = plan(displayed, asked).trace === 'keep';
    if (key !== givenUp) givenUp = undefined; // asked for once more, it is tried once more
    if (job === undefined ? isShown || key === givenUp : job.key === key) return;
    const before = displayed?.status === 'running' ? job?.before : displayed;
    job?.controller.abort();
    job = undefined;
    if (isShown && displayed?.status !== 'running') lens.show({ activity: { kind: 'idle' } });
    else begin(before);
  }

  function begin(before: Displayed | undefined): void {
    const asked = lens.asked();
    if (asked?.image !== undefined) void perform(createJob({ ...asked, image: asked.image }, before));
  }

  async function perform(next: Job): Promise<void> {
    job = next;
    givenUp = undefined;
    lens.show({ problem: undefined });
    try {
      await performJob(next, parts);
      if (job === next) end();
    } catch (error) {
      if (job !== next) return;
      if (isAbort(error)) stop(next);
      else if (error instanceof EngineRestartError && restarts < mostRestarts) {
        restarts++;
        begin(next.before);
      } else fail(next, error);
    }
  }

  function end(): void {
    job = undefined;
    restarts = 0;
    lens.show({ activity: { kind: 'idle' } });
  }

  function stop(stopped: Job): void {
    const { displayed } = lens.view();
    giveUp(stopped);
    if (displayed && isBegun(stopped)) lens.show({ displayed: { ...displayed, status: 'stopped' } });
    else goBack(stopped.before, false);
  }

  function fail(failed: Job, error: unknown): void {
    const { model } = failed.request;
    if (parts.library.dropIfRuined(model)) {
      giveUp(failed);
      parts.holdings.drop(model);
      lens.show({ displayed: undefined }); // what it shows rests on wrong numbers
      goBack(failed.before, false);
    } else if (model.kind === 'hub' && isBegun(failed)) stop(failed);
    else {
      giveUp(failed);
      goBack(failed.before, failed.step === 'image');
      forgetUnusable(failed, parts);
    }
    lens.show({ problem: explain(error, tasks.model) });
  }

  /** Whether the lens shows layers of a job. */
  function isBegun({ trace }: Job): boolean {
    const { displayed } = lens.view();
    return displayed?.start.trace === trace && displayed?.layersDone !== 0;
  }

  function giveUp(left: Job): void {
    givenUp = left.key;
    end();
  }

  /**
   * Shows a former trace again, and asks for it, so that the controls tell the truth. What other lenses share is
   * taken back only where none of them can have it.
   */
  function goBack(before: Displayed | undefined, isSharedFault: boolean): void {
    if (before === undefined) return;
    const { modelChoice: model, interventions, imageChoice: image, framing } = before;
    const isAlone = parts.store.getState().requested.lenses.length === 1;
    lens.show({ displayed: before });
    lens.ask({ model, interventions }, isAlone || isSharedFault ? { image, framing } : {});
  }

  return {
    sync,
    cancel() {
      const cancelled = job;
      job = undefined;
      cancelled?.controller.abort();
      if (cancelled) stop(cancelled);
    },
    close() {
      job?.controller.abort();
      job = undefined;
    },
    resume() {
      const { displayed } = lens.view();
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
