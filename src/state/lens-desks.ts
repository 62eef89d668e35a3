import type { StoreApi } from 'zustand/vanilla';
import type { Engine, TraceId } from '../engine/engine.ts';
import { createAttentionFeed } from './attention-feed.ts';
import { type Conductor, createConductor } from './conductor.ts';
import { createEffectsFeed } from './effects-feed.ts';
import { createHoldings } from './holdings.ts';
import type { LensId } from './lens.ts';
import { createLensStore } from './lens-store.ts';
import type { Library } from './library.ts';
import { createNormFeed } from './norm-feed.ts';
import { lensView, type ScopeState } from './scope-state.ts';
import { createTraceRecords, type TraceRecord, type TraceRecords } from './trace-record.ts';

/** What the desks stand on. */
export interface DeskParts {
  readonly engine: Engine;
  readonly library: Library;
  readonly store: StoreApi<ScopeState>;
}

/** The work of all lenses: a desk for each, with its own conductor, records and feed. */
export interface LensDesks {
  record(lens: LensId, trace: TraceId): TraceRecord | undefined;
  /** Brings every lens to what is asked for. */
  sync(state: ScopeState, former: ScopeState): void;
  cancel(lenses: readonly LensId[]): void;
  resume(lenses: readonly LensId[]): void;
}

interface Desk {
  readonly conductor: Conductor;
  readonly feeds: readonly { sync(): void }[];
  readonly records: TraceRecords;
}

/** Opens a desk when a lens comes, and closes it when the lens goes. */
export function createLensDesks(parts: DeskParts): LensDesks {
  const { store } = parts;
  const holdings = createHoldings(parts);
  const desks = new Map<LensId, Desk>();

  const record = (lens: LensId, trace: TraceId) => desks.get(lens)?.records.get(trace);
  const effects = createEffectsFeed({
    ...parts,
    record,
    onLost: (lens) => desks.get(lens)?.conductor.resume(),
  });

  function open(id: LensId): Desk {
    const lens = createLensStore(store, id);
    const records = createTraceRecords();
    const conductor = createConductor({ ...parts, lens, holdings, records });
    const onLost = () => conductor.resume();
    const feeds = [
      createAttentionFeed({ ...parts, lens, records, onLost }),
      createNormFeed({ ...parts, lens, records, onLost }),
    ];
    const desk = { conductor, feeds, records };
    desks.set(id, desk);
    return desk;
  }

  function close(id: LensId): void {
    desks.get(id)?.conductor.close();
    desks.delete(id);
    const { [id]: closed, ...views } = store.getState().views;
    store.setState({ views });
    const trace = closed?.displayed?.start.trace;
    const isShared = Object.values(views).some(({ displayed }) => displayed?.start.trace === trace);
    // What cannot be released is gone already.
    if (trace && !isShared) parts.engine.release(trace).catch(() => undefined);
  }

  return {
    record,
    sync(state, former) {
      const { requested } = state;
      const isAsked = requested !== former.requested;
      const ids = requested.lenses.map(({ id }) => id);
      if (isAsked) for (const id of desks.keys()) if (!ids.includes(id)) close(id);
      for (const id of ids) {
        const desk = desks.get(id) ?? open(id);
        if (isAsked) desk.conductor.sync();
        if (isAsked || lensView(state, id).displayed !== lensView(former, id).displayed) {
          for (const feed of desk.feeds) feed.sync();
        }
      }
      if (isAsked || state.views !== former.views) effects.sync();
    },
    cancel: (ids) => {
      for (const id of ids) desks.get(id)?.conductor.cancel();
    },
    resume: (ids) => {
      for (const id of ids) desks.get(id)?.conductor.resume();
    },
  };
}
