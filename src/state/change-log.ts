import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Interventions } from '../core/intervention/interventions.ts';

/** One change of a lens's interventions. */
interface Change {
  readonly lens: string;
  /** What was changed; changes of the same thing in quick succession, as of a slider, are one. */
  readonly what: string;
  readonly before: Interventions;
  readonly after: Interventions;
  readonly atMs: number;
}

/** Remembers changes so that they can be taken back, one by one. */
export interface ChangeLog {
  readonly store: StoreApi<{ readonly changes: readonly Change[] }>;
  note(change: Omit<Change, 'atMs'>): void;
  /** Forgets a lens's newest change. Returns what was there before it; undefined where there is none to take back. */
  undo(lens: string, current: Interventions): Interventions | undefined;
}

const sameStrokeMs = 1000;
const keptChanges = 100;

/** Makes an empty log; `now` in milliseconds. */
export function createChangeLog(now: () => number): ChangeLog {
  const store = createStore<{ readonly changes: readonly Change[] }>(() => ({ changes: [] }));
  return {
    store,
    note(change) {
      const atMs = now();
      const { changes } = store.getState();
      const last = changes.at(-1);
      const goesOn =
        last?.lens === change.lens && last.what === change.what && atMs - last.atMs < sameStrokeMs;
      const noted = { ...change, atMs, before: goesOn ? last.before : change.before };
      store.setState({ changes: [...(goesOn ? changes.slice(0, -1) : changes), noted].slice(-keptChanges) });
    },
    undo(lens, current) {
      const { changes } = store.getState();
      const last = lastChange(changes, lens, current);
      if (last) store.setState({ changes: changes.filter((change) => change !== last) });
      return last?.before;
    },
  };
}

/** The change that made a lens what it is; undefined if something else did. */
export function lastChange(
  changes: readonly Change[],
  lens: string,
  current: Interventions,
): Change | undefined {
  const last = changes.findLast((change) => change.lens === lens);
  return last && JSON.stringify(last.after) === JSON.stringify(current) ? last : undefined;
}
