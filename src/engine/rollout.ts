import { checkRollout, rowFactors } from '../core/analysis/rollout.ts';
import { productProgram } from '../core/graph/combine-program.ts';
import { tokenCount } from '../core/vit/token-layout.ts';
import { throwIfAborted } from './abort.ts';
import { type CombinedLimits, createCombinedAttention } from './combined-attention.ts';
import type { RolloutQuestion, RolloutResult, TraceId } from './engine.ts';
import { createQueue } from './queue.ts';
import type { Runtime, Session } from './runtime.ts';
import type { Trace } from './trace.ts';

// All layers of ViT-S and ViT-B at 518 px take 90 MB.
const DEFAULT_LIMITS: CombinedLimits = { keptBytes: 128 * 2 ** 20, scoreBytes: 8 * 2 ** 20 };

export interface Rollouts {
  /** `traceNow` is asked when the question's turn has come, and may reject it. */
  answer(traceNow: () => Trace, question: RolloutQuestion, signal: AbortSignal): Promise<RolloutResult>;
  /** Drops what is kept of a trace. */
  forget(trace: TraceId): void;
}

/**
 * Attention rollout of one query or key, for every end layer at once. The rows of all ends walk down through the
 * layers' combined matrices together, a column walks up alone, so no product of matrices is ever made. Held are at
 * most the kept matrices (128 MiB), some rows of one matrix (scores of 8 MiB for all heads, and what the graph makes
 * of them) and a vector for every layer.
 */
export function createRollouts(runtime: Runtime, limits: CombinedLimits = DEFAULT_LIMITS): Rollouts {
  const queue = createQueue();
  const attention = createCombinedAttention(runtime, limits);
  let products: Promise<Session> | undefined;

  /** `left` [m, k] by `right` [k, n]. */
  async function product(
    left: Float32Array,
    right: Float32Array,
    [m, k, n]: readonly [number, number, number],
  ): Promise<Float32Array> {
    products ??= runtime.session(productProgram(), new Map(), 'cpu');
    const session = await products;
    const results = await session.run({
      left: { data: left, dims: [m, k] },
      right: { data: right, dims: [k, n] },
    });
    return results.product!.data;
  }

  /** Each end's row [layers, tokens]. */
  async function walkDown(trace: Trace, { tokens: asked, options }: RolloutQuestion, signal: AbortSignal) {
    const tokens = tokenCount(trace.start.layout);
    const layers = trace.layers.length;
    const values = new Float32Array(layers * tokens);
    const first = startVector(asked, tokens);
    for (let layer = layers - 1; layer >= options.start; layer--) {
      values.set(first, layer * tokens);
      const entering = values.slice(layer * tokens);
      const leaving = values.subarray(layer * tokens).fill(0);
      const ends = layers - layer;
      for await (const { begin, values: rows, sums } of attention.rows(trace, layer, options, signal)) {
        const factors = rowFactors(sums, options.identity);
        const left = weighted(entering, { ends, tokens, begin }, factors);
        add(leaving, await product(left, rows, [ends, factors.length, tokens]));
        if (options.identity) addOwn(leaving, left, { tokens, begin, queries: factors.length });
      }
    }
    return values;
  }

  /** Each end's column [layers, tokens]. */
  async function walkUp(trace: Trace, { tokens: asked, options }: RolloutQuestion, signal: AbortSignal) {
    const tokens = tokenCount(trace.start.layout);
    const layers = trace.layers.length;
    const values = new Float32Array(layers * tokens);
    let column = startVector(asked, tokens);
    for (let layer = options.start; layer < layers; layer++) {
      const next = values.subarray(layer * tokens, (layer + 1) * tokens);
      for await (const { begin, values: rows, sums } of attention.rows(trace, layer, options, signal)) {
        const factors = rowFactors(sums, options.identity);
        const received = await product(rows, column, [factors.length, tokens, 1]);
        for (const [query, factor] of factors.entries()) {
          const own = options.identity ? column[begin + query]! : 0;
          next[begin + query] = (received[query]! + own) * factor;
        }
      }
      column = next;
    }
    return values;
  }

  async function answer(
    trace: Trace,
    question: RolloutQuestion,
    signal: AbortSignal,
  ): Promise<RolloutResult> {
    const tokens = tokenCount(trace.start.layout);
    const layers = trace.layers.length;
    checkRollout(question.options, trace.start.depth);
    for (const token of question.tokens === 'all' ? [] : question.tokens) {
      if (!(Number.isInteger(token) && token >= 0 && token < tokens)) {
        throw new RangeError(`There is no token ${token} in a sequence of ${tokens}.`);
      }
    }
    const walk = question.direction === 'row' ? walkDown : walkUp;
    try {
      const values = await walk(trace, question, signal);
      return { trace: trace.start.trace, question, layers, tokens, values: values.slice(0, layers * tokens) };
    } finally {
      await attention.rest();
    }
  }

  return {
    answer: (traceNow, question, signal) =>
      queue.run(async () => {
        throwIfAborted(signal);
        return answer(traceNow(), question, signal);
      }),
    forget: (trace) => attention.forget(trace),
  };
}

/** The mean of unit vectors: where the walk begins [tokens]. */
function startVector(asked: RolloutQuestion['tokens'], tokens: number): Float32Array {
  const vector = new Float32Array(tokens);
  if (asked === 'all') return vector.fill(1 / tokens);
  for (const token of asked) vector[token] = vector[token]! + 1 / asked.length;
  return vector;
}

/** The part of all vectors [ends, tokens] that meets some rows, each token by its row's factor [ends, queries]. */
function weighted(
  vectors: Float32Array,
  { ends, tokens, begin }: { ends: number; tokens: number; begin: number },
  factors: Float32Array,
): Float32Array {
  const part = new Float32Array(ends * factors.length);
  for (let end = 0; end < ends; end++) {
    for (const [query, factor] of factors.entries()) {
      part[end * factors.length + query] = vectors[end * tokens + begin + query]! * factor;
    }
  }
  return part;
}

function add(sum: Float32Array, values: Float32Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + values[i]!;
}

/** The identity's part: what each token keeps. */
function addOwn(
  sum: Float32Array,
  part: Float32Array,
  { tokens, begin, queries }: { tokens: number; begin: number; queries: number },
): void {
  for (let i = 0; i < part.length; i++) {
    const at = Math.floor(i / queries) * tokens + begin + (i % queries);
    sum[at] = sum[at]! + part[i]!;
  }
}
