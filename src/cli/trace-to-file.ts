import * as words from '#words/cli/arguments.ts';
import type { BlockTap } from '../core/graph/block-program.ts';
import { InputError } from '../core/input-error.ts';
import { type CompiledRun, compileRun } from '../core/intervention/compiled-run.ts';
import type { Interventions } from '../core/intervention/interventions.ts';
import type { PositionRule, ViTSpec } from '../core/vit/spec.ts';
import { specialTokens, tokenCount, tokenName } from '../core/vit/token-layout.ts';
import type { Model } from '../engine/model.ts';
import { resolveSinks } from '../engine/resolve-sinks.ts';
import { embed, gridFor, type Pixels, runBlocks, runHead } from '../engine/trace-runner.ts';
import { createTensorFile, type TensorFile } from './tensor-file.ts';
import type { TextTensors } from './text-tensors.ts';
import { layerTaps, needsImage, needsTexts, type TensorName, tensorShape } from './traced-tensors.ts';

/** A model, and what is wanted of every input. */
export interface TraceJob {
  readonly model: Model;
  readonly rule: PositionRule | 'rope';
  readonly interventions: Interventions;
  readonly tensors: readonly TensorName[];
  /** What the text tower made of the texts, where there are any. */
  readonly texts: TextTensors | undefined;
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
    throw new InputError(words.noLogits(name));
  }
  if (tensors.includes('gate') && !spec.gate) {
    throw new InputError(words.noGates(name));
  }
  if (tensors.includes('attention_cls') && !spec.cls) {
    throw new InputError(words.noCls(name));
  }
  const ofEmbedding = tensors.find((tensor) => tensor === 'image_embedding' || tensor === 'similarity');
  if (ofEmbedding && !spec.embedding) {
    throw new InputError(words.noEmbedding(ofEmbedding, name));
  }
  const ofTexts = tensors.find(needsTexts);
  if (ofTexts && !spec.text) throw new InputError(words.noTextTower(ofTexts, name));
}

/** Writes the tensors of texts alone. */
export async function textsToFile(
  { model, tensors, texts, metadata }: TraceJob,
  target: TraceTarget,
): Promise<void> {
  const sizes = { tokens: 0, height: 0, width: 0, texts: texts ?? noTexts };
  const shapes = tensors.map((name) => ({ name, shape: tensorShape(name, model.spec, sizes) }));
  const file = await createTensorFile(target.path, target.name, shapes, { ...metadata, ...texts?.metadata });
  try {
    await appendTexts(file, tensors, texts);
    await file.finish();
  } finally {
    await file.discard();
  }
}

const noTexts = { count: 0, tokens: 0 };

async function appendTexts(
  file: TensorFile,
  tensors: readonly TensorName[],
  texts: TextTensors | undefined,
): Promise<void> {
  for (const name of tensors) {
    for (const part of texts?.values[name] ?? []) await file.append(name, part);
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
  const run = await compile(job, input, signal);
  const { height, width } = input;
  const sizes = { tokens: tokenCount(run.layout), height, width, texts: job.texts ?? noTexts };
  const shapes = tensors.map((name) => ({ name, shape: tensorShape(name, model.spec, sizes) }));
  const file = await createTensorFile(target.path, target.name, shapes, {
    ...job.metadata,
    ...runMetadata(model.spec, run, input, job.rule),
    ...job.texts?.metadata,
    ...target.metadata,
  });
  try {
    if (tensors.includes('pixels')) await file.append('pixels', input.pixels);
    await appendTexts(file, tensors, job.texts);
    await runModel(job, run, input, file, { signal, onLayer });
    await file.finish();
  } finally {
    await file.discard();
  }
}

/** The interventions for this input; sinks that a rule chooses take a run of their own. */
async function compile(job: TraceJob, input: Pixels, signal: AbortSignal): Promise<CompiledRun> {
  const { model, rule } = job;
  const grid = gridFor(model.spec, input);
  const interventions = await resolveSinks(job.interventions, async (withoutGate) => {
    const run = compileRun(model.spec, grid, withoutGate);
    const stream = await embed(model, input, { rule, run });
    const norms: Float32Array[] = [];
    const received: Float32Array[] = [];
    for await (const { taps } of runBlocks(model, stream, { start: 0, taps: ['norms', 'received'], run })) {
      signal.throwIfAborted();
      norms.push(taps.norms!);
      received.push(taps.received!);
    }
    return { measures: { norms, received }, layout: run.layout };
  });
  return compileRun(model.spec, grid, interventions);
}

async function runModel(
  { model, rule, tensors, texts }: TraceJob,
  run: CompiledRun,
  input: Pixels,
  file: TensorFile,
  { signal, onLayer }: TraceOptions,
): Promise<void> {
  if (tensors.every((name) => name === 'pixels' || !needsImage(name))) return;
  const taps = [
    ...new Set(tensors.flatMap((name): BlockTap[] => (layerTaps[name] ? [layerTaps[name]] : []))),
  ];
  let stream = await embed(model, input, { rule, run });
  for await (const { layer, output, taps: tapped } of runBlocks(model, stream, { start: 0, taps, run })) {
    signal.throwIfAborted();
    for (const name of tensors) {
      const tap = layerTaps[name];
      if (tap) await file.append(name, tapped[tap]!);
    }
    if (tensors.includes('tokens')) await file.append('tokens', output);
    stream = output;
    onLayer(layer + 1, model.spec.depth);
  }
  if (!tensors.some((name) => endTensors.has(name))) return;
  const { final, logits, embedding } = await runHead(model, stream, run.layout);
  if (tensors.includes('final')) await file.append('final', final);
  if (tensors.includes('logits') && logits) await file.append('logits', logits);
  if (tensors.includes('image_embedding') && embedding) await file.append('image_embedding', embedding);
  if (tensors.includes('similarity') && embedding && texts) {
    await file.append('similarity', texts.similarity(embedding));
  }
}

/** What comes after the last block. */
const endTensors: ReadonlySet<TensorName> = new Set(['final', 'logits', 'image_embedding', 'similarity']);

function runMetadata(
  spec: ViTSpec,
  { layout, interventions }: CompiledRun,
  input: Pixels,
  rule: PositionRule | 'rope',
): Record<string, string> {
  return {
    input_size: `${input.height}x${input.width}`,
    patch: String(spec.patch),
    grid: `${layout.rows}x${layout.columns}`,
    prefix_tokens: specialTokens(layout)
      .map((token) => tokenName(layout, token))
      .join(),
    position_rule: rule,
    interventions: JSON.stringify(interventions),
  };
}
