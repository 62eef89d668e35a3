import { createGraph, type Program } from './graph-builder.ts';

/** The layers whose features stay in the session's memory. */
export interface ComparedLayers {
  readonly layers: number;
  readonly tokens: number;
  readonly width: number;
}

/**
 * Dot products of one vector a layer, `query` [layers, width], with that layer's resident unit vectors `features.LAYER`
 * [tokens, width]: `values` [layers, tokens].
 */
export function similarityProgram({ layers, tokens, width }: ComparedLayers): Program {
  const graph = createGraph('similarity');
  const query = graph.input('query', [layers, width]);
  const split = { axis: { int: 0 }, num_outputs: { int: layers } };
  const own = layers === 1 ? [query] : graph.ops('Split', [query], layers, split);
  const rows = own.map((vector, layer) =>
    graph.op('Gemm', [vector, graph.weight(`features.${layer}`, [tokens, width])], { transB: { int: 1 } }),
  );
  const values = layers === 1 ? rows[0]! : graph.op('Concat', rows, { axis: { int: 0 } });
  graph.output('values', values, [layers, tokens]);
  return graph.finish();
}
