import type { BlockSpec } from '../vit/spec.ts';
import type { GraphBuilder, Value } from './graph-builder.ts';
import { type RerouteOptions, reroute } from './reroute.ts';

/** `x · weightᵀ + bias` with PyTorch's [out, in] weight; x [rows, in] → [rows, out]. */
export function linear(
  graph: GraphBuilder,
  x: Value,
  layer: { weight: string; bias: string | undefined; from: number; to: number },
): Value {
  const inputs = [x, graph.weight(layer.weight, [layer.to, layer.from])];
  if (layer.bias) inputs.push(graph.weight(layer.bias, [layer.to]));
  return graph.op('Gemm', inputs, { transB: { int: 1 } });
}

/** LayerNorm over the last axis with the weights `NAME.weight` and `NAME.bias`. */
export function layerNorm(graph: GraphBuilder, name: string, x: Value, spec: BlockSpec): Value {
  const scale = graph.weight(`${name}.weight`, [spec.width]);
  const bias = graph.weight(`${name}.bias`, [spec.width]);
  return graph.op('LayerNormalization', [x, scale, bias], {
    axis: { int: -1 },
    epsilon: { float: spec.normEpsilon },
  });
}

function activation(graph: GraphBuilder, kind: BlockSpec['activation'], x: Value): Value {
  switch (kind) {
    case 'gelu':
      return graph.op('Gelu', [x]);
    case 'quick-gelu': // x · σ(1.702 x), openai/CLIP model.py
      return graph.op('Mul', [x, graph.op('Sigmoid', [graph.op('Mul', [x, graph.float(1.702)])])]);
  }
}

/**
 * The block's MLP: fc1, activation, fc2; or SwiGLU, silu(a) · b with [a, b] = fc1(x). `activations` [tokens,
 * hidden] are what fc2 reads, after any rerouting.
 */
export function multilayerPerceptron(
  graph: GraphBuilder,
  spec: BlockSpec,
  x: Value,
  rerouting: RerouteOptions | undefined,
): { activations: Value; output: Value } {
  const { width } = spec;
  const { kind, hidden } = spec.mlp;
  const to = kind === 'swiglu' ? 2 * hidden : hidden;
  const first = linear(graph, x, { weight: 'fc1.weight', bias: 'fc1.bias', from: width, to });
  const own = kind === 'swiglu' ? swiglu(graph, first) : activation(graph, spec.activation, first);
  const activations = rerouting ? reroute(graph, own, hidden, rerouting) : own;
  const output = linear(graph, activations, {
    weight: 'fc2.weight',
    bias: 'fc2.bias',
    from: hidden,
    to: width,
  });
  return { activations, output };
}

function swiglu(graph: GraphBuilder, joined: Value): Value {
  const [gate, value] = graph.ops('Split', [joined], 2, { axis: { int: 1 }, num_outputs: { int: 2 } });
  const silu = graph.op('Mul', [gate!, graph.op('Sigmoid', [gate!])]);
  return graph.op('Mul', [silu, value!]);
}
