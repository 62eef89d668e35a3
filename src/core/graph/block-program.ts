import type { BlockSpec } from '../vit/spec.ts';
import { createGraph, type GraphBuilder, type Program, type Value } from './graph-builder.ts';
import { layerNorm, linear, multilayerPerceptron } from './layers.ts';

/** A tensor that a block program reports besides its output. Shapes as in `tapShapes`. */
export type BlockTap =
  | 'norms'
  | 'q'
  | 'k'
  | 'v'
  | 'received'
  | 'entropy'
  | 'logsumexp'
  | 'cls'
  | 'attention'
  | 'activations';

export interface BlockOptions {
  readonly taps: ReadonlySet<BlockTap>;
  /** Attention is computed in this many query chunks, which bounds its memory; 1 or more. */
  readonly queryChunks: number;
}

/**
 * One pre-LayerNorm transformer block: `x` [tokens, width] → `y` [tokens, width], and the taps as outputs under
 * their own names. Numbers of tokens are free. `received` is the sum over queries, divided by their number outside.
 */
export function blockProgram(spec: BlockSpec, options: BlockOptions): Program {
  const graph = createGraph('block');
  const x = graph.input('x', ['tokens', spec.width]);
  const afterAttention = graph.op('Add', [x, attention(graph, spec, x, options)]);
  const normed = layerNorm(graph, 'norm2', afterAttention, spec);
  const mlp = multilayerPerceptron(graph, spec, normed);
  const y = graph.op('Add', [afterAttention, layerScaled(graph, spec, 'ls2', mlp.output)]);
  graph.output('y', y, ['tokens', spec.width]);
  if (options.taps.has('norms')) {
    const norms = graph.op('ReduceL2', [y, graph.ints([1])], { keepdims: { int: 0 } });
    graph.output('norms', norms, ['tokens']);
  }
  if (options.taps.has('activations')) {
    graph.output('activations', mlp.activations, ['tokens', spec.mlp.hidden]);
  }
  return graph.finish();
}

function layerScaled(graph: GraphBuilder, spec: BlockSpec, name: string, branch: Value): Value {
  return spec.layerScale ? graph.op('Mul', [branch, graph.weight(name, [spec.width])]) : branch;
}

function attention(graph: GraphBuilder, spec: BlockSpec, x: Value, options: BlockOptions): Value {
  const { width, heads } = spec;
  const headWidth = width / heads;
  const perHead = ['heads', 'tokens', headWidth];
  const normed = layerNorm(graph, 'norm1', x, spec);
  const split = (name: 'q' | 'k' | 'v') => {
    const bias = spec.qkvBias ? `${name}.bias` : undefined;
    const projected = linear(graph, normed, { weight: `${name}.weight`, bias, from: width, to: width });
    return graph.op('Reshape', [projected, graph.ints([-1, heads, headWidth])]); // [tokens, heads, head width]
  };
  const headsFirst = (value: Value) => graph.op('Transpose', [value], { perm: { ints: [1, 0, 2] } });
  const q = headsFirst(split('q'));
  const keys = split('k');
  const v = headsFirst(split('v'));
  const keysTransposed = graph.op('Transpose', [keys], { perm: { ints: [1, 2, 0] } }); // [heads, head width, tokens]
  if (options.taps.has('q')) graph.output('q', q, perHead);
  if (options.taps.has('k')) graph.output('k', headsFirst(keys), perHead);
  if (options.taps.has('v')) graph.output('v', v, perHead);

  const scaled = graph.op('Mul', [q, graph.float(headWidth ** -0.5)]);
  const chunks = attendInChunks(graph, { q: scaled, keysTransposed, v }, options);
  attentionTaps(graph, chunks, options.taps);
  const mixed = concat(
    graph,
    chunks.map((chunk) => chunk.mixed),
    1,
  ); // [heads, tokens, head width]
  const joined = graph.op('Reshape', [headsFirst(mixed), graph.ints([-1, width])]);
  const projected = linear(graph, joined, {
    weight: 'proj.weight',
    bias: 'proj.bias',
    from: width,
    to: width,
  });
  return layerScaled(graph, spec, 'ls1', projected);
}

/** What one chunk of queries yields. */
interface Chunk {
  readonly scores: Value; // [heads, queries, keys]
  readonly weights: Value; // [heads, queries, keys]
  readonly mixed: Value; // [heads, queries, head width]
}

function attendInChunks(
  graph: GraphBuilder,
  { q, keysTransposed, v }: { q: Value; keysTransposed: Value; v: Value },
  { queryChunks }: BlockOptions,
): Chunk[] {
  const queries =
    queryChunks === 1
      ? [q]
      : graph.ops('Split', [q], queryChunks, { axis: { int: 1 }, num_outputs: { int: queryChunks } });
  return queries.map((chunk) => {
    const scores = graph.op('MatMul', [chunk, keysTransposed]);
    const weights = graph.op('Softmax', [scores], { axis: { int: -1 } });
    return { scores, weights, mixed: graph.op('MatMul', [weights, v]) };
  });
}

function attentionTaps(graph: GraphBuilder, chunks: readonly Chunk[], taps: ReadonlySet<BlockTap>): void {
  const drop = { keepdims: { int: 0 } };
  if (taps.has('attention')) {
    graph.output(
      'attention',
      concat(
        graph,
        chunks.map((chunk) => chunk.weights),
        1,
      ),
      ['heads', 'tokens', 'tokens'],
    );
  }
  if (taps.has('received')) {
    const sums = chunks.map((chunk) => graph.op('ReduceSum', [chunk.weights, graph.ints([1])], drop));
    graph.output(
      'received',
      sums.reduce((a, b) => graph.op('Add', [a, b])),
      ['heads', 'tokens'],
    );
  }
  if (taps.has('cls')) {
    const row = graph.op('Slice', [chunks[0]!.weights, graph.ints([0]), graph.ints([1]), graph.ints([1])]);
    graph.output('cls', graph.op('Squeeze', [row, graph.ints([1])]), ['heads', 'tokens']);
  }
  if (!taps.has('logsumexp') && !taps.has('entropy')) return;
  const rows = chunks.map(({ scores, weights }) => {
    // At a row's largest score s, log Σ exp = s − log p, exact where p is never tiny (p ≥ 1 / tokens).
    const maximum = (value: Value) => graph.op('ReduceMax', [value, graph.ints([-1])], drop);
    const logsumexp = graph.op('Sub', [maximum(scores), graph.op('Log', [maximum(weights)])]);
    const meanScore = graph.op('ReduceSum', [graph.op('Mul', [weights, scores]), graph.ints([-1])], drop);
    return { logsumexp, entropy: graph.op('Sub', [logsumexp, meanScore]) };
  });
  for (const tap of ['logsumexp', 'entropy'] as const) {
    if (taps.has(tap))
      graph.output(
        tap,
        concat(
          graph,
          rows.map((row) => row[tap]),
          1,
        ),
        ['heads', 'tokens'],
      );
  }
}

function concat(graph: GraphBuilder, values: readonly Value[], axis: number): Value {
  return values.length === 1 ? values[0]! : graph.op('Concat', values, { axis: { int: axis } });
}
