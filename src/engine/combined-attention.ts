import type { HeadFusion } from '../core/analysis/rollout.ts';
import { smallestValues } from '../core/analysis/smallest-values.ts';
import { combineProgram } from '../core/graph/combine-program.ts';
import type { FloatTensor } from '../core/tensor/float-tensor.ts';
import { tokenCount } from '../core/vit/token-layout.ts';
import { throwIfAborted } from './abort.ts';
import type { TraceId } from './engine.ts';
import type { Runtime, Session } from './runtime.ts';
import { attentionInputs, type Trace } from './trace.ts';

/** How a layer's attention becomes one matrix. */
export interface Combination {
  readonly heads: HeadFusion;
  /** The share of the smallest weights that counts as 0. */
  readonly discard: number;
}

/** Some rows of one layer's matrix. */
export interface CombinedRows {
  /** The first query. */
  readonly begin: number;
  /** [queries, tokens] */
  readonly values: Float32Array;
  /** Each row's sum [queries]. */
  readonly sums: Float32Array;
}

/** Bytes that are held at a time. */
export interface CombinedLimits {
  /** Matrices that are kept for the next question. */
  readonly keptBytes: number;
  /** Scores of all heads in one run of the graph. */
  readonly scoreBytes: number;
}

export interface CombinedAttention {
  /** A layer's matrix in rows, from the first query on. One reader at a time. */
  rows(trace: Trace, layer: number, how: Combination, signal: AbortSignal): AsyncIterable<CombinedRows>;
  /** Lets go of the graphs; matrices stay. */
  rest(): Promise<void>;
  forget(trace: TraceId): void;
}

type RawRows = Pick<CombinedRows, 'begin' | 'values'>;

interface Kept {
  readonly trace: TraceId;
  readonly bytes: number;
  readonly rows: readonly CombinedRows[];
}

/** Longer than this without a pause, and a cancelled call or a probe would wait. */
const PAUSE_AFTER_MS = 12;

/**
 * Attention with its heads combined, made from queries and keys some rows at a time. Matrices that fit into the limit
 * are kept, the least recently read are dropped first; those of a trace that does not fit as a whole are made anew.
 */
