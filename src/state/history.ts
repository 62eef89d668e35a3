import { createStore, type StoreApi } from 'zustand/vanilla';
import { FIRST_TOKEN } from './query-target.ts';
import { INITIAL_REQUEST, type Requested } from './requested.ts';

/** What was asked for before, the newest last, and what has been taken back, the next to come again last. */
export interface HistoryState {
  readonly past: readonly Requested[];
  readonly future: readonly Requested[];
}

/** Undo and redo of everything that can be asked for. */
export interface History {
  readonly store: StoreApi<HistoryState>;
  /** Remembers what a visitor's change replaces. Changes of one setting in quick succession, as of a slider, are one. */
  note(before: Requested, after: Requested): void;
  /** Takes a step back from `current`; undefined where there is none. */
  undo(current: Requested): Requested | undefined;
  redo(current: Requested): Requested | undefined;
}

const sameStrokeMs = 1000;
const keptSteps = 200;

/** Makes an empty history. `now` in milliseconds; steps that are no longer `possible` are skipped. */
export function createHistory(now: () => number, possible: (requested: Requested) => boolean): History {
  const store = createStore<HistoryState>(() => ({ past: [], future: [] }));
  let stroke: { readonly of: string; readonly atMs: number } | undefined;

  function step(current: Requested, from: keyof HistoryState, to: keyof HistoryState): Requested | undefined {
    const here = settled(current);
    const { [from]: source, [to]: target } = store.getState();
    const at = source.findLastIndex(
      (candidate) => possible(candidate) && changedPaths(candidate, here) !== '',
    );
    if (at < 0) return undefined;
    stroke = undefined;
    store.setState({ [from]: source.slice(0, at), [to]: [...target, here] });
    return { ...source[at]!, panels: current.panels, view: current.view };
  }

  return {
    store,
    note(before, after) {
      const left = settled(before);
      const of = changedPaths(left, settled(after));
      if (of === '') return;
      const atMs = now();
      const goesOn = stroke?.of === of && atMs - stroke.atMs < sameStrokeMs;
      stroke = { of, atMs };
      const { past } = store.getState();
      store.setState({ past: goesOn ? past : [...past, left].slice(-keptSteps), future: [] });
    },
    undo: (current) => step(current, 'past', 'future'),
    redo: (current) => step(current, 'future', 'past'),
  };
}

/** Where the pointer happens to be is no step, nor what stands open, nor how near the image is. */
function settled(requested: Requested): Requested {
  const { query } = requested;
  const { panels, view } = INITIAL_REQUEST;
  return { ...requested, panels, view, query: query.pinned ? query : { ...query, target: FIRST_TOKEN } };
}

/**
 * Names of the innermost values in which two requests differ; empty where they are equal. What comes or goes is marked:
 * to put something there and to take it away again is no single change.
 */
function changedPaths(a: unknown, b: unknown, path = ''): string {
  if (Object.is(a, b)) return '';
  if (!isRecord(a) || !isRecord(b)) return `${path}${a === undefined ? '+' : b === undefined ? '-' : ''};`;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].map((key) => changedPaths(a[key], b[key], `${path}.${key}`)).join('');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
