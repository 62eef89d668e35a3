import type { BlockSpec, Normaliser } from '../vit/spec.ts';
import { attention } from './attention.ts';
import { createGraph, type GraphBuilder, type Program, type Value } from './graph-builder.ts';
import { layerNorm, multilayerPerceptron } from './layers.ts';
import type { RerouteOptions } from './reroute.ts';

/**
 * A tensor that a block program reports besides its output: `norms` [tokens] of the output, `attentionNorms` and
 * `mlpNorms` [tokens] of what each branch adds to the residual stream, after LayerScale; `q`, `k`, `v` [heads, tokens, head
 * width]; `received` (the sum over queries), `entropy`, `logsumexp`, `cls`, `gate`, `valueNorms` [heads, tokens];
 * `attention` [heads, tokens, tokens]; `outputGram` [heads, head width, head width], OᵀO of each head's output O
 * [tokens, head width]; `activations` [tokens, hidden].
 */
export type BlockTap =
  | 'norms'
  | 'attentionNorms'
  | 'mlpNorms'
  | 'q'
  | 'k'
  | 'v'
  | 'received'
  | 'entropy'
  | 'logsumexp'
  | 'cls'
  | 'gate'
  | 'valueNorms'
  | 'outputGram'
  | 'attention'
  | 'activations';

/** How a block computes: as it was trained, or changed. */
export interface BlockVariant {
  readonly normaliser: Normaliser;
  /** Whether a trained gate is applied, where the model has one. */
  readonly gate: boolean;
  /** Whether the graph input `mask` [heads, 1, tokens] is added to the scores. */
  readonly mask: boolean;
  /** Whether values are multiplied by the graph input `valueScale` [tokens, 1]. */
  readonly scaleValues: boolean;
  /** Whether and how activations are rerouted; the graph inputs are those of `reroute`. */
  readonly reroute: RerouteOptions | undefined;
}

export interface BlockOptions extends BlockVariant {
  readonly taps: ReadonlySet<BlockTap>;
  /** Attention is computed in this many query chunks, which bounds its memory; 1 or more. */
  readonly queryChunks: number;
  /** Whether the graph is to suit a GPU: few tensors a node, no products of many tiny matrices. The numbers are the same. */
  readonly gpu?: boolean;
}

/** A block as it was trained. */
export function trainedVariant(normaliser: Normaliser): BlockVariant {
  return { normaliser, gate: true, mask: false, scaleValues: false, reroute: undefined };
}

/**
 * One pre-LayerNorm transformer block: `x` [tokens, width] → `y` [tokens, width], and the taps as outputs under
 * their own names. The number of tokens is free.
 */
export function blockProgram(spec: BlockSpec, options: BlockOptions): Program {
  const graph = createGraph('block');
  const x = graph.input('x', ['tokens', spec.width]);
  const attended = attention(graph, spec, layerNorm(graph, 'norm1', x, spec), options);
  const attentionBranch = layerScaled(graph, spec, 'ls1', attended);
  const afterAttention = graph.op('Add', [x, attentionBranch]);
  const normed = layerNorm(graph, 'norm2', afterAttention, spec);
  const mlp = multilayerPerceptron(graph, spec, normed, options.reroute);
  const mlpBranch = layerScaled(graph, spec, 'ls2', mlp.output);
  const y = graph.op('Add', [afterAttention, mlpBranch]);
  graph.output('y', y, ['tokens', spec.width]);
  const sites = [
    ['norms', y],
    ['attentionNorms', attentionBranch],
    ['mlpNorms', mlpBranch],
  ] as const;
  for (const [tap, rows] of sites) {
    if (!options.taps.has(tap)) continue;
    const norms = graph.op('ReduceL2', [rows, graph.ints([1])], { keepdims: { int: 0 } });
    graph.output(tap, norms, ['tokens']);
  }
  if (options.taps.has('activations')) {
    graph.output('activations', mlp.activations, ['tokens', spec.mlp.hidden]);
  }
  return graph.finish();
}

function layerScaled(graph: GraphBuilder, spec: BlockSpec, name: string, branch: Value): Value {
  return spec.layerScale ? graph.op('Mul', [branch, graph.weight(name, [spec.width])]) : branch;
}
