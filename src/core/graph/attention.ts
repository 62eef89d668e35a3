import type { BlockSpec } from '../vit/spec.ts';
import type { BlockOptions } from './block-program.ts';
import { trainedGate } from './gate.ts';
import type { GraphBuilder, Value } from './graph-builder.ts';
import { linear } from './layers.ts';
import { type NormalisedScores, normalise } from './normaliser.ts';
import { joinPieces, splitPieces } from './pieces.ts';

/** What one chunk of queries yields. */
interface Chunk {
  readonly scores: Value; // [heads, queries, keys]
  readonly normalised: NormalisedScores;
  readonly mixed: Value; // [heads, queries, head width]
}

/**
 * Multi-head attention over the normed input [tokens, width], up to and with the output projection. Its optional
 * graph inputs: `mask` [heads, 1, tokens], added to the scores; `valueScale` [tokens, 1], what each token's value
 * is multiplied by; `logTokens` [1] for sigmoid attention; `cos` and `sin` [tokens, head width] for rotary positions;
 * `causal` [tokens, tokens], added to the scores of causal attention. Queries and keys are tapped as they are compared.
 */
export function attention(graph: GraphBuilder, spec: BlockSpec, normed: Value, options: BlockOptions): Value {
  const { width, heads } = spec;
  const headWidth = width / heads;
  const perHead = ['heads', 'tokens', headWidth];
  const split = (name: 'q' | 'k' | 'v') => {
    const hasBias = name === 'k' ? (spec.keyBias ?? spec.qkvBias) : spec.qkvBias;
    const bias = hasBias ? `${name}.bias` : undefined;
    const projected = linear(graph, normed, { weight: `${name}.weight`, bias, from: width, to: width });
    return graph.op('Reshape', [projected, graph.ints([-1, heads, headWidth])]); // [tokens, heads, head width]
  };
  const headsFirst = (value: Value) => graph.op('Transpose', [value], { perm: { ints: [1, 0, 2] } });
  const rotated = (value: Value) => (spec.rope ? rotate(graph, value, headWidth) : value);
  const q = rotated(headsFirst(split('q')));
  const k = rotated(headsFirst(split('k')));
  const v = headsFirst(split('v'));
  if (options.taps.has('q')) graph.output('q', q, perHead);
  if (options.taps.has('k')) graph.output('k', k, perHead);
  if (options.taps.has('v')) graph.output('v', v, perHead);
  if (options.taps.has('valueNorms')) {
    const norms = graph.op('ReduceL2', [v, graph.ints([2])], { keepdims: { int: 0 } });
    graph.output('valueNorms', norms, ['heads', 'tokens']);
  }

  const scaledQ = graph.op('Mul', [q, graph.float(headWidth ** -0.5)]);
  const keysTransposed = graph.op('Transpose', [k], { perm: { ints: [0, 2, 1] } }); // [heads, head width, tokens]
  const scaledV = options.scaleValues ? graph.op('Mul', [v, graph.input('valueScale', ['tokens', 1])]) : v;
  const causal = spec.causal ? graph.input('causal', ['tokens', 'tokens']) : undefined;
  const chunks = attendInChunks(graph, { q: scaledQ, keysTransposed, v: scaledV, causal, heads }, options);
  attentionTaps(graph, chunks, options);
  const mixed = concat(
    graph,
    chunks.map((chunk) => chunk.mixed),
    options,
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

/** Each half of the channels, turned by its angle: x · cos + (−second half, first half) · sin. */
function rotate(graph: GraphBuilder, x: Value, headWidth: number): Value {
  const halves = { axis: { int: 2 }, num_outputs: { int: 2 } };
  const [first, second] = graph.ops('Split', [x], 2, halves);
  const turned = graph.op('Concat', [graph.op('Neg', [second!]), first!], { axis: { int: 2 } });
  const angles = (name: 'cos' | 'sin') => graph.input(name, ['tokens', headWidth]);
  return graph.op('Add', [graph.op('Mul', [x, angles('cos')]), graph.op('Mul', [turned, angles('sin')])]);
}

function attendInChunks(
  graph: GraphBuilder,
  tensors: { q: Value; keysTransposed: Value; v: Value; causal: Value | undefined; heads: number },
  { queryChunks, mask, normaliser, gpu }: BlockOptions,
): Chunk[] {
  const { q, keysTransposed, v, causal, heads } = tensors;
  const split = (value: Value, axis: number) => {
    if (gpu || queryChunks === 1) return splitPieces(graph, value, queryChunks, axis);
    return graph.ops('Split', [value], queryChunks, {
      axis: { int: axis },
      num_outputs: { int: queryChunks },
    });
  };
  const earlier = causal && split(causal, 0);
  return split(q, 1).map((chunk, i) => {
    const all = graph.op('MatMul', [chunk, keysTransposed]);
    const free = earlier ? graph.op('Add', [all, earlier[i]!]) : all;
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

function attentionTaps(graph: GraphBuilder, chunks: readonly Chunk[], options: BlockOptions): void {
  const { taps } = options;
  const weights = chunks.map((chunk) => chunk.normalised.weights);
  if (taps.has('attention')) {
    graph.output('attention', concat(graph, weights, options), ['heads', 'tokens', 'tokens']);
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
  const squeezed = (rows: readonly Value[]) =>
    graph.op('Squeeze', [concat(graph, rows, options), graph.ints([-1])]);
  if (taps.has('logsumexp')) {
    const rows = chunks.map(({ normalised }) => logsumexpOf(normalised));
    graph.output('logsumexp', squeezed(rows), ['heads', 'tokens']);
  }
  if (taps.has('entropy')) {
    const rows = chunks.map((chunk) => entropy(graph, chunk, options));
    graph.output('entropy', squeezed(rows), ['heads', 'tokens']);
  }
}

function logsumexpOf({ logsumexp }: NormalisedScores): Value {
  if (!logsumexp) throw new Error('Sigmoid attention has no log Σ exp to tap.');
  return logsumexp();
}

/** −Σ p log p of each row [heads, queries, 1], 0 · log 0 being 0. */
function entropy(
  graph: GraphBuilder,
  { scores, normalised }: Chunk,
  { normaliser: { kind, clip }, gpu }: BlockOptions,
): Value {
  const { weights } = normalised;
  const sum = (value: Value) => graph.op('ReduceSum', [value, graph.ints([-1])]);
  if (kind === 'sigmoid' || clip) {
    const logarithms = graph.op('Log', [graph.op('Max', [weights, graph.float(1e-30)])]);
    return graph.op('Neg', [sum(graph.op('Mul', [weights, logarithms]))]);
  }
  // log p = s − log Σ exp, which needs no logarithm of every weight.
  const logsumexp = logsumexpOf(normalised);
  const scaled = kind === 'softmax' ? logsumexp : graph.op('Mul', [logsumexp, sum(weights)]);
  const dots = gpu ? sum(graph.op('Mul', [weights, scores])) : rowDots(graph, weights, scores);
  return graph.op('Sub', [scaled, dots]);
}

/**
 * The dot product of each row of two tensors [heads, queries, keys]: [heads, queries, 1]. As matrix products of a
 * row and a column it takes half the time of a product of the whole tensors and its sum on a CPU; on a GPU it
 * took a quarter of the work.
 */
function rowDots(graph: GraphBuilder, a: Value, b: Value): Value {
  const row = graph.op('Unsqueeze', [a, graph.ints([2])]);
  const column = graph.op('Unsqueeze', [b, graph.ints([3])]);
  return graph.op('Squeeze', [graph.op('MatMul', [row, column]), graph.ints([3])]);
}

function concat(graph: GraphBuilder, chunks: readonly Value[], { gpu }: BlockOptions): Value {
  if (gpu) return joinPieces(graph, chunks, 1);
  return chunks.length === 1 ? chunks[0]! : graph.op('Concat', chunks, { axis: { int: 1 } });
}
