import * as words from '#words/core/texts.ts';
import { InputError } from '../input-error.ts';
import type { ViTSpec } from '../vit/spec.ts';
import { createGraph, type Program } from './graph-builder.ts';
import { embed } from './head-program.ts';
import { layerNorm } from './layers.ts';

/**
 * What the head does with CLS, done with every token: `final` [tokens, width] → `embeddings` [tokens, embedding width].
 * @throws InputError where the head does not embed a single token.
 */
export function tokenEmbeddingProgram(spec: ViTSpec): Program {
  const { width, embedding, head } = spec;
  if (!embedding || (head && head.pool !== 'cls')) {
    throw new InputError(words.noTokenEmbeddings);
  }
  const graph = createGraph('token-embedding');
  const final = graph.input('final', ['tokens', width]);
  const normed = head?.norm === 'pooled' ? layerNorm(graph, 'norm', final, spec) : final;
  graph.output('embeddings', embed(graph, embedding, normed, width), ['tokens', embedding.width]);
  return graph.finish();
}
