import type { HeadFusion } from '../analysis/rollout.ts';
import type { Normaliser } from '../vit/spec.ts';
import { createGraph, type Program } from './graph-builder.ts';
import { normalise } from './normaliser.ts';

/** How a layer attends, and how its heads become one matrix. */
export interface CombinedLayer {
  readonly heads: number;
  readonly headWidth: number;
  readonly tokens: number;
  readonly normaliser: Normaliser;
  readonly mask: boolean;
  readonly fusion: HeadFusion;
}

const REDUCTIONS = { mean: 'ReduceMean', max: 'ReduceMax', min: 'ReduceMin' } as const;

/**
 * Rows of a layer's attention with its heads combined: `q` [heads, queries, head width] and `k` [heads, tokens, head
 * width] → `combined` [queries, tokens]. A masked layer takes `mask` [heads, 1, tokens], sigmoid attention `logTokens`
 * [1].
 */
export function combineProgram(layer: CombinedLayer): Program {
  const { heads, headWidth, tokens, normaliser, mask, fusion } = layer;
  const graph = createGraph('combine');
  const q = graph.input('q', [heads, 'queries', headWidth]);
  const k = graph.input('k', [heads, tokens, headWidth]);
  const scaled = graph.op('Mul', [q, graph.float(headWidth ** -0.5)]);
  const scores = graph.op('MatMul', [scaled, graph.op('Transpose', [k], { perm: { ints: [0, 2, 1] } })]);
  const masked = mask ? graph.op('Add', [scores, graph.input('mask', [heads, 1, tokens])]) : scores;
  const { weights } = normalise(graph, masked, normaliser);
  const combined = graph.op(REDUCTIONS[fusion], [weights, graph.ints([0])], { keepdims: { int: 0 } });
  graph.output('combined', combined, ['queries', tokens]);
  return graph.finish();
}

/** A product of two matrices of any size: `left` [m, k] and `right` [k, n] → `product` [m, n]. */
export function productProgram(): Program {
  const graph = createGraph('product');
  const product = graph.op('MatMul', [graph.input('left', ['m', 'k']), graph.input('right', ['k', 'n'])]);
  graph.output('product', product, ['m', 'n']);
  return graph.finish();
}
