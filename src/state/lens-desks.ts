import type { StoreApi } from 'zustand/vanilla';
import { tasks } from '#words/state/notice.ts';
import type { Engine, TraceId } from '../engine/engine.ts';
import { createAttentionFeed } from './attention-feed.ts';
import { type Conductor, createConductor } from './conductor.ts';
import { createEffectsFeed } from './effects-feed.ts';
import { isFeatureKind } from './feature-settings.ts';
import type { createFeaturesFeed } from './features-feed.ts';
import { createHoldings } from './holdings.ts';
import type { LensId } from './lens.ts';
import { createLensStore } from './lens-store.ts';
import type { Library } from './library.ts';
import { createNormFeed } from './norm-feed.ts';
import { explain } from './notice.ts';
import type { RolloutFeed } from './rollout-feed.ts';
import { wantsRollout } from './rollout-question.ts';
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
  /** Made when it is first wanted. */
  rollout: Promise<RolloutFeed> | undefined;
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

  let features: ReturnType<typeof createFeaturesFeed> | undefined;
  let isLoading = false;

  /** Loaded when features are first looked at: most visits have none. */
  async function syncFeatures({ requested }: ScopeState): Promise<void> {
    const isWanted = requested.features.isOpen || isFeatureKind(requested.staged.map);
    if (!isWanted || isLoading) return;
    if (features === undefined) {
      isLoading = true;
      const module = await import('./features-feed.ts').finally(() => {
        isLoading = false;
      });
      const onLost = (lens: LensId) => desks.get(lens)?.conductor.resume();
      features = module.createFeaturesFeed({ ...parts, record, onLost });
    }
    features.sync();
  }

  let prompts: Promise<{ sync(): void }> | undefined;
  /** Most visits have no prompts, and do not load what answers them. */
  function syncPrompts({ requested }: ScopeState): void {
    if (requested.prompts.texts.length === 0 && prompts === undefined) return;
    prompts ??= import('./prompts-feed.ts').then(({ createPromptsFeed }) =>
      createPromptsFeed({ ...parts, record, onLost: (lens) => desks.get(lens)?.conductor.resume() }),
    );
    void prompts.then((feed) => feed.sync());
  }

  function open(id: LensId): Desk {
    const lens = createLensStore(store, id);
    const records = createTraceRecords();
    const conductor = createConductor({ ...parts, lens, holdings, records });
    const onLost = () => conductor.resume();
    const feeds = [
      createAttentionFeed({ ...parts, lens, records, onLost }),
      createNormFeed({ ...parts, lens, records, onLost }),
    ];
    const desk: Desk = { conductor, feeds, records, rollout: undefined };
    desks.set(id, desk);
    return desk;
  }

  function syncRollout(id: LensId, desk: Desk): void {
    if (!desk.rollout && !wantsRollout(store.getState().requested, id)) return;
    desk.rollout ??= import('./rollout-feed.ts').then(({ createRolloutFeed }) =>
      createRolloutFeed({
        ...parts,
        lens: createLensStore(store, id),
        records: desk.records,
        onLost: () => desk.conductor.resume(),
      }),
    );
    desk.rollout.then(
      (feed) => desks.get(id) === desk && feed.sync(),
      (error: unknown) => {
        desk.rollout = undefined;
        store.setState({ notice: explain(error, tasks.rollout) });
      },
    );
  }

  function close(id: LensId): void {
    const desk = desks.get(id);
    desk?.conductor.close();
    desk?.rollout?.then((feed) => feed.close()).catch(() => undefined); // reported where it was asked for
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
          syncRollout(id, desk);
        }
      }
      if (!isAsked && state.views === former.views) return;
      effects.sync();
      syncPrompts(state);
      void syncFeatures(state);
    },
    cancel: (ids) => {
      for (const id of ids) desks.get(id)?.conductor.cancel();
    },
    resume: (ids) => {
      for (const id of ids) desks.get(id)?.conductor.resume();
    },
  };
}
