import type { CompiledRun } from '../core/intervention/compiled-run.ts';
import { traceBytes } from '../core/vit/run-cost.ts';
import { tokenCount } from '../core/vit/token-layout.ts';
import type { TraceId } from './engine.ts';
import type { Trace } from './trace.ts';

/** Traces by id and by what made them, the least recently used dropped first when a byte budget is exceeded. */
export interface TraceCache {
  get(id: TraceId): Trace | undefined;
  /** The trace of a source that shares the most layers with a run, and how many of these it holds. */
  longestPrefix(source: string, run: CompiledRun): { trace: Trace; layers: number } | undefined;
  add(trace: Trace): void;
  /** Keeps a trace whatever its size while it is the newest of its lane: it is what the screen shows there. */
  hold(lane: string, trace: Trace): void;
  remove(id: TraceId): void;
  all(): readonly Trace[];
}

export function createTraceCache(budgetBytes: number, onDrop: (trace: Trace) => void): TraceCache {
  const traces = new Map<TraceId, Trace>(); // in order of use
  const held = new Map<string, TraceId>(); // by lane

  function touch(trace: Trace): Trace {
    traces.delete(trace.start.trace);
    traces.set(trace.start.trace, trace);
    return trace;
  }
  function remove(id: TraceId): void {
    const trace = traces.get(id);
    if (!trace) return;
    traces.delete(id);
    for (const [lane, kept] of held) if (kept === id) held.delete(lane);
    onDrop(trace);
  }

  /** Drops what exceeds the budget, except for what is shown and the newest trace. */
  function trim(newest: Trace): void {
    const kept = new Set([newest.start.trace, ...held.values()]);
    let bytes = 0;
    for (const { model, start } of [...traces.values()].reverse()) {
      bytes += traceBytes(model.spec, tokenCount(start.layout));
      if (bytes > budgetBytes && !kept.has(start.trace)) remove(start.trace);
    }
  }

  return {
    get(id) {
      const trace = traces.get(id);
      return trace && touch(trace);
    },
    longestPrefix(source, run) {
      let longest: { trace: Trace; layers: number } | undefined;
      for (const trace of traces.values()) {
        if (trace.source !== source) continue;
        const layers = sharedLayers(trace, run);
        const isLonger =
          layers > (longest?.layers ?? -1) || (layers === longest?.layers && isSameRun(trace, run));
        if (isLonger) longest = { trace, layers };
      }
      if (longest) touch(longest.trace);
      return longest;
    },
    add: (trace) => trim(touch(trace)),
    hold(lane, trace) {
      held.set(lane, trace.start.trace);
      trim(trace);
    },
    remove,
    all: () => [...traces.values()],
  };
}

/** Whether a trace is of this very run, complete or not. */
export function isSameRun(trace: Trace, run: CompiledRun): boolean {
  return trace.run.keys.at(-1) === run.keys.at(-1);
}

function sharedLayers(trace: Trace, run: CompiledRun): number {
  const differs = trace.layers.findIndex((layer) => trace.run.keys[layer.layer] !== run.keys[layer.layer]);
  return differs < 0 ? trace.layers.length : differs;
}
