import { queryChunksFor } from '../graph/query-chunks.ts';
import type { ViTSpec } from './spec.ts';

type CostedSpec = Pick<ViTSpec, 'width' | 'depth' | 'heads' | 'mlp' | 'patch'>;

/**
 * Floating-point operations of a run over a sequence, a multiplication and its addition counted as two: the linear
 * layers, q·kᵀ and attention·v of every block, and the patch embedding.
 */
export function runOperations({ width, depth, mlp, patch }: CostedSpec, tokens: number): number {
  const mlpLayers = mlp.kind === 'swiglu' ? 3 : 2;
  const weights = 4 * width * width + mlpLayers * width * mlp.hidden;
  const block = 2 * tokens * weights + 4 * tokens * tokens * width;
  return depth * block + 2 * tokens * 3 * patch * patch * width;
}

/** Bytes that a trace keeps: every layer's output, queries, keys and small taps, what enters, and the end. */
export function traceBytes({ width, depth, heads }: CostedSpec, tokens: number): number {
  const perLayer = 3 * tokens * width + 3 * tokens + 6 * heads * tokens;
  return 4 * (depth * perLayer + 2 * tokens * width);
}

/**
 * Bytes that a block works on at once: the stream, q, k, v, what attention gives and the norm's output, the MLP's hidden
 * units twice, and the scores of a chunk of queries before and after the softmax.
 */
export function blockBytes(spec: CostedSpec, tokens: number): number {
  const scores = (spec.heads * tokens * tokens) / queryChunksFor(spec, tokens);
  return 4 * (tokens * (6 * spec.width + 2 * spec.mlp.hidden) + 2 * scores);
}
