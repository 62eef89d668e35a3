import type { StoreApi } from 'zustand/vanilla';
import * as words from '#words/state/feeds.ts';
import type { Engine, TraceId } from '../engine/engine.ts';
import type { Displayed } from './displayed.ts';
import type { LensId } from './lens.ts';
import { createLensStore } from './lens-store.ts';
import { explain, isAbort } from './notice.ts';
import { filledPrompts, type Prompts } from './prompts.ts';
import { lensView, type ScopeState } from './scope-state.ts';
import type { TraceRecord } from './trace-record.ts';

/** What the feed stands on. */
export interface PromptsFeedParts {
  readonly engine: Pick<Engine, 'prompts'>;
  readonly store: StoreApi<ScopeState>;
  readonly record: (lens: LensId, trace: TraceId) => TraceRecord | undefined;
  /** Called for a lens whose trace the engine no longer has, once for each trace. */
  readonly onLost: (lens: LensId) => void;
}

interface Question {
  readonly lens: LensId;
  readonly displayed: Displayed;
  readonly prompts: readonly string[];
  readonly key: string;
}

/**
 * Keeps the answers to the prompts in step with the lenses on the screen whose models have a text tower. One lens is
 * asked at a time; what changed meanwhile is asked next, and until then the last answers stay.
 */
export function createPromptsFeed({ engine, store, record, onLost }: PromptsFeedParts): { sync(): void } {
  const failed = new Set<string>();
  const lost = new Set<TraceId>();
  let asking = false;
  let newest: Prompts | undefined;

  /** What is asked of the first lens that does not show it. */
  function nextQuestion(): Question | undefined {
    const state = store.getState();
    const { lenses, active, comparison, prompts: asked } = state.requested;
    if (asked !== newest) failed.clear(); // asked for once more, it is tried once more
    newest = asked;
    const prompts = filledPrompts(asked);
    for (const { id: lens } of lenses) {
      if (comparison.layout === 'single' && lens !== active) continue;
      const { displayed } = lensView(state, lens);
      if (displayed?.status !== 'complete' || !displayed.model.spec.text) continue;
      const key = JSON.stringify([lens, displayed.start.trace, prompts]);
      const isShown = JSON.stringify(displayed.prompts ?? []) === JSON.stringify(prompts);
      if (!isShown && !failed.has(key)) return { lens, displayed, prompts, key };
    }
    return undefined;
  }

  async function ask({ lens, displayed, prompts, key }: Question): Promise<void> {
    const own = createLensStore(store, lens);
    const { trace } = displayed.start;
    own.show({ prompting: { kind: 'reading' } });
    try {
      const report = prompts.length > 0 ? await engine.prompts(trace, prompts) : undefined;
      const kept = record(lens, trace);
      const { displayed: now } = own.view();
      own.show({ prompting: { kind: 'idle' } });
      if (!kept || now?.start.trace !== trace) {
        failed.add(key); // there is no place for it, so it is not asked for again
        return;
      }
      kept.prompts = report;
      own.show({ displayed: { ...now, prompts } });
    } catch (error) {
      failed.add(key);
      const isLost = !isAbort(error) && error instanceof Error && error.message.includes(trace);
      if (isLost && !lost.has(trace)) {
        lost.add(trace);
        own.show({ prompting: { kind: 'idle' } });
        onLost(lens);
      } else {
        const message = isAbort(error) ? words.downloadStopped : explain(error, words.tasks.prompts).message;
        own.show({ prompting: { kind: 'failed', message } });
      }
    }
  }

  async function run(): Promise<void> {
    for (let question = nextQuestion(); question; question = nextQuestion()) await ask(question);
  }

  return {
    sync() {
      if (asking) return;
      asking = true;
      void run().finally(() => {
        asking = false;
      });
    },
  };
}
