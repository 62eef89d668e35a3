import type { BlockTap } from '../core/graph/block-program.ts';
import { InputError } from '../core/input-error.ts';
import type { PositionRule, ViTSpec } from '../core/vit/spec.ts';
import { specialTokens, tokenCount, tokenName } from '../core/vit/token-layout.ts';
import type { Model } from '../engine/model.ts';
import { embed, layoutFor, type Pixels, runBlocks, runHead } from '../engine/trace-runner.ts';
import { createTensorFile, type TensorFile } from './tensor-file.ts';
import { layerTaps, type TensorName, tensorShape } from './traced-tensors.ts';

/** A model, and what is wanted of every input. */
export interface TraceJob {
  readonly model: Model;
  readonly rule: PositionRule;
  readonly tensors: readonly TensorName[];
  /** What describes the model and the program in every file. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface TraceTarget {
  readonly path: string;
  /** The path as messages give it. */
  readonly name: string;
  /** What describes the input. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface TraceOptions {
  readonly signal: AbortSignal;
  readonly onLayer: (done: number, total: number) => void;
}

/** Throws InputError if a model cannot give one of the tensors. */
export function refuseMissingTensors({ spec, name }: Model, tensors: readonly TensorName[]): void {
  if (tensors.includes('logits') && spec.classes === 0) {
    throw new InputError(`--tensors logits: ${name} has no classification head.`);
  }
  if (tensors.includes('attention_cls') && !spec.cls) {
    throw new InputError(`--tensors attention_cls: ${name} has no CLS token.`);
  }
}

/** Runs a model over one input and writes the tensors to a file layer by layer. */
export async function traceToFile(
  job: TraceJob,
  input: Pixels,
  target: TraceTarget,
  { signal, onLayer }: TraceOptions,
): Promise<void> {
  const { model, tensors } = job;
  const layout = layoutFor(model.spec, input);
  const run = { tokens: tokenCount(layout), height: input.height, width: input.width };
  const shapes = tensors.map((name) => ({ name, shape: tensorShape(name, model.spec, run) }));
  const file = await createTensorFile(target.path, target.name, shapes, {
    ...job.metadata,
    ...runMetadata(model.spec, input, job.rule),
    ...target.metadata,
  });
  try {
    if (tensors.includes('pixels')) await file.append('pixels', input.pixels);
    await runModel(job, input, file, { signal, onLayer });
    await file.finish();
  } finally {
    await file.discard();
  }
}

async function runModel(
  { model, rule, tensors }: TraceJob,
  input: Pixels,
  file: TensorFile,
  { signal, onLayer }: TraceOptions,
): Promise<void> {
  if (tensors.every((name) => name === 'pixels')) return;
  const taps = new Set(tensors.flatMap((name): BlockTap[] => (layerTaps[name] ? [layerTaps[name]] : [])));
  let stream = await embed(model, input, rule);
  for await (const { layer, output, taps: tapped } of runBlocks(model, stream, { start: 0, taps })) {
    signal.throwIfAborted();
    for (const name of tensors) {
      const tap = layerTaps[name];
      if (tap) await file.append(name, tapped[tap]!);
    }
    if (tensors.includes('tokens')) await file.append('tokens', output);
    stream = output;
    onLayer(layer + 1, model.spec.depth);
  }
  if (!tensors.includes('final') && !tensors.includes('logits')) return;
  const { final, logits } = await runHead(model, stream);
  if (tensors.includes('final')) await file.append('final', final);
  if (tensors.includes('logits') && logits) await file.append('logits', logits);
}

function runMetadata(spec: ViTSpec, input: Pixels, rule: PositionRule): Record<string, string> {
  const layout = layoutFor(spec, input);
  return {
    input_size: `${input.height}x${input.width}`,
    patch: String(spec.patch),
    grid: `${layout.rows}x${layout.columns}`,
    prefix_tokens: specialTokens(layout)
      .map((token) => tokenName(layout, token))
      .join(),
    position_rule: rule,
  };
}
