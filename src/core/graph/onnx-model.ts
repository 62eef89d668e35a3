import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** An operator's attribute: an integer is `{ int }`, a float `{ float }`, integers `{ ints }`. */
export type Attribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly ints: readonly number[] };

/** A dimension: a number, or the name of one that is known when the graph runs. */
export type Dimension = number | string;

export interface OnnxNode {
  readonly name: string;
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** A constant: integers as INT64 in one dimension, a float as a scalar, or an F32 tensor that lies outside of the file. */
export type OnnxInitializer =
  | { readonly name: string; readonly ints: readonly number[] }
  | { readonly name: string; readonly float: number }
  | { readonly name: string; readonly externalShape: readonly number[] };

/** An F32 input or output of a graph. */
export interface OnnxPort {
  readonly name: string;
  readonly shape: readonly Dimension[];
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxInitializer[];
  readonly inputs: readonly OnnxPort[];
  readonly outputs: readonly OnnxPort[];
}

const irVersion = 9;
const opset = 20;
const floatBytes = 4;

/** onnx.proto, TensorProto.DataType. */
const dataTypes = { float: 1, int64: 7 } as const;
/** onnx.proto, TensorProto.DataLocation. */
const externalLocation = 1;
/** onnx.proto, AttributeProto.AttributeType. */
const attributeTypes = { float: 1, int: 2, ints: 7 } as const;

/** The bytes of an ONNX model (onnx/onnx.proto, IR 9, opset 20); the numbers are the fields' in that file. */
export function encodeOnnxModel(graph: OnnxGraph): Uint8Array<ArrayBuffer> {
  const model = new BinaryWriter();
  int(model, 1, irVersion);
  text(model, 2, 'sinkscope');
  message(model, 7, (to) => writeGraph(to, graph));
  message(model, 8, (to) => {
    text(to, 1, '');
    int(to, 2, opset);
  });
  return model.finish();
}

function writeGraph(to: BinaryWriter, { name, nodes, initializers, inputs, outputs }: OnnxGraph): void {
  for (const node of nodes) message(to, 1, (part) => writeNode(part, node));
  text(to, 2, name);
  for (const initializer of initializers) message(to, 5, (part) => writeInitializer(part, initializer));
  for (const port of inputs) message(to, 11, (part) => writePort(part, port));
  for (const port of outputs) message(to, 12, (part) => writePort(part, port));
}

function writeNode(to: BinaryWriter, { name, type, inputs, outputs, attributes }: OnnxNode): void {
  for (const input of inputs) text(to, 1, input);
  for (const output of outputs) text(to, 2, output);
  text(to, 3, name);
  text(to, 4, type);
  for (const [key, value] of Object.entries(attributes)) {
    message(to, 5, (part) => writeAttribute(part, key, value));
  }
}

function writeAttribute(to: BinaryWriter, name: string, value: Attribute): void {
  text(to, 1, name);
  if ('float' in value) {
    to.tag(2, WireType.Bit32).float(value.float);
    int(to, 20, attributeTypes.float);
  } else if ('int' in value) {
    int(to, 3, value.int);
    int(to, 20, attributeTypes.int);
  } else {
    for (const one of value.ints) int(to, 8, one);
    int(to, 20, attributeTypes.ints);
  }
}

function writeInitializer(to: BinaryWriter, initializer: OnnxInitializer): void {
  if ('externalShape' in initializer) writeExternal(to, initializer.name, initializer.externalShape);
  else if ('ints' in initializer) {
    int(to, 1, initializer.ints.length);
    int(to, 2, dataTypes.int64);
    message(to, 7, (packed) => {
      for (const one of initializer.ints) packed.int64(one);
    });
  } else {
    int(to, 2, dataTypes.float);
    message(to, 4, (packed) => packed.float(initializer.float));
  }
  if (!('externalShape' in initializer)) text(to, 8, initializer.name);
}

function writeExternal(to: BinaryWriter, name: string, shape: readonly number[]): void {
  for (const size of shape) int(to, 1, size);
  int(to, 2, dataTypes.float);
  text(to, 8, name);
  const bytes = shape.reduce((product, size) => product * size, floatBytes);
  for (const [key, value] of Object.entries({ location: name, offset: '0', length: String(bytes) })) {
    message(to, 13, (entry) => {
      text(entry, 1, key);
      text(entry, 2, value);
    });
  }
  int(to, 14, externalLocation);
}

function writePort(to: BinaryWriter, { name, shape }: OnnxPort): void {
  text(to, 1, name);
  message(to, 2, (type) =>
    message(type, 1, (tensor) => {
      int(tensor, 1, dataTypes.float);
      message(tensor, 2, (dimensions) => {
        for (const size of shape) {
          message(dimensions, 1, (dimension) => {
            if (typeof size === 'number') int(dimension, 1, size);
            else text(dimension, 2, size);
          });
        }
      });
    }),
  );
}

function int(to: BinaryWriter, field: number, value: number): void {
  to.tag(field, WireType.Varint).int64(value);
}

function text(to: BinaryWriter, field: number, value: string): void {
  to.tag(field, WireType.LengthDelimited).string(value);
}

function message(to: BinaryWriter, field: number, write: (part: BinaryWriter) => void): void {
  to.tag(field, WireType.LengthDelimited).fork();
  write(to);
  to.join();
}
