import { throwIfAborted } from './abort.ts';
import type { ModelId } from './engine.ts';

/** Who runs what. In a lane a newer run supersedes an older one; lanes run side by side. */
export interface Lanes {
  /**
   * Cancels the lane's runs, waits until they have left their block, whose output the new run may go on from, and
   * starts the task. Rejects with AbortError when cancelled before that; the task asks its signal from then on.
   */
  run<T>(
    owner: { lane: string; model: ModelId; signal: AbortSignal | undefined },
    task: (signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
  /** Cancels a model's runs in every lane and resolves when none is left. */
  stop(model: ModelId): Promise<void>;
}

interface Run {
  readonly lane: string;
  readonly model: ModelId;
  readonly controller: AbortController;
  readonly done: Promise<unknown>;
}

export function createLanes(): Lanes {
  const running = new Set<Run>();

  async function cancel(isMeant: (run: Run) => boolean): Promise<void> {
    const runs = [...running].filter(isMeant);
    for (const { controller } of runs) controller.abort();
    await Promise.all(runs.map(({ done }) => done));
  }

  return {
    async run({ lane, model, signal }, task) {
      throwIfAborted(signal);
      const controller = new AbortController();
      const either = signal ? AbortSignal.any([controller.signal, signal]) : controller.signal;
      const result = cancel((run) => run.lane === lane).then(() => {
        throwIfAborted(either);
        return task(either);
      });
      const run = { lane, model, controller, done: result.catch(() => {}) };
      running.add(run);
      try {
        return await result;
      } finally {
        running.delete(run);
      }
    },
    stop: (model) => cancel((run) => run.model === model),
  };
}
