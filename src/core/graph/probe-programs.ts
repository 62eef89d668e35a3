import type { ViTSpec } from '../vit/spec.ts';
import { createGraph, type GraphBuilder, type Program, type Value } from './graph-builder.ts';

type AttentionSpec = Pick<ViTSpec, 'width' | 'heads'>;

/** Sizes of a probe: the tokens of a trace and the layers that it holds. */
export interface ProbeSizes {
  readonly tokens: number;
  readonly layers: number;
}

/**
 * What one token attends to, in every layer: `query` [layers · heads, 1, head width] → `values`
 * [layers · heads, 1, tokens]. Each layer's keys [heads, tokens, head width] stay resident as the weight `k.LAYER`.
 */
export function rowProgram(spec: AttentionSpec, sizes: ProbeSizes): Program {
  const graph = createGraph('row');
  const scores = layerScores(graph, spec, sizes, { input: 'query', resident: 'k' });
  const rows = graph.op('Softmax', [joinLayers(graph, scores)], { axis: { int: -1 } });
  graph.output('values', rows, [sizes.layers * spec.heads, 1, sizes.tokens]);
  return graph.finish();
}

/**
 * Who attends to one token, in every layer: `key` [layers · heads, 1, head width] → `values`
 * [layers · heads, 1, tokens]. Resident are each layer's queries `q.LAYER` and the log Σ exp of its rows
 * `logsumexp.LAYER` [heads, 1, tokens].
 */
export function columnProgram(spec: AttentionSpec, sizes: ProbeSizes): Program {
  const graph = createGraph('column');
  const shares = layerScores(graph, spec, sizes, { input: 'key', resident: 'q' }).map((scores, layer) =>
    graph.op('Sub', [scores, graph.weight(`logsumexp.${layer}`, [spec.heads, 1, sizes.tokens])]),
  );
  graph.output('values', graph.op('Exp', [joinLayers(graph, shares)]), [
    sizes.layers * spec.heads,
    1,
    sizes.tokens,
  ]);
  return graph.finish();
}

/** Each layer's scaled scores [heads, 1, tokens] of one token against all resident ones. */
function layerScores(
  graph: GraphBuilder,
  spec: AttentionSpec,
  { tokens, layers }: ProbeSizes,
  { input, resident }: { input: string; resident: string },
): Value[] {
  const { heads } = spec;
  const headWidth = spec.width / heads;
  const one = graph.input(input, [layers * heads, 1, headWidth]);
  const scaled = graph.op('Mul', [one, graph.float(headWidth ** -0.5)]);
  const perLayer =
    layers === 1
      ? [scaled]
      : graph.ops('Split', [scaled], layers, { axis: { int: 0 }, num_outputs: { int: layers } });
  return perLayer.map((own, layer) => {
    const all = graph.weight(`${resident}.${layer}`, [heads, tokens, headWidth]);
    // The runtime folds this transposition when the session is created.
    return graph.op('MatMul', [own, graph.op('Transpose', [all], { perm: { ints: [0, 2, 1] } })]);
  });
}

function joinLayers(graph: GraphBuilder, layers: readonly Value[]): Value {
  return layers.length === 1 ? layers[0]! : graph.op('Concat', layers, { axis: { int: 0 } });
}
