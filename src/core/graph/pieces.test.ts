import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGraph, type GraphBuilder, type Value } from './graph-builder.ts';
import { joinPieces, mostPieces, splitPieces } from './pieces.ts';
import { queryChunksFor } from './query-chunks.ts';

/** A graph that notes how many tensors each node takes and makes, and follows lengths as ONNX `Split` cuts them. */
function measuringGraph(length: number) {
  const graph = createGraph('pieces');
  const lengths = new Map<Value, number>();
  const bound: number[] = [];
  const x = graph.input('x', [1, 'tokens']);
  lengths.set(x, length);
  const ops: GraphBuilder['ops'] = (type, inputs, outputs, attributes) => {
    const values = graph.ops(type, inputs, outputs, attributes);
    bound.push(inputs.length + outputs);
    const whole = inputs.reduce((sum, input) => sum + lengths.get(input)!, 0);
    const each = Math.ceil(whole / outputs);
    values.forEach((value, i) => {
      lengths.set(value, i < outputs - 1 ? each : whole - each * (outputs - 1));
    });
    return values;
  };
  const op: GraphBuilder['op'] = (type, inputs, attributes) => ops(type, inputs, 1, attributes)[0]!;
  return { graph: { ...graph, op, ops }, x, lengths, bound };
}

test('a GPU never gets an empty piece, nor a node with more tensors than any device binds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70_000 }), fc.integer({ min: 1, max: 24 }), (tokens, heads) => {
      const { graph, x, lengths, bound } = measuringGraph(tokens);
      const count = queryChunksFor({ heads }, tokens, true);
      const pieces = splitPieces(graph, x, count, 1);
      expect(pieces).toHaveLength(count);
      for (const piece of pieces) expect(lengths.get(piece)).toBeGreaterThan(0);
      expect(lengths.get(joinPieces(graph, pieces, 1))).toBe(tokens);
      for (const tensors of bound) expect(tensors).toBeLessThanOrEqual(mostPieces + 1);
    }),
    { numRuns: 30 },
  );
});

test('a ViT-B at 518 pixels takes 4 pieces on a GPU, at 1036 pixels 64', () => {
  expect(queryChunksFor({ heads: 12 }, 1370, true)).toBe(4);
  expect(queryChunksFor({ heads: 12 }, 5477, true)).toBe(64);
});
