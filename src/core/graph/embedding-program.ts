import type { ViTSpec } from '../vit/spec.ts';
import { createGraph, type Program } from './graph-builder.ts';
import { layerNorm } from './layers.ts';

/**
 * Patch embedding: `pixels` [1, 3, height, width], `prefix` [prefix tokens, width] (with their positions added, where
 * the model has such tokens) and `positions` [patches, width] for that grid (where it has a table) → `x`
 * [tokens, width].
 */
export function embeddingProgram(spec: ViTSpec): Program {
  const { width, patch } = spec;
  const graph = createGraph('embedding');
  const pixels = graph.input('pixels', [1, 3, 'height', 'width']);
  const kernel = graph.weight('projection.weight', [width, 3, patch, patch]);
  const bias = spec.patchBias === false ? [] : [graph.weight('projection.bias', [width])];
  const grid = graph.op('Conv', [pixels, kernel, ...bias], {
    kernel_shape: { ints: [patch, patch] },
    strides: { ints: [patch, patch] },
  });
  const columns = graph.op('Reshape', [grid, graph.ints([width, -1])]);
  const patches = graph.op('Transpose', [columns], { perm: { ints: [1, 0] } });
  const placed = spec.rope
    ? patches
    : graph.op('Add', [patches, graph.input('positions', ['patches', width])]);
  const x = hasPrefix(spec)
    ? graph.op('Concat', [graph.input('prefix', ['prefix', width]), placed], { axis: { int: 0 } })
    : placed;
  graph.output('x', x, ['tokens', width]);
  return graph.finish();
}

/** Whether a model has tokens before its patches. */
export function hasPrefix({ cls, distillation, registers }: ViTSpec): boolean {
  return cls || distillation === true || registers > 0;
}

/** The LayerNorm before the first block: `x` [tokens, width] → `y` [tokens, width]. */
export function preNormProgram(spec: ViTSpec): Program {
  const graph = createGraph('pre-norm');
  const x = graph.input('x', ['tokens', spec.width]);
  graph.output('y', layerNorm(graph, 'pre_norm', x, spec), ['tokens', spec.width]);
  return graph.finish();
}
