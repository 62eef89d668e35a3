import type { GraphBuilder, Value } from './graph-builder.ts';

/**
 * Most tensors that one node for a GPU takes or makes. A shader binds each of them, and a device need not allow more
 * than 8 bindings: an H100 allows 16, and a Split into 16 fails there.
 */
export const mostPieces = 4;

/** Cuts a tensor along an axis into so many pieces, a power of 4 where they are more than that, 4 at a time. */
export function splitPieces(graph: GraphBuilder, value: Value, count: number, axis: number): Value[] {
  if (count === 1) return [value];
  const now = Math.min(count, mostPieces);
  const pieces = graph.ops('Split', [value], now, { axis: { int: axis }, num_outputs: { int: now } });
  return pieces.flatMap((piece) => splitPieces(graph, piece, count / now, axis));
}

/** Puts pieces together along an axis, 4 at a time. */
export function joinPieces(graph: GraphBuilder, pieces: readonly Value[], axis: number): Value {
  if (pieces.length === 1) return pieces[0]!;
  const joined: Value[] = [];
  for (let first = 0; first < pieces.length; first += mostPieces) {
    const some = pieces.slice(first, first + mostPieces);
    joined.push(some.length === 1 ? some[0]! : graph.op('Concat', some, { axis: { int: axis } }));
  }
  return joinPieces(graph, joined, axis);
}
