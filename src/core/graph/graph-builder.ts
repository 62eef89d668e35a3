import { create, toBinary } from '@bufbuild/protobuf';
import {
  type AttributeProto,
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
  ModelProtoSchema,
  type NodeProto,
  NodeProtoSchema,
  OperatorSetIdProtoSchema,
  StringStringEntryProtoSchema,
  type TensorProto,
  TensorProto_DataLocation,
  TensorProto_DataType,
  TensorProtoSchema,
  TensorShapeProto_DimensionSchema,
  TensorShapeProtoSchema,
  TypeProto_TensorSchema,
  TypeProtoSchema,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from 'onnx-buf';

/** A tensor inside a graph under construction. */
export type Value = string & { readonly __brand: 'Value' };

/** A dimension: a number, or the name of one that is known when the graph runs. */
export type Dimension = number | string;

/** An operator's attributes: integers are numbers in arrays or `{ int }`, floats `{ float }`. */
export type Attributes = Readonly<
  Record<string, { int: number } | { float: number } | { ints: readonly number[] }>
>;

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

const irVersion = 9n;
const opset = 20n;

/** Starts a graph of standard `ai.onnx` operators (IR 9, opset 20), all floats F32. */
export function createGraph(graphName: string): GraphBuilder {
  const nodes: NodeProto[] = [];
  const initializers: TensorProto[] = [];
  const inputs: ValueInfoProto[] = [];
  const outputs: ValueInfoProto[] = [];
  const weights: WeightSlot[] = [];
  const constants = new Map<string, Value>();
  let values = 0;

  const newValue = (type: string) => `${type}_${values++}` as Value;

  function constant(key: string, tensor: (name: Value) => TensorProto): Value {
    const known = constants.get(key);
    if (known) return known;
    const name = newValue('constant');
    constants.set(key, name);
    initializers.push(tensor(name));
    return name;
  }

  function ops(
    type: string,
    nodeInputs: readonly Value[],
    count: number,
    attributes: Attributes = {},
  ): Value[] {
    const nodeOutputs = Array.from({ length: count }, () => newValue(type));
    nodes.push(
      create(NodeProtoSchema, {
        name: nodeOutputs[0]!,
        opType: type,
        input: [...nodeInputs],
        output: nodeOutputs,
        attribute: Object.entries(attributes).map(([name, value]) => attributeProto(name, value)),
      }),
    );
    return nodeOutputs;
  }

  return {
    input(name, shape) {
      if (!inputs.some((input) => input.name === name)) inputs.push(valueInfo(name, shape));
      return name as Value;
    },
    weight(name, shape) {
      if (weights.some((weight) => weight.name === name)) return name as Value;
      weights.push({ name, shape });
      initializers.push(externalTensor(name, shape));
      return name as Value;
    },
    ints: (list) =>
      constant(`ints ${list.join()}`, (name) =>
        create(TensorProtoSchema, {
          name,
          dataType: TensorProto_DataType.INT64,
          dims: [BigInt(list.length)],
          int64Data: list.map(BigInt),
        }),
      ),
    float: (value) =>
      constant(`float ${value}`, (name) =>
        create(TensorProtoSchema, { name, dataType: TensorProto_DataType.FLOAT, floatData: [value] }),
      ),
    op: (type, nodeInputs, attributes) => ops(type, nodeInputs, 1, attributes)[0]!,
    ops,
    output(name, value, shape) {
      nodes.push(create(NodeProtoSchema, { name, opType: 'Identity', input: [value], output: [name] }));
      outputs.push(valueInfo(name, shape));
    },
    finish: () => ({
      model: toBinary(
        ModelProtoSchema,
        create(ModelProtoSchema, {
          irVersion,
          producerName: 'sinkscope',
          opsetImport: [create(OperatorSetIdProtoSchema, { domain: '', version: opset })],
          graph: create(GraphProtoSchema, {
            name: graphName,
            node: nodes,
            initializer: initializers,
            input: inputs,
            output: outputs,
          }),
        }),
      ),
      weights,
      inputs: inputs.map((input) => input.name),
      outputs: outputs.map((output) => output.name),
    }),
  };
}

function attributeProto(name: string, value: Attributes[string]): AttributeProto {
  if ('int' in value) {
    return create(AttributeProtoSchema, {
      name,
      type: AttributeProto_AttributeType.INT,
      i: BigInt(value.int),
    });
  }
  if ('float' in value) {
    return create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.FLOAT, f: value.float });
  }
  return create(AttributeProtoSchema, {
    name,
    type: AttributeProto_AttributeType.INTS,
    ints: value.ints.map(BigInt),
  });
}

function valueInfo(name: string, shape: readonly Dimension[]): ValueInfoProto {
  const dim = shape.map((size) =>
    create(TensorShapeProto_DimensionSchema, {
      value:
        typeof size === 'number'
          ? { case: 'dimValue', value: BigInt(size) }
          : { case: 'dimParam', value: size },
    }),
  );
  const tensor = create(TypeProto_TensorSchema, {
    elemType: TensorProto_DataType.FLOAT,
    shape: create(TensorShapeProtoSchema, { dim }),
  });
  return create(ValueInfoProtoSchema, {
    name,
    type: create(TypeProtoSchema, { value: { case: 'tensorType', value: tensor } }),
  });
}

function externalTensor(name: string, shape: readonly number[]): TensorProto {
  const bytes = shape.reduce((product, size) => product * size, 4);
  const entry = (key: string, value: string) => create(StringStringEntryProtoSchema, { key, value });
  return create(TensorProtoSchema, {
    name,
    dataType: TensorProto_DataType.FLOAT,
    dims: shape.map(BigInt),
    dataLocation: TensorProto_DataLocation.EXTERNAL,
    externalData: [entry('location', name), entry('offset', '0'), entry('length', String(bytes))],
  });
}