export function createCombinedAttention(runtime: Runtime, limits: CombinedLimits): CombinedAttention {
  const kept = new Map<string, Kept>(); // in order of use
  const sessions = new Map<string, Session>();
  let paused = performance.now();

  async function sessionOf(trace: Trace, layer: number, { heads: fusion }: Combination): Promise<Session> {
    const { heads, tokens, normaliser, mask } = attentionInputs(trace, trace.layers[layer]!);
    const headWidth = trace.model.spec.width / heads;
    const shape = { heads, headWidth, tokens, normaliser, mask: mask !== undefined, fusion };
    const key = JSON.stringify(shape);
    const session = sessions.get(key) ?? (await runtime.session(combineProgram(shape), new Map()));
    sessions.set(key, session);
    return session;
  }

  /** The rows as the graph gives them. */
  async function* make(
    trace: Trace,
    layer: number,
    how: Combination,
    signal: AbortSignal,
  ): AsyncGenerator<RawRows> {
    const { q, k, heads, tokens, mask } = attentionInputs(trace, trace.layers[layer]!);
    const headWidth = trace.model.spec.width / heads;
    const { logTokens } = trace.run.blocks[layer]!.feeds;
    const session = await sessionOf(trace, layer, how);
    const most = Math.max(1, Math.floor(limits.scoreBytes / (4 * heads * tokens)));
    for (let begin = 0; begin < tokens; begin += most) {
      await pause(signal);
      const queries = Math.min(most, tokens - begin);
      const feeds: Record<string, FloatTensor> = {
        q: {
          data: queriesOf(q, { heads, tokens, headWidth, begin, queries }),
          dims: [heads, queries, headWidth],
        },
        k: { data: k, dims: [heads, tokens, headWidth] },
        ...(mask && { mask: { data: mask, dims: [heads, 1, tokens] } }),
        ...(logTokens && { logTokens }),
      };
      const { combined } = await session.run(feeds);
      yield { begin, values: combined!.data };
    }
  }

  async function* paced(parts: readonly CombinedRows[], signal: AbortSignal) {
    for (const part of parts) {
      await pause(signal);
      yield part;
    }
  }

  async function pause(signal: AbortSignal): Promise<void> {
    if (performance.now() - paused > PAUSE_AFTER_MS) {
      await new Promise((resolve) => setTimeout(resolve));
      paused = performance.now();
    }
    throwIfAborted(signal);
  }

  /** Makes room beside what the same trace keeps; whether there is enough. */
  function reserve(key: string, trace: TraceId, bytes: number): boolean {
    let free = limits.keptBytes - bytes;
    for (const { bytes: held } of kept.values()) free -= held;
    for (const [oldest, entry] of kept) {
      if (free >= 0) break;
      if (entry.trace === trace && isSameCombination(oldest, key)) continue;
      kept.delete(oldest);
      free += entry.bytes;
    }
    return free >= 0;
  }

  /** The value up to which weights count as 0, where a share of them is discarded. */
  async function largestDiscarded(tokens: number, discard: number, pass: () => AsyncIterable<Float32Array>) {
    const rank = Math.floor(tokens * tokens * discard);
    if (rank === 0) return undefined;
    const selection = smallestValues(rank);
    for (;;) {
      for await (const values of pass()) selection.count(values);
      const found = selection.next();
      if (found !== undefined) return found;
    }
  }

  async function* rows(trace: Trace, layer: number, how: Combination, signal: AbortSignal) {
    const tokens = tokenCount(trace.start.layout);
    const key = `${trace.start.trace} ${how.heads} ${how.discard}|${layer}`;
    const known = kept.get(key);
    if (known) {
      kept.delete(key);
      kept.set(key, known);
      yield* paced(known.rows, signal);
      return;
    }
    const bytes = 4 * tokens * tokens;
    if (!reserve(key, trace.start.trace, bytes)) {
      const pass = async function* () {
        for await (const { values } of make(trace, layer, how, signal)) yield values;
      };
      const limit = await largestDiscarded(tokens, how.discard, pass);
      for await (const part of make(trace, layer, how, signal)) yield finished(part, tokens, limit);
      return;
    }
    const made: RawRows[] = [];
    for await (const part of make(trace, layer, how, signal)) made.push(part);
    const pass = async function* () {
      for (const { values } of made) yield values;
    };
    const limit = await largestDiscarded(tokens, how.discard, pass);
    const parts = made.map((part) => finished(part, tokens, limit));
    kept.set(key, { trace: trace.start.trace, bytes, rows: parts });
    yield* paced(parts, signal);
  }

  return {
    rows,
    async rest() {
      const all = [...sessions.values()];
      sessions.clear();
      for (const session of all) await session.dispose();
    },
    forget(trace) {
      for (const [key, entry] of kept) if (entry.trace === trace) kept.delete(key);
    },
  };
}

function isSameCombination(one: string, other: string): boolean {
  return one.slice(0, one.indexOf('|')) === other.slice(0, other.indexOf('|'));
}

/** Discards in place and sums the rows. */
function finished({ begin, values }: RawRows, tokens: number, limit: number | undefined): CombinedRows {
  const sums = new Float32Array(values.length / tokens);
  for (let row = 0; row < sums.length; row++) {
    const end = (row + 1) * tokens;
    let sum = 0;
    for (let i = row * tokens; i < end; i++) {
      if (limit !== undefined && values[i]! <= limit) values[i] = 0;
      sum += values[i]!;
    }
    sums[row] = sum;
  }
  return { begin, values, sums };
}

/** Some queries of every head [heads, queries, head width]. */
function queriesOf(
  q: Float32Array,
  {
    heads,
    tokens,
    headWidth,
    begin,
    queries,
  }: { heads: number; tokens: number; headWidth: number; begin: number; queries: number },
): Float32Array {
  const chosen = new Float32Array(heads * queries * headWidth);
  for (let head = 0; head < heads; head++) {
    const from = (head * tokens + begin) * headWidth;
    chosen.set(q.subarray(from, from + queries * headWidth), head * queries * headWidth);
  }
  return chosen;
}
