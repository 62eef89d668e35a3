import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import * as argumentWords from '#words/cli/arguments.ts';
import * as words from '#words/cli/progress.ts';
import { InputError } from '../core/input-error.ts';
import {
  checkInterventions,
  type Interventions,
  parseInterventionFile,
} from '../core/intervention/interventions.ts';
import type { PositionRule, ViTSpec } from '../core/vit/spec.ts';
import { openModel } from '../engine/model.ts';
import { createNodeRuntime } from '../engine/node.ts';
import type { Pixels } from '../engine/trace-runner.ts';
import { failWith, openFileSource } from './file-source.ts';
import { type ImageList, listImages } from './image-list.ts';
import { readImage } from './model-input.ts';
import { type ModelSource, openModelSource } from './model-source.ts';
import { outputPaths, refuseOverwriting } from './output-paths.ts';
import { readPixelsFile } from './pixels-file.ts';
import type { Outcome, Surroundings } from './surroundings.ts';
import { runTexts } from './text-tensors.ts';
import type { TraceArguments } from './trace-arguments.ts';
import { refuseMissingTensors, type TraceJob, textsToFile, traceToFile } from './trace-to-file.ts';

/** One input of the model, read when its turn comes. */
interface Input {
  readonly path: string;
  readonly name: string;
  read(): Promise<{ readonly pixels: Pixels; readonly metadata: Readonly<Record<string, string>> }>;
}

/** Traces every input, going on past those that fail. Throws InputError where nothing can be done at all. */
export async function runTrace(request: TraceArguments, around: Surroundings): Promise<Outcome> {
  const opened = await openModelSource(request, around);
  try {
    return await runWith(opened, request, around);
  } finally {
    opened.close();
  }
}

async function runWith(opened: ModelSource, request: TraceArguments, around: Surroundings): Promise<Outcome> {
  const { workingFolder } = around;
  const listed = await listInputs(request.input, workingFolder);
  const targets = await outputPaths(
    request.input.kind === 'none' ? ['texts'] : listed.images.map((image) => image.path),
    request.out,
    { several: listed.several, workingFolder },
  );
  await refuseOverwriting(
    targets.map((target) => resolve(workingFolder, target)),
    [...opened.files, ...listed.images.map(({ path }) => path)],
  );
  const runtime = await createNodeRuntime();
  const model = await openModel(opened.source, runtime);
  refuseMissingTensors(model, request.tensors);
  const interventions = await readInterventions(request.intervention, workingFolder);
  checkInterventions(interventions, model.spec);
  const job: TraceJob = {
    model,
    rule: positionRule(request.positionRule, model.spec),
    interventions,
    tensors: request.tensors,
    texts:
      request.texts && (await runTexts(model, request.texts, { tensors: request.tensors, workingFolder })),
    metadata: {
      software: 'sinkscope',
      version: around.version,
      model: model.name,
      backend: runtime.report.backend,
    },
  };
  const inputs = listed.images.map(({ path, name }): Input => {
    return { path, name, read: () => readInput(request.input, path, { name, spec: model.spec }) };
  });
  try {
    await opened.whole();
    if (request.input.kind !== 'none') return await traceAll(job, inputs, { targets, around });
    const [target = ''] = targets;
    await textsToFile(job, { path: resolve(workingFolder, target), name: target, metadata: {} });
    around.onWritten(target);
    return { done: 1, failures: [] };
  } finally {
    await model.dispose();
  }
}

async function listInputs(input: TraceArguments['input'], workingFolder: string): Promise<ImageList> {
  switch (input.kind) {
    case 'images':
      return listImages(input.paths, workingFolder);
    case 'pixels':
      return { images: [{ path: resolve(workingFolder, input.path), name: input.path }], several: false };
    case 'none':
      return { images: [], several: false };
  }
}

async function readInput(
  input: TraceArguments['input'],
  path: string,
  { name, spec }: { name: string; spec: ViTSpec },
): ReturnType<Input['read']> {
  if (input.kind !== 'images') return readPixels(path, name, spec);
  const image = await readImage(path, name, { spec, framing: input.framing });
  return { pixels: image.input, metadata: image.metadata };
}

async function traceAll(
  job: TraceJob,
  inputs: readonly Input[],
  { targets, around }: { readonly targets: readonly string[]; readonly around: Surroundings },
): Promise<Outcome> {
  const failures: string[] = [];
  for (const [i, input] of inputs.entries()) {
    const target = targets[i]!;
    const path = resolve(around.workingFolder, target);
    const file = basename(input.path);
    const shown = inputs.length === 1 ? file : words.placed(file, i + 1, inputs.length);
    try {
      around.progress.show(words.reading(shown));
      const { pixels, metadata } = await input.read();
      await traceToFile(
        job,
        pixels,
        { path, name: target, metadata },
        {
          signal: around.signal,
          onLayer: (done, total) => around.progress.show(words.layer(shown, done, total)),
        },
      );
      around.progress.clear();
      around.onWritten(target);
    } catch (error) {
      around.progress.clear();
      if (!(error instanceof InputError)) throw error;
      failures.push(error.message);
    }
  }
  return { done: inputs.length - failures.length, failures };
}

async function readInterventions(file: string | undefined, workingFolder: string): Promise<Interventions> {
  if (file === undefined) return {};
  const text = await readFile(resolve(workingFolder, file), 'utf8').catch(
    failWith(argumentWords.asGiven('intervention', file)),
  );
  return parseInterventionFile(text, file);
}

async function readPixels(path: string, name: string, spec: ViTSpec): ReturnType<Input['read']> {
  const pixels = await readPixelsFile(await openFileSource(path, name), name, spec.patch);
  return { pixels, metadata: { pixels: basename(path) } };
}

/**
 * `original` is what facebookresearch/dinov2 does (dinov2/hub/backbones.py): an offset of 0.1 without antialias, but
 * for models with registers no offset and antialias.
 */
function positionRule(asked: TraceArguments['positionRule'], spec: ViTSpec): PositionRule | 'rope' {
  if (asked === 'publisher' || spec.rope) return spec.position.rule;
  return spec.registers > 0 ? 'bicubic-antialias' : 'bicubic-offset';
}
