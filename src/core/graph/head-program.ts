import type { EmbeddingSpec, HeadSpec, ViTSpec } from '../vit/spec.ts';
import { attentionPool } from './attention-pool.ts';
import { createGraph, type GraphBuilder, type Program, type Value } from './graph-builder.ts';
import { layerNorm, linear } from './layers.ts';

const plainHead: HeadSpec = { norm: 'tokens', pool: 'cls' };

/**
 * The end of the model: `x` [tokens, width] → `final` [tokens, width] after the last LayerNorm on tokens, its `norms`
 * [tokens], and of what is pooled `logits` [1, classes] and `embedding` [1, embedding width], where the checkpoint has
 * them. Where patches are pooled, the input `patches` [1, tokens] is 1 at them, else 0.
 */
export function headProgram(spec: ViTSpec): Program {
  const { width, head = plainHead } = spec;
  const graph = createGraph('head');
  const x = graph.input('x', ['tokens', width]);
  const final = head.norm === 'tokens' ? layerNorm(graph, 'norm', x, spec) : x;
  graph.output('final', final, ['tokens', width]);
  const norms = graph.op('ReduceL2', [final, graph.ints([1])], { keepdims: { int: 0 } });
  graph.output('norms', norms, ['tokens']);
  if (spec.classes === 0 && !spec.embedding) return graph.finish();
  const pooled = pool(graph, spec, head, final);
  const normed = head.norm === 'pooled' ? layerNorm(graph, 'norm', pooled, spec) : pooled;
  const from = head.pool === 'cls-and-mean' ? 2 * width : width;
  if (spec.classes > 0)
    graph.output('logits', logits(graph, spec, final, { normed, from }), [1, spec.classes]);
  if (spec.embedding) {
    const embedding = embed(graph, spec.embedding, normed, from);
    graph.output('embedding', embedding, [1, spec.embedding.width]);
  }
  return graph.finish();
}

/** Whether a model's head program has the input `patches`. */
export function poolsPatches({ head, classes, embedding }: ViTSpec): boolean {
  return head !== undefined && head.pool !== 'cls' && (classes > 0 || embedding !== undefined);
}

function pool(graph: GraphBuilder, spec: ViTSpec, head: HeadSpec, final: Value): Value {
  const patches = () => graph.input('patches', [1, 'tokens']);
  const mean = () => {
    const sum = graph.op('MatMul', [patches(), final]);
    return graph.op('Div', [sum, graph.op('ReduceSum', [patches(), graph.ints([1])])]);
  };
  switch (head.pool) {
    case 'cls':
      return row(graph, final, 0);
    case 'mean':
      return mean();
    case 'cls-and-mean':
      return graph.op('Concat', [row(graph, final, 0), mean()], { axis: { int: 1 } });
    case 'attention':
      return attentionPool(graph, spec, final, {
        patches: patches(),
        hidden: head.poolHidden ?? 4 * spec.width,
      });
  }
}

/** The classifier's output, or the mean of it and the distilled classifier's. */
function logits(
  graph: GraphBuilder,
  { classes, head }: ViTSpec,
  final: Value,
  { normed, from }: { normed: Value; from: number },
): Value {
  const own = linear(graph, normed, { weight: 'head.weight', bias: 'head.bias', from, to: classes });
  if (!head?.distilled) return own;
  const distilled = linear(graph, row(graph, final, 1), {
    weight: 'head_dist.weight',
    bias: 'head_dist.bias',
    from,
    to: classes,
  });
  return graph.op('Mul', [graph.op('Add', [own, distilled]), graph.float(0.5)]);
}

/** The projection of what was pooled [1, from] to the space that it shares with texts. */
export function embed(graph: GraphBuilder, spec: EmbeddingSpec, pooled: Value, from: number): Value {
  if (spec.projection === 'none') return pooled;
  const bias = spec.projection === 'affine' ? 'embedding.bias' : undefined;
  return linear(graph, pooled, { weight: 'embedding.weight', bias, from, to: spec.width });
}

function row(graph: GraphBuilder, x: Value, index: number): Value {
  return graph.op('Slice', [x, graph.ints([index]), graph.ints([index + 1]), graph.ints([0])]);
}
