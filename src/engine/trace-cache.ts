import type { TraceId } from './engine.ts';
import { type Trace, traceBytes } from './trace.ts';

/** Traces by id and by what made them, the least recently used dropped first when a byte budget is exceeded. */
export interface TraceCache {
  get(id: TraceId): Trace | undefined;
  /** The trace that a key made, complete or not. */
  find(key: string): Trace | undefined;
  add(trace: Trace): void;
  remove(id: TraceId): void;
  all(): readonly Trace[];
}

export function createTraceCache(budgetBytes: number, onDrop: (trace: Trace) => void): TraceCache {
  const traces = new Map<TraceId, Trace>(); // in order of use

  function touch(trace: Trace): Trace {
    traces.delete(trace.start.trace);
    traces.set(trace.start.trace, trace);
    return trace;
  }
  function remove(id: TraceId): void {
    const trace = traces.get(id);
    if (!trace) return;
    traces.delete(id);
    onDrop(trace);
  }

  return {
    get(id) {
      const trace = traces.get(id);
      return trace && touch(trace);
    },
    find(key) {
      const trace = [...traces.values()].find((candidate) => candidate.key === key);
      return trace && touch(trace);
    },
    add(trace) {
      touch(trace);
      let bytes = 0;
      // The newest always stays, whatever its size: it is what the screen shows.
      for (const kept of [...traces.values()].reverse()) {
        bytes += traceBytes(kept.model.spec, kept.start);
        if (bytes > budgetBytes && kept !== trace) remove(kept.start.trace);
      }
    },
    remove,
    all: () => [...traces.values()],
  };
}
