import type { BlockSpec, GateSpec } from '../vit/spec.ts';
import type { GraphBuilder, Value } from './graph-builder.ts';
import { linear } from './layers.ts';

/** A trained gate, σ(alpha), of the normed input of attention. Weights: `alpha…`, as the checkpoint names them. */
export interface Gate {
  /** Multiplies the heads' outputs [heads, tokens, head width], broadcast from [heads, tokens or 1, head width or 1]. */
  readonly factor: Value;
  /** One number a head and token [heads, tokens]; the mean over the channels of an elementwise gate. */
  values(): Value;
}

/** Builds the gate of a block. `normed` [tokens, width] is the input of attention after its LayerNorm. */
export function trainedGate(graph: GraphBuilder, spec: BlockSpec, gate: GateSpec, normed: Value): Gate {
  const alpha = alphaOf(graph, spec, gate, normed);
  const pooled = gate.pooled ? graph.op('ReduceMean', [alpha, graph.ints([1])]) : alpha;
  const factor = graph.op('Sigmoid', [pooled]);
  const perToken = () => {
    if (gate.kind === 'elementwise')
      return graph.op('ReduceMean', [factor, graph.ints([2])], { keepdims: { int: 0 } });
    // A gate that is the same for all tokens is spread over them by adding zeros of that shape.
    const zeros = graph.op('Mul', [splitHeads(graph, spec, normed), graph.float(0)]);
    const spread = graph.op('Add', [factor, graph.op('ReduceMax', [zeros, graph.ints([2])])]);
    return graph.op('Squeeze', [spread, graph.ints([2])]);
  };
  return { factor, values: perToken };
}

/** [tokens, width] → [heads, tokens, head width] */
function splitHeads(graph: GraphBuilder, { width, heads }: BlockSpec, x: Value): Value {
  const split = graph.op('Reshape', [x, graph.ints([-1, heads, width / heads])]);
  return graph.op('Transpose', [split], { perm: { ints: [1, 0, 2] } });
}

function alphaOf(graph: GraphBuilder, spec: BlockSpec, gate: GateSpec, normed: Value): Value {
  const { width, heads } = spec;
  const bias = gate.bias ? 'alpha.bias' : undefined;
  switch (gate.kind) {
    case 'head':
      return graph.op('Reshape', [graph.weight('alpha', [heads]), graph.ints([heads, 1, 1])]);
    case 'linear': {
      const perHead = linear(graph, normed, { weight: 'alpha.weight', bias, from: width, to: heads });
      return graph.op('Unsqueeze', [
        graph.op('Transpose', [perHead], { perm: { ints: [1, 0] } }),
        graph.ints([2]),
      ]);
    }
    case 'elementwise':
      return splitHeads(
        graph,
        spec,
        linear(graph, normed, { weight: 'alpha.weight', bias, from: width, to: width }),
      );
    case 'linear-per-head':
      return perHeadLinear(graph, splitHeads(graph, spec, normed), {
        names: (head) => `alpha.${head}`,
        heads,
        from: width / heads,
        to: 1,
        bias: gate.bias,
      });
    case 'mlp-per-head': {
      const sizes = { heads, bias: gate.bias };
      const first = {
        names: (head: number) => `alpha.${head}.0`,
        from: width / heads,
        to: gate.hidden,
        ...sizes,
      };
      const second = { names: (head: number) => `alpha.${head}.2`, from: gate.hidden, to: 1, ...sizes };
      const hidden = graph.op('Relu', [perHeadLinear(graph, splitHeads(graph, spec, normed), first)]);
      return perHeadLinear(graph, hidden, second);
    }
  }
}

/** A Linear of its own for each head: x [heads, tokens, from] → [heads, tokens, to]. */
function perHeadLinear(
  graph: GraphBuilder,
  x: Value,
  layer: { names: (head: number) => string; heads: number; from: number; to: number; bias: boolean },
): Value {
  const stack = (suffix: string, shape: readonly number[]) =>
    graph.op(
      'Concat',
      Array.from({ length: layer.heads }, (_, head) =>
        graph.op('Unsqueeze', [graph.weight(`${layer.names(head)}.${suffix}`, shape), graph.ints([0])]),
      ),
      { axis: { int: 0 } },
    );
  const weights = graph.op('Transpose', [stack('weight', [layer.to, layer.from])], {
    perm: { ints: [0, 2, 1] },
  });
  const product = graph.op('MatMul', [x, weights]);
  if (!layer.bias) return product;
  return graph.op('Add', [product, graph.op('Unsqueeze', [stack('bias', [layer.to]), graph.ints([1])])]);
}
