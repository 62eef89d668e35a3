import type { ViTSpec } from '../vit/spec.ts';
import { createGraph, type Program } from './graph-builder.ts';

/**
 * Patch embedding: `pixels` [1, 3, height, width], `positions` [patches, width] for that grid and `prefix`
 * [prefix tokens, width] (with their positions added) → `x` [tokens, width].
 */
export function embeddingProgram(spec: ViTSpec): Program {
  const { width, patch } = spec;
  const graph = createGraph('embedding');
  const pixels = graph.input('pixels', [1, 3, 'height', 'width']);
  const positions = graph.input('positions', ['patches', width]);
  const prefix = graph.input('prefix', ['prefix', width]);
  const kernel = graph.weight('projection.weight', [width, 3, patch, patch]);
  const bias = graph.weight('projection.bias', [width]);
  const grid = graph.op('Conv', [pixels, kernel, bias], {
    kernel_shape: { ints: [patch, patch] },
    strides: { ints: [patch, patch] },
  });
  const columns = graph.op('Reshape', [grid, graph.ints([width, -1])]);
  const patches = graph.op('Transpose', [columns], { perm: { ints: [1, 0] } });
  const placed = graph.op('Add', [patches, positions]);
  graph.output('x', graph.op('Concat', [prefix, placed], { axis: { int: 0 } }), ['tokens', width]);
  return graph.finish();
}
