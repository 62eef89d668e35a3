import type { AttentionInputs } from '../core/analysis/attention-lines.ts';
import type { BlockTap } from '../core/graph/block-program.ts';
import type { CompiledRun } from '../core/intervention/compiled-run.ts';
import { tokenCount } from '../core/vit/token-layout.ts';
import type { LayerSummary, TraceStart } from './engine.ts';
import type { Model } from './model.ts';
import type { Ending, Layer } from './trace-runner.ts';

/** The taps that every trace of the page keeps, as far as its blocks compute them. */
export const traceTaps: readonly BlockTap[] = [
  'norms',
  'attentionNorms',
  'mlpNorms',
  'q',
  'k',
  'received',
  'entropy',
  'logsumexp',
  'cls',
  'gate',
  'valueNorms',
  'outputGram',
];

/** All taps of one run, complete or as far as it has come. */
export interface Trace {
  readonly start: TraceStart;
  readonly model: Model;
  /** The model, pixels and position rule: traces of equal sources differ by their run alone. */
  readonly source: string;
  readonly run: CompiledRun;
  /** The stream that enters the first block [tokens, width]; kept once a layer has run. */
  embedded?: Float32Array | undefined;
  readonly layers: Layer[];
  ending: Ending | undefined;
}

/** A tap of one layer of a trace; throws if the run did not keep it. */
export function tapOf(layer: Layer, tap: BlockTap): Float32Array {
  const values = layer.taps[tap];
  if (!values) throw new Error(`Layer ${layer.layer} kept no ${tap}.`);
  return values;
}

/** One layer's queries, keys and normaliser, from which any attention row or column follows. */
export function attentionInputs(trace: Trace, layer: Layer): AttentionInputs {
  const { variant, feeds } = trace.run.blocks[layer.layer]!;
  return {
    q: tapOf(layer, 'q'),
    k: tapOf(layer, 'k'),
    heads: trace.start.heads,
    tokens: tokenCount(trace.start.layout),
    normaliser: variant.normaliser,
    mask: feeds.mask?.data,
  };
}

/** The part of a layer that is sent to the page. */
export function summarise(trace: Trace, layer: Layer, rows: Float32Array): LayerSummary {
  return {
    trace: trace.start.trace,
    layer: layer.layer,
    norms: tapOf(layer, 'norms'),
    attentionNorms: tapOf(layer, 'attentionNorms'),
    mlpNorms: tapOf(layer, 'mlpNorms'),
    received: tapOf(layer, 'received'),
    entropy: tapOf(layer, 'entropy'),
    cls: tapOf(layer, 'cls'),
    rows,
    gate: layer.taps.gate,
  };
}
