import { fromBinary, toJson } from '@bufbuild/protobuf';
import { ModelProtoSchema } from 'onnx-buf';
import { expect, it } from 'vitest';
import { createGraph } from './graph-builder.ts';

it('writes what the schema of ONNX reads', () => {
  const graph = createGraph('sample');
  const x = graph.input('x', ['tokens', 8]);
  const w = graph.weight('w', [4, 8]);
  const product = graph.op('Gemm', [x, w], { transB: { int: 1 }, alpha: { float: 0.5 } });
  const [left, right] = graph.ops('Split', [product, graph.ints([3, -1])], 2, { axis: { int: -1 } });
  const sum = graph.op('Transpose', [graph.op('Add', [left!, right!])], { perm: { ints: [1, 0] } });
  graph.output('y', graph.op('Mul', [sum, graph.float(0.25)]), [2, 'tokens']);

  const floats = (dim: object[]) => ({ tensorType: { elemType: 1, shape: { dim } } });
  expect(toJson(ModelProtoSchema, fromBinary(ModelProtoSchema, graph.finish().model))).toEqual({
    irVersion: '9',
    producerName: 'sinkscope',
    opsetImport: [{ domain: '', version: '20' }],
    graph: {
      name: 'sample',
      node: [
        {
          name: 'Gemm_0',
          opType: 'Gemm',
          input: ['x', 'w'],
          output: ['Gemm_0'],
          attribute: [
            { name: 'transB', type: 'INT', i: '1' },
            { name: 'alpha', type: 'FLOAT', f: 0.5 },
          ],
        },
        {
          name: 'Split_2',
          opType: 'Split',
          input: ['Gemm_0', 'constant_1'],
          output: ['Split_2', 'Split_3'],
          attribute: [{ name: 'axis', type: 'INT', i: '-1' }],
        },
        { name: 'Add_4', opType: 'Add', input: ['Split_2', 'Split_3'], output: ['Add_4'] },
        {
          name: 'Transpose_5',
          opType: 'Transpose',
          input: ['Add_4'],
          output: ['Transpose_5'],
          attribute: [{ name: 'perm', type: 'INTS', ints: ['1', '0'] }],
        },
        { name: 'Mul_7', opType: 'Mul', input: ['Transpose_5', 'constant_6'], output: ['Mul_7'] },
        { name: 'y', opType: 'Identity', input: ['Mul_7'], output: ['y'] },
      ],
      initializer: [
        {
          name: 'w',
          dataType: 1,
          dims: ['4', '8'],
          dataLocation: 'EXTERNAL',
          externalData: [
            { key: 'location', value: 'w' },
            { key: 'offset', value: '0' },
            { key: 'length', value: '128' },
          ],
        },
        { name: 'constant_1', dataType: 7, dims: ['2'], int64Data: ['3', '-1'] },
        { name: 'constant_6', dataType: 1, floatData: [0.25] },
      ],
      input: [{ name: 'x', type: floats([{ dimParam: 'tokens' }, { dimValue: '8' }]) }],
      output: [{ name: 'y', type: floats([{ dimValue: '2' }, { dimParam: 'tokens' }]) }],
    },
  });
});
