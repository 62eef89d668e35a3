import type { Normaliser, ViTSpec } from '../vit/spec.ts';
import { createGraph, type GraphBuilder, type Program, type Value } from './graph-builder.ts';
import { clip, normalise } from './normaliser.ts';

/** What a probe runs over: the tokens of a trace and how each of its layers attends. */
export interface ProbedLayers {
  readonly spec: Pick<ViTSpec, 'width' | 'heads'>;
  readonly tokens: number;
  readonly layers: readonly { readonly normaliser: Normaliser; readonly mask: boolean }[];
}

/**
 * What some tokens attend to, in every layer: `query` [layers · heads, asked, head width] → `values`
 * [layers · heads, 1, tokens], the sum of their rows. Each layer's keys [heads, tokens, head width] stay resident as the weight `k.LAYER`,
 * a masked layer's mask [heads, 1, tokens] as `mask.LAYER`. Sigmoid attention takes the input `logTokens` [1].
 */
export function rowProgram(probed: ProbedLayers): Program {
  const { spec, tokens, layers } = probed;
  const graph = createGraph('row');
  const free = layerScores(graph, probed, { input: 'query', resident: 'k' });
  const rows = layers.map(({ normaliser, mask }, layer) => {
    const scores = free[layer]!;
    const masked = mask
      ? graph.op('Add', [scores, graph.weight(`mask.${layer}`, [spec.heads, 1, tokens])])
      : scores;
    return sumOfAsked(graph, normalise(graph, masked, normaliser).weights);
  });
  graph.output('values', joinLayers(graph, rows), [layers.length * spec.heads, 1, tokens]);
  return graph.finish();
}

/**
 * Who attends to some tokens, in every layer: `key` [layers · heads, asked, head width] and `keyMask` [layers · heads,
 * asked, 1] → `values` [layers · heads, 1, tokens], the sum of their columns. Resident are each layer's queries `q.LAYER` and, but for sigmoid
 * attention, the log Σ exp of its rows `logsumexp.LAYER` [heads, 1, tokens].
 */
export function columnProgram(probed: ProbedLayers): Program {
  const { spec, tokens, layers } = probed;
  const graph = createGraph('column');
  const keyMask = splitLayers(
    graph,
    graph.input('keyMask', [layers.length * spec.heads, 'asked', 1]),
    layers.length,
  );
  const free = layerScores(graph, probed, { input: 'key', resident: 'q' });
  const columns = layers.map(({ normaliser }, layer) => {
    const scores = graph.op('Add', [free[layer]!, keyMask[layer]!]);
    if (normaliser.kind === 'sigmoid') return sumOfAsked(graph, normalise(graph, scores, normaliser).weights);
    const logsumexp = graph.weight(`logsumexp.${layer}`, [spec.heads, 1, tokens]);
    const weights = graph.op('Exp', [graph.op('Sub', [scores, logsumexp])]);
    return sumOfAsked(graph, clip(graph, weights, normaliser.clip));
  });
  graph.output('values', joinLayers(graph, columns), [layers.length * spec.heads, 1, tokens]);
  return graph.finish();
}

/** Each layer's scaled scores [heads, asked, tokens] of the asked tokens against all resident ones. */
function layerScores(
  graph: GraphBuilder,
  { spec: { width, heads }, tokens, layers }: ProbedLayers,
  { input, resident }: { input: string; resident: string },
): Value[] {
  const headWidth = width / heads;
  const asked = graph.input(input, [layers.length * heads, 'asked', headWidth]);
  const scaled = graph.op('Mul', [asked, graph.float(headWidth ** -0.5)]);
  return splitLayers(graph, scaled, layers.length).map((own, layer) => {
    const all = graph.weight(`${resident}.${layer}`, [heads, tokens, headWidth]);
    // The runtime folds this transposition when the session is created.
    return graph.op('MatMul', [own, graph.op('Transpose', [all], { perm: { ints: [0, 2, 1] } })]);
  });
}

/** [heads, asked, tokens] → [heads, 1, tokens] */
function sumOfAsked(graph: GraphBuilder, weights: Value): Value {
  return graph.op('ReduceSum', [weights, graph.ints([1])]);
}

function splitLayers(graph: GraphBuilder, value: Value, layers: number): Value[] {
  if (layers === 1) return [value];
  return graph.ops('Split', [value], layers, { axis: { int: 0 }, num_outputs: { int: layers } });
}

function joinLayers(graph: GraphBuilder, layers: readonly Value[]): Value {
  return layers.length === 1 ? layers[0]! : graph.op('Concat', layers, { axis: { int: 0 } });
}
