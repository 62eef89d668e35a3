import type { BlockSpec, Normaliser } from '../vit/spec.ts';
import type { BlockOptions } from './block-program.ts';
import { trainedGate } from './gate.ts';
import type { GraphBuilder, Value } from './graph-builder.ts';
import { linear } from './layers.ts';
import { type NormalisedScores, normalise } from './normaliser.ts';

/** What one chunk of queries yields. */
interface Chunk {
  readonly scores: Value; // [heads, queries, keys]
  readonly normalised: NormalisedScores;
  readonly mixed: Value; // [heads, queries, head width]
}

/**
 * Multi-head attention over the normed input [tokens, width], up to and with the output projection. Its optional
 * graph inputs: `mask` [heads, 1, tokens], added to the scores; `valueScale` [tokens, 1], what each token's value
 * is multiplied by; `logTokens` [1] for sigmoid attention.
 */
export function attention(graph: GraphBuilder, spec: BlockSpec, normed: Value, options: BlockOptions): Value {
  const { width, heads } = spec;
  const headWidth = width / heads;
  const perHead = ['heads', 'tokens', headWidth];
  const split = (name: 'q' | 'k' | 'v') => {
    const bias = spec.qkvBias ? `${name}.bias` : undefined;
    const projected = linear(graph, normed, { weight: `${name}.weight`, bias, from: width, to: width });
    return graph.op('Reshape', [projected, graph.ints([-1, heads, headWidth])]); // [tokens, heads, head width]
  };
  const headsFirst = (value: Value) => graph.op('Transpose', [value], { perm: { ints: [1, 0, 2] } });
  const q = headsFirst(split('q'));
  const keys = split('k');
  const v = headsFirst(split('v'));
  if (options.taps.has('q')) graph.output('q', q, perHead);
  if (options.taps.has('k')) graph.output('k', headsFirst(keys), perHead);
  if (options.taps.has('v')) graph.output('v', v, perHead);
  if (options.taps.has('valueNorms')) {
    const norms = graph.op('ReduceL2', [v, graph.ints([2])], { keepdims: { int: 0 } });
    graph.output('valueNorms', norms, ['heads', 'tokens']);
  }

  const scaledQ = graph.op('Mul', [q, graph.float(headWidth ** -0.5)]);
  const keysTransposed = graph.op('Transpose', [keys], { perm: { ints: [1, 2, 0] } }); // [heads, head width, tokens]
  const scaledV = options.scaleValues ? graph.op('Mul', [v, graph.input('valueScale', ['tokens', 1])]) : v;
  const chunks = attendInChunks(graph, { q: scaledQ, keysTransposed, v: scaledV, heads }, options);
  attentionTaps(graph, chunks, options);
  const mixed = concat(
    graph,
    chunks.map((chunk) => chunk.mixed),
  ); // [heads, tokens, head width]
  const gated =
    spec.gate && options.gate ? applyGate(graph, spec, { gate: spec.gate, normed, mixed }, options) : mixed;
  if (options.taps.has('outputGram')) {
    const transposed = graph.op('Transpose', [gated], { perm: { ints: [0, 2, 1] } });
    graph.output('outputGram', graph.op('MatMul', [transposed, gated]), ['heads', headWidth, headWidth]);
  }
  const joined = graph.op('Reshape', [headsFirst(gated), graph.ints([-1, width])]);
  return linear(graph, joined, { weight: 'proj.weight', bias: 'proj.bias', from: width, to: width });
}

function attendInChunks(
  graph: GraphBuilder,
  { q, keysTransposed, v, heads }: { q: Value; keysTransposed: Value; v: Value; heads: number },
  { queryChunks, mask, normaliser }: BlockOptions,
): Chunk[] {
  const queries =
    queryChunks === 1
      ? [q]
      : graph.ops('Split', [q], queryChunks, { axis: { int: 1 }, num_outputs: { int: queryChunks } });
  return queries.map((chunk) => {
    const free = graph.op('MatMul', [chunk, keysTransposed]);
    const scores = mask ? graph.op('Add', [free, graph.input('mask', [heads, 1, 'tokens'])]) : free;
    const normalised = normalise(graph, scores, normaliser);
    return { scores, normalised, mixed: graph.op('MatMul', [normalised.weights, v]) };
  });
}

