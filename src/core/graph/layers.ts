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
export function layerNorm(
  graph: GraphBuilder,
  name: string,
  x: Value,
  spec: Pick<BlockSpec, 'width' | 'normEpsilon'>,
): Value {
  const scale = graph.weight(`${name}.weight`, [spec.width]);
  const bias = graph.weight(`${name}.bias`, [spec.width]);
  return graph.op('LayerNormalization', [x, scale, bias], {
    axis: { int: -1 },
    epsilon: { float: spec.normEpsilon },
  });
}

/** The MLP's activation function. */
export function activation(graph: GraphBuilder, kind: BlockSpec['activation'], x: Value): Value {
  switch (kind) {
    case 'gelu':
      return graph.op('Gelu', [x]);
    case 'gelu-tanh':
      return geluTanh(graph, x);
    case 'quick-gelu': // x · σ(1.702 x), openai/CLIP model.py
      return graph.op('Mul', [x, graph.op('Sigmoid', [graph.op('Mul', [x, graph.float(1.702)])])]);
  }
}

/** x / 2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))) (Hendrycks & Gimpel 2016). */
function geluTanh(graph: GraphBuilder, x: Value): Value {
  const cube = graph.op('Mul', [graph.op('Mul', [x, x]), x]);
  const inner = graph.op('Add', [x, graph.op('Mul', [cube, graph.float(0.044715)])]);
  const tanh = graph.op('Tanh', [graph.op('Mul', [inner, graph.float(Math.sqrt(2 / Math.PI))])]);
  const half = graph.op('Mul', [x, graph.float(0.5)]);
  return graph.op('Mul', [half, graph.op('Add', [tanh, graph.float(1)])]);
}

/**
 * The block's MLP: fc1, activation, fc2; or SwiGLU, silu(gate(x)) · fc1(x), fc2. `activations` [tokens, hidden]
 * are what fc2 reads, after any rerouting.
 */
export function multilayerPerceptron(
  graph: GraphBuilder,
  spec: BlockSpec,
  x: Value,
  rerouting: RerouteOptions | undefined,
): { activations: Value; output: Value } {
  const { width } = spec;
  const { kind, hidden } = spec.mlp;
  const first = (name: string) =>
    linear(graph, x, { weight: `${name}.weight`, bias: `${name}.bias`, from: width, to: hidden });
  const own =
    kind === 'swiglu'
      ? graph.op('Mul', [silu(graph, first('fc1_gate')), first('fc1')])
      : activation(graph, spec.activation, first('fc1'));
  const activations = rerouting ? reroute(graph, own, hidden, rerouting) : own;
  const output = linear(graph, activations, {
    weight: 'fc2.weight',
    bias: 'fc2.bias',
    from: hidden,
    to: width,
  });
  return { activations, output };
}

function silu(graph: GraphBuilder, x: Value): Value {
  return graph.op('Mul', [x, graph.op('Sigmoid', [x])]);
}
