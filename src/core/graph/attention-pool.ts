import type { BlockSpec } from '../vit/spec.ts';
import type { GraphBuilder, Value } from './graph-builder.ts';
import { activation, layerNorm, linear } from './layers.ts';

// Far below any score, so that its exponential is 0, and finite, so that 0 · score stays 0.
const forbidden = 1e9;

/**
 * SigLIP's pooling (Zhai et al. 2022, "Scaling Vision Transformers", section 3.2): one learned query attends to the
 * patches of x [tokens, width], then an MLP with a residual connection → [1, width]. `patches` [1, tokens] is 1 at
 * patches, else 0. Weights: `pool.query`, `pool.{q,k,v,proj,norm,fc1,fc2}`.
 */
export function attentionPool(
  graph: GraphBuilder,
  spec: Pick<BlockSpec, 'width' | 'heads' | 'normEpsilon' | 'activation'>,
  x: Value,
  { patches, hidden }: { patches: Value; hidden: number },
): Value {
  const { width, heads } = spec;
  const headWidth = width / heads;
  const layer = (name: string, input: Value, from: number, to: number) =>
    linear(graph, input, { weight: `pool.${name}.weight`, bias: `pool.${name}.bias`, from, to });
  const split = (value: Value, perm: readonly number[]) =>
    graph.op('Transpose', [graph.op('Reshape', [value, graph.ints([-1, heads, headWidth])])], {
      perm: { ints: perm },
    });
  const query = graph.op('Reshape', [graph.weight('pool.query', [1, 1, width]), graph.ints([1, width])]);
  const q = split(layer('q', query, width, width), [1, 0, 2]);
  const k = split(layer('k', x, width, width), [1, 2, 0]); // [heads, head width, tokens]
  const v = split(layer('v', x, width, width), [1, 0, 2]);
  const scaledQ = graph.op('Mul', [q, graph.float(headWidth ** -0.5)]);
  const closed = graph.op('Mul', [graph.op('Sub', [patches, graph.float(1)]), graph.float(forbidden)]);
  const scores = graph.op('Add', [graph.op('MatMul', [scaledQ, k]), closed]); // [heads, 1, tokens]
  const mixed = graph.op('MatMul', [graph.op('Softmax', [scores], { axis: { int: -1 } }), v]);
  const attended = layer('proj', graph.op('Reshape', [mixed, graph.ints([1, width])]), width, width);
  const normed = layerNorm(graph, 'pool.norm', attended, spec);
  const active = activation(graph, spec.activation, layer('fc1', normed, width, hidden));
  return graph.op('Add', [attended, layer('fc2', active, hidden, width)]);
}
