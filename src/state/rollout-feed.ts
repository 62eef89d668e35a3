import type { StoreApi } from 'zustand/vanilla';
import { tasks } from '#words/state/feeds.ts';
import type { Engine, RolloutQuestion, TraceId } from '../engine/engine.ts';
import type { LensStore } from './lens-store.ts';
import { explain, isAbort } from './notice.ts';
import { rolloutQuestion, wantsRollout } from './rollout-question.ts';
import type { ScopeState } from './scope-state.ts';
import type { TraceRecords } from './trace-record.ts';

/** What the feed stands on. */
export interface RolloutFeedParts {
  readonly engine: Pick<Engine, 'rollout'>;
  readonly store: StoreApi<ScopeState>;
  readonly lens: LensStore;
  readonly records: TraceRecords;
  /** Called once for a trace that the engine no longer has. */
  readonly onLost: (trace: TraceId) => void;
}

/** Keeps the rollout that a lens shows in step with the query and the settings. */
export interface RolloutFeed {
  sync(): void;
  close(): void;
}

/** A question that is overtaken later than this is cancelled; a quicker one may still answer, so that a moving query shows. */
const PATIENCE_MS = 250;

interface Asking {
  readonly key: string;
  readonly controller: AbortController;
  readonly since: number;
}

/** Makes a feed. Until an answer comes, the last one stays on the screen. */
export function createRolloutFeed({ engine, store, lens, records, onLost }: RolloutFeedParts): RolloutFeed {
  let asking: Asking | undefined;
  let failed: string | undefined;
  let lost: TraceId | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;

  function wanted() {
    const { displayed } = lens.view();
    const { requested } = store.getState();
    if (displayed === undefined || !wantsRollout(requested, lens.id)) return undefined;
    const question = rolloutQuestion(requested, displayed);
    return (
      question && { displayed, question, key: keyOf(displayed.start.trace, question, displayed.layersDone) }
    );
  }

  async function ask(trace: TraceId, question: RolloutQuestion, key: string): Promise<void> {
    const controller = new AbortController();
    asking = { key, controller, since: performance.now() };
    try {
      const result = await engine.rollout(trace, question, { signal: controller.signal });
      records.addRollout(result);
      const { displayed } = lens.view();
      if (displayed?.start.trace === trace) {
        lens.show({ displayed: { ...displayed, rollout: { question, layers: result.layers } } });
      }
    } catch (error) {
      if (!isAbort(error)) fail(error, trace, key);
    } finally {
      clearTimeout(patience);
      asking = undefined;
    }
    sync();
  }

  function fail(error: unknown, trace: TraceId, key: string): void {
    failed = key;
    if (lost === trace) lens.show({ problem: explain(error, tasks.rollout) });
    else onLost(trace);
    lost = trace;
  }

  function sync(): void {
    const next = wanted();
    if (asking && next?.key !== asking.key) {
      const { controller, since } = asking;
      clearTimeout(patience);
      const left = next ? PATIENCE_MS - (performance.now() - since) : 0;
      patience = setTimeout(() => controller.abort(), Math.max(0, left));
    }
    if (asking || next === undefined || next.key === failed) return;
    const { trace } = next.displayed.start;
    const { rollout } = next.displayed;
    if (rollout && keyOf(trace, rollout.question, rollout.layers) === next.key) return;
    void ask(trace, next.question, next.key);
  }

  return {
    sync,
    close() {
      clearTimeout(patience);
      asking?.controller.abort();
    },
  };
}

function keyOf(trace: TraceId, question: RolloutQuestion, layers: number): string {
  return JSON.stringify([trace, question, layers]);
}
