import type { Normaliser } from '../vit/spec.ts';
import type { GraphBuilder, Value } from './graph-builder.ts';

/** Attention weights and, where they come from a softmax, their log Σ exp. */
export interface NormalisedScores {
  /** [heads, queries, keys] */
  readonly weights: Value;
  /**
   * Adds the rows' log Σ exp [heads, queries, 1] (softmax-1: log (1 + Σ exp)), so that a weight before clipping
   * is exp(score − logsumexp). Sigmoid attention has none.
   */
  readonly logsumexp: (() => Value) | undefined;
}

/**
 * Turns scores [heads, queries, keys] into attention weights. Sigmoid takes the logarithm of the number of tokens
 * from the graph's input `logTokens` [1].
 */
export function normalise(graph: GraphBuilder, scores: Value, normaliser: Normaliser): NormalisedScores {
  const { weights, logsumexp } = beforeClipping(graph, scores, normaliser.kind);
  return { weights: clip(graph, weights, normaliser.clip), logsumexp };
}

function beforeClipping(graph: GraphBuilder, scores: Value, kind: Normaliser['kind']): NormalisedScores {
  const largest = (value: Value) => graph.op('ReduceMax', [value, graph.ints([-1])]);
  switch (kind) {
    case 'softmax': {
      const weights = graph.op('Softmax', [scores], { axis: { int: -1 } });
      // At a row's largest score s, log Σ exp = s − log p, exact because that p is the row's largest.
      const logsumexp = () => graph.op('Sub', [largest(scores), graph.op('Log', [largest(weights)])]);
      return { weights, logsumexp };
    }
    case 'softmax-1': {
      // Shifted by max(0, largest score), so that neither the virtual score 0 nor any other overflows.
      const shift = graph.op('Max', [largest(scores), graph.float(0)]);
      const exponentials = graph.op('Exp', [graph.op('Sub', [scores, shift])]);
      const virtualSink = graph.op('Exp', [graph.op('Neg', [shift])]);
      const sum = graph.op('ReduceSum', [exponentials, graph.ints([-1])]);
      const total = graph.op('Add', [sum, virtualSink]);
      const logsumexp = () => graph.op('Add', [shift, graph.op('Log', [total])]);
      return { weights: graph.op('Div', [exponentials, total]), logsumexp };
    }
    case 'sigmoid': {
      const biased = graph.op('Sub', [scores, graph.input('logTokens', [1])]);
      return { weights: graph.op('Sigmoid', [biased]), logsumexp: undefined };
    }
  }
}

/** Clipped softmax: stretches weights and clips them to 0 … 1. */
export function clip(graph: GraphBuilder, weights: Value, limits: Normaliser['clip']): Value {
  if (!limits) return weights;
  const stretched = graph.op('Mul', [weights, graph.float(limits.eta - limits.gamma)]);
  return graph.op('Clip', [
    graph.op('Add', [stretched, graph.float(limits.gamma)]),
    graph.float(0),
    graph.float(1),
  ]);
}
