import type { BlockSpec } from '../vit/spec.ts';
import { createGraph, type Program } from './graph-builder.ts';
import { layerNorm, linear } from './layers.ts';

/**
 * A block's values alone, from the stream that enters it: `x` [tokens, width] → `v` [tokens, width], the heads side by
 * side, before any scale or gate. The number of tokens is free.
 */
export function valueProgram(spec: BlockSpec): Program {
  const { width } = spec;
  const graph = createGraph('values');
  const normed = layerNorm(graph, 'norm1', graph.input('x', ['tokens', width]), spec);
  const bias = spec.qkvBias ? 'v.bias' : undefined;
  graph.output('v', linear(graph, normed, { weight: 'v.weight', bias, from: width, to: width }), [
    'tokens',
    width,
  ]);
  return graph.finish();
}
