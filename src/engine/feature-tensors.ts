import { inverseNorms } from '../core/analysis/cosines.ts';
import type { FeatureSite, Features } from '../core/analysis/features.ts';
import { valueProgram } from '../core/graph/value-program.ts';
import { tokenCount } from '../core/vit/token-layout.ts';
import type { TraceId } from './engine.ts';
import { type Trace, tapOf } from './trace.ts';
import { runHead } from './trace-runner.ts';

// Values or normed outputs of all layers take a third of what a trace takes: 25 MB for ViT-S at 518 px, 50 MB for B.
const derivedBudgetBytes = 160 * 2 ** 20;

/** The features of a trace's layers. What the run did not keep is computed when first asked for, and kept for a while. */
export interface FeatureTensors {
  of(trace: Trace, site: FeatureSite, layer: number): Promise<Features>;
  /** 1 / ‖x‖ of every token of some features [tokens]. */
  inverseNorms(features: Features): Float64Array;
  forget(trace: TraceId): void;
}

export function createFeatureTensors(): FeatureTensors {
  const derived = new Map<string, Features>(); // in order of use
  const norms = new WeakMap<Float32Array, Float64Array>();

  function keep(key: string, features: Features): Features {
    derived.delete(key);
    derived.set(key, features);
    let bytes = 0;
    for (const [other, { values }] of [...derived].reverse()) {
      bytes += values.byteLength;
      if (bytes > derivedBudgetBytes && other !== key) derived.delete(other);
    }
    return features;
  }

  return {
    async of(trace, site, layer) {
      if (site !== 'normed' && site !== 'v') return keptFeatures(trace, site, layer);
      const key = `${trace.start.trace} ${site} ${layer}`;
      const known = derived.get(key);
      if (known) return keep(key, known);
      const values = site === 'v' ? await valuesOf(trace, layer) : await normedOf(trace, layer);
      return keep(key, wholeWidth(trace, values));
    },
    inverseNorms(features) {
      const known = norms.get(features.values) ?? inverseNorms(features);
      norms.set(features.values, known);
      return known;
    },
    forget(trace) {
      for (const key of derived.keys()) if (key.startsWith(`${trace} `)) derived.delete(key);
    },
  };
}

function keptFeatures(trace: Trace, site: 'output' | 'q' | 'k', layer: number): Features {
  const own = trace.layers[layer]!;
  if (site === 'output') return wholeWidth(trace, own.output);
  const { heads, width } = trace.model.spec;
  const tokens = tokenCount(trace.start.layout);
  return { heads, tokens, headWidth: width / heads, values: tapOf(own, site) };
}

function wholeWidth({ model, start }: Trace, values: Float32Array): Features {
  return { heads: 1, tokens: tokenCount(start.layout), headWidth: model.spec.width, values };
}

/** A block's values [tokens, width], from the stream that entered it. */
export async function valuesOf(trace: Trace, layer: number): Promise<Float32Array> {
  const { model, start } = trace;
  const entering = layer === 0 ? trace.embedded : trace.layers[layer - 1]!.output;
  if (!entering) throw new Error(`The trace ${start.trace} kept nothing of what enters its first block.`);
  const x = { data: entering, dims: [tokenCount(start.layout), model.spec.width] };
  const { v } = await model.runBesides(layer, valueProgram(model.spec), { x });
  return v!.data;
}

async function normedOf(trace: Trace, layer: number): Promise<Float32Array> {
  const { model, layers, start, ending } = trace;
  if (ending && layer === layers.length - 1) return ending.final;
  return (await runHead(model, layers[layer]!.output, start.layout)).final;
}
