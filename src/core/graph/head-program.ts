import type { ViTSpec } from '../vit/spec.ts';
import { createGraph, type Program } from './graph-builder.ts';
import { layerNorm, linear } from './layers.ts';

/**
 * The end of the model: `x` [tokens, width] → `final` [tokens, width] after the last LayerNorm, its `norms`
 * [tokens], and `logits` [1, classes] of the CLS token where the checkpoint has a head.
 */
export function headProgram(spec: ViTSpec): Program {
  const { width, classes } = spec;
  const graph = createGraph('head');
  const final = layerNorm(graph, 'norm', graph.input('x', ['tokens', width]), spec);
  graph.output('final', final, ['tokens', width]);
  const norms = graph.op('ReduceL2', [final, graph.ints([1])], { keepdims: { int: 0 } });
  graph.output('norms', norms, ['tokens']);
  if (classes > 0) {
    const cls = graph.op('Slice', [final, graph.ints([0]), graph.ints([1]), graph.ints([0])]);
    const head = { weight: 'head.weight', bias: 'head.bias', from: width, to: classes };
    graph.output('logits', linear(graph, cls, head), [1, classes]);
  }
  return graph.finish();
}