function applyGate(
  graph: GraphBuilder,
  spec: BlockSpec,
  { gate, normed, mixed }: { gate: NonNullable<BlockSpec['gate']>; normed: Value; mixed: Value },
  { taps }: BlockOptions,
): Value {
  const { factor, values } = trainedGate(graph, spec, gate, normed);
  if (taps.has('gate')) graph.output('gate', values(), ['heads', 'tokens']);
  return graph.op('Mul', [mixed, factor]);
}

function attentionTaps(
  graph: GraphBuilder,
  chunks: readonly Chunk[],
  { taps, normaliser }: BlockOptions,
): void {
  const weights = chunks.map((chunk) => chunk.normalised.weights);
  if (taps.has('attention')) {
    graph.output('attention', concat(graph, weights), ['heads', 'tokens', 'tokens']);
  }
  if (taps.has('received')) {
    const sums = weights.map((rows) =>
      graph.op('ReduceSum', [rows, graph.ints([1])], { keepdims: { int: 0 } }),
    );
    const total = sums.reduce((a, b) => graph.op('Add', [a, b]));
    graph.output('received', total, ['heads', 'tokens']);
  }
  if (taps.has('cls')) {
    const row = graph.op('Slice', [weights[0]!, graph.ints([0]), graph.ints([1]), graph.ints([1])]);
    graph.output('cls', graph.op('Squeeze', [row, graph.ints([1])]), ['heads', 'tokens']);
  }
  const squeezed = (rows: readonly Value[]) => graph.op('Squeeze', [concat(graph, rows), graph.ints([-1])]);
  if (taps.has('logsumexp')) {
    const rows = chunks.map(({ normalised }) => logsumexpOf(normalised));
    graph.output('logsumexp', squeezed(rows), ['heads', 'tokens']);
  }
  if (taps.has('entropy')) {
    const rows = chunks.map((chunk) => entropy(graph, chunk, normaliser));
    graph.output('entropy', squeezed(rows), ['heads', 'tokens']);
  }
}

function logsumexpOf({ logsumexp }: NormalisedScores): Value {
  if (!logsumexp) throw new Error('Sigmoid attention has no log Σ exp to tap.');
  return logsumexp();
}

/** −Σ p log p of each row [heads, queries, 1], 0 · log 0 being 0. */
function entropy(graph: GraphBuilder, { scores, normalised }: Chunk, { kind, clip }: Normaliser): Value {
  const { weights } = normalised;
  const sum = (value: Value) => graph.op('ReduceSum', [value, graph.ints([-1])]);
  if (kind === 'sigmoid' || clip) {
    const logarithms = graph.op('Log', [graph.op('Max', [weights, graph.float(1e-30)])]);
    return graph.op('Neg', [sum(graph.op('Mul', [weights, logarithms]))]);
  }
  // log p = s − log Σ exp, which needs no logarithm of every weight.
  const logsumexp = logsumexpOf(normalised);
  const scaled = kind === 'softmax' ? logsumexp : graph.op('Mul', [logsumexp, sum(weights)]);
  return graph.op('Sub', [scaled, rowDots(graph, weights, scores)]);
}

/**
 * The dot product of each row of two tensors [heads, queries, keys]: [heads, queries, 1]. As matrix products of a
 * row and a column it takes half the time of a product of the whole tensors and its sum (on wasm).
 */
function rowDots(graph: GraphBuilder, a: Value, b: Value): Value {
  const row = graph.op('Unsqueeze', [a, graph.ints([2])]);
  const column = graph.op('Unsqueeze', [b, graph.ints([3])]);
  return graph.op('Squeeze', [graph.op('MatMul', [row, column]), graph.ints([3])]);
}

function concat(graph: GraphBuilder, chunks: readonly Value[]): Value {
  return chunks.length === 1 ? chunks[0]! : graph.op('Concat', chunks, { axis: { int: 1 } });
}
