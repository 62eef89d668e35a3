import {
  type Attribute,
  type Dimension,
  encodeOnnxModel,
  type OnnxInitializer,
  type OnnxNode,
  type OnnxPort,
} from './onnx-model.ts';

/** A tensor inside a graph under construction. */
export type Value = string & { readonly __brand: 'Value' };

/** An operator's attributes by name. */
export type Attributes = Readonly<Record<string, Attribute>>;

/** A weight that the graph expects as external data at `name`, F32 in row-major order. */
export interface WeightSlot {
  readonly name: string;
  readonly shape: readonly number[];
}

/** A finished ONNX graph: the model's bytes without its weights. */
export interface Program {
  readonly model: Uint8Array;
  readonly weights: readonly WeightSlot[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export interface GraphBuilder {
  /** A float input; declared once however often it is asked for. */
  input(name: string, shape: readonly Dimension[]): Value;
  /** A weight that comes as external data; declared once likewise. */
  weight(name: string, shape: readonly number[]): Value;
  ints(values: readonly number[]): Value;
  float(value: number): Value;
  /** Adds a node with one output. */
  op(type: string, inputs: readonly Value[], attributes?: Attributes): Value;
  /** Adds a node with several outputs. */
  ops(type: string, inputs: readonly Value[], outputs: number, attributes?: Attributes): Value[];
  output(name: string, value: Value, shape: readonly Dimension[]): void;
  finish(): Program;
}

/** Starts a graph of standard `ai.onnx` operators (IR 9, opset 20), all floats F32. */
export function createGraph(graphName: string): GraphBuilder {
  const nodes: OnnxNode[] = [];
  const initializers: OnnxInitializer[] = [];
  const inputs: OnnxPort[] = [];
  const outputs: OnnxPort[] = [];
  const weights: WeightSlot[] = [];
  const constants = new Map<string, Value>();
  let values = 0;

  const newValue = (type: string) => `${type}_${values++}` as Value;

  function constant(key: string, value: { ints: readonly number[] } | { float: number }): Value {
    const known = constants.get(key);
    if (known) return known;
    const name = newValue('constant');
    constants.set(key, name);
    initializers.push({ name, ...value });
    return name;
  }

  function ops(
    type: string,
    nodeInputs: readonly Value[],
    count: number,
    attributes: Attributes = {},
  ): Value[] {
    const nodeOutputs = Array.from({ length: count }, () => newValue(type));
    nodes.push({ name: nodeOutputs[0]!, type, inputs: nodeInputs, outputs: nodeOutputs, attributes });
    return nodeOutputs;
  }

  return {
    input(name, shape) {
      if (!inputs.some((input) => input.name === name)) inputs.push({ name, shape });
      return name as Value;
    },
    weight(name, shape) {
      if (weights.some((weight) => weight.name === name)) return name as Value;
      weights.push({ name, shape });
      initializers.push({ name, externalShape: shape });
      return name as Value;
    },
    ints: (list) => constant(`ints ${list.join()}`, { ints: list }), // no words
    float: (value) => constant(`float ${value}`, { float: value }), // no words
    op: (type, nodeInputs, attributes) => ops(type, nodeInputs, 1, attributes)[0]!,
    ops,
    output(name, value, shape) {
      nodes.push({ name, type: 'Identity', inputs: [value], outputs: [name], attributes: {} });
      outputs.push({ name, shape });
    },
    finish: () => ({
      model: encodeOnnxModel({ name: graphName, nodes, initializers, inputs, outputs }),
      weights,
      inputs: inputs.map((input) => input.name),
      outputs: outputs.map((output) => output.name),
    }),
  };
}
