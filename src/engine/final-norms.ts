import { tokenCount } from '../core/vit/token-layout.ts';
import type { FinalNorms } from './engine.ts';
import type { Trace } from './trace.ts';
import { type Layer, runHead } from './trace-runner.ts';

// A layer's output never changes, and traces of equal prefixes share their layers.
const known = new WeakMap<Layer, Float32Array>();

/**
 * The model's own end, run on the output of every layer that has run. `traceNow` is asked before each layer, and may
 * reject it.
 */
export async function normsAfterFinal(traceNow: () => Trace): Promise<FinalNorms> {
  const { start, layers } = traceNow();
  const tokens = tokenCount(start.layout);
  const done = [...layers];
  const values = new Float32Array(done.length * tokens);
  for (const [index, layer] of done.entries()) values.set(await layerNorms(traceNow, layer), index * tokens);
  return { trace: start.trace, layers: done.length, values };
}

async function layerNorms(traceNow: () => Trace, layer: Layer): Promise<Float32Array> {
  const found = known.get(layer);
  if (found) return found;
  const { model, start, ending } = traceNow();
  const isLast = layer.layer === start.depth - 1;
  const { finalNorms } = isLast && ending ? ending : await runHead(model, layer.output, start.layout);
  known.set(layer, finalNorms);
  return finalNorms;
}
