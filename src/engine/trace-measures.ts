import {
  type EffectInputs,
  type EffectOptions,
  type Effects,
  measureEffects,
} from '../core/analysis/effects.ts';
import { measureHeads } from '../core/analysis/sink-measures.ts';
import { chooseSinks, type TokenMeasures } from '../core/analysis/sinks.ts';
import type { BlockTap } from '../core/graph/block-program.ts';
import { tokenCount } from '../core/vit/token-layout.ts';
import type { SinkChoice, SinkReport } from './engine.ts';
import { type Trace, tapOf } from './trace.ts';

/** What sinks are chosen from. */
export function tokenMeasures({ layers }: Trace): TokenMeasures {
  const all = (tap: BlockTap) => layers.map((layer) => tapOf(layer, tap));
  return { norms: all('norms'), received: all('received') };
}

/** The sinks of a trace and what each head of the layers that have run does with them. */
export function reportSinks(trace: Trace, choice: SinkChoice): SinkReport {
  const { layout, heads } = trace.start;
  const sinks =
    typeof choice === 'string' ? chooseSinks(tokenMeasures(trace), layout, choice).tokens : choice.tokens;
  const measures = trace.layers.map((layer) => {
    const taps = {
      received: tapOf(layer, 'received'),
      cls: tapOf(layer, 'cls'),
      entropy: tapOf(layer, 'entropy'),
      valueNorms: tapOf(layer, 'valueNorms'),
      outputGram: tapOf(layer, 'outputGram'),
    };
    return measureHeads(taps, { heads, tokens: tokenCount(layout), sinks });
  });
  return { trace: trace.start.trace, tokens: sinks, heads: measures };
}

/** What a complete trace's variant did, beside a complete reference trace. */
export function reportEffects(trace: Trace, reference: Trace | undefined, options: EffectOptions): Effects {
  return measureEffects(effectInputs(trace), reference && effectInputs(reference), options);
}

function effectInputs({ start, layers, ending }: Trace): EffectInputs {
  const last = layers.at(-1);
  if (!ending || !last) throw new Error(`The trace ${start.trace} is not complete yet.`);
  return {
    layout: start.layout,
    heads: start.heads,
    norms: layers.map((layer) => tapOf(layer, 'norms')),
    entropy: layers.map((layer) => tapOf(layer, 'entropy')),
    lastCls: tapOf(last, start.layout.cls ? 'cls' : 'received'),
    final: ending.final,
    logits: ending.logits,
  };
}
