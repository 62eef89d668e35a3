import type { TextSpec } from '../vit/spec.ts';
import { createGraph, type Program } from './graph-builder.ts';
import { embed } from './head-program.ts';
import { layerNorm } from './layers.ts';

/** The end of a text tower: `pooled` [1, width], the end token after the last block → `embedding` [1, embedding width]. */
export function textHeadProgram(spec: TextSpec): Program {
  const { width } = spec;
  const graph = createGraph('text-head');
  const normed = layerNorm(graph, 'norm', graph.input('pooled', [1, width]), spec);
  graph.output('embedding', embed(graph, spec.embedding, normed, width), [1, spec.embedding.width]);
  return graph.finish();
}
