import type { StoreApi } from 'zustand/vanilla';
import { tasks } from '#words/state/notice.ts';
import type { Engine, TraceId } from '../engine/engine.ts';
import type { LensStore } from './lens-store.ts';
import { explain, isAbort } from './notice.ts';
import type { ScopeState } from './scope-state.ts';
import type { TraceRecords } from './trace-record.ts';

/** What the feed stands on. */
export interface NormFeedParts {
  readonly engine: Pick<Engine, 'finalNorms'>;
  readonly store: StoreApi<ScopeState>;
  readonly lens: LensStore;
  readonly records: TraceRecords;
  /** Called once for a trace that the engine no longer has. */
  readonly onLost: (trace: TraceId) => void;
}

/** Has the final norm applied to every layer's output while its norms are asked for. At most one question at a time. */
export function createNormFeed({ engine, store, lens, records, onLost }: NormFeedParts): { sync(): void } {
  let asking = false;
  let lost: TraceId | undefined;

  function sync(): void {
    const { displayed } = lens.view();
    if (asking || displayed === undefined || store.getState().requested.normSite !== 'final') return;
    if ((displayed.finalNormLayers ?? 0) < displayed.layersDone) void ask(displayed.start.trace);
  }

  async function ask(trace: TraceId): Promise<void> {
    asking = true;
    let settled = false;
    try {
      const result = await engine.finalNorms(trace);
      records.addFinalNorms(result);
      const { displayed } = lens.view();
      if (displayed?.start.trace === trace) {
        lens.show({ displayed: { ...displayed, finalNormLayers: result.layers } });
      }
      settled = true;
    } catch (error) {
      if (lens.view().displayed?.start.trace !== trace) settled = true;
      else if (!isAbort(error)) {
        if (lost === trace) lens.show({ problem: explain(error, tasks.norms) });
        else onLost(trace);
        lost = trace;
      }
    } finally {
      asking = false;
    }
    if (settled) sync();
  }

  return { sync };
}
