import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import * as fileWords from '#words/cli/files.ts';
import * as words from '#words/cli/progress.ts';
import { InputError } from '../core/input-error.ts';
import { type Model, openModel } from '../engine/model.ts';
import { type FinderProgress, findRegisterNeurons } from '../engine/neuron-finder.ts';
import { encodeNeuronsFile } from '../engine/neurons-file.ts';
import { createNodeRuntime } from '../engine/node.ts';
import type { Pixels } from '../engine/trace-runner.ts';
import { type ListedImage, listImages } from './image-list.ts';
import { readImage } from './model-input.ts';
import { type ModelSource, openModelSource } from './model-source.ts';
import type { NeuronsArguments } from './neurons-arguments.ts';
import { refuseOverwriting } from './output-paths.ts';
import type { Outcome, Surroundings } from './surroundings.ts';
import { createUnfinishedFile } from './unfinished-file.ts';

/**
 * Finds register neurons over images, going on past those that cannot be read, and writes them to a file that
 * `trace --intervention` takes. @throws InputError where nothing can be done at all.
 */
export async function runNeurons(request: NeuronsArguments, around: Surroundings): Promise<Outcome> {
  const opened = await openModelSource(request, around);
  try {
    return await runWith(opened, request, around);
  } finally {
    opened.close();
  }
}

async function runWith(
  opened: ModelSource,
  request: NeuronsArguments,
  around: Surroundings,
): Promise<Outcome> {
  const { workingFolder } = around;
  const { images } = await listImages(request.images, workingFolder);
  const target = resolve(workingFolder, request.out);
  if ((await stat(target).catch(() => undefined))?.isDirectory()) {
    throw new InputError(fileWords.outIsFolder(request.out));
  }
  await refuseOverwriting([target], [...opened.files, ...images.map(({ path }) => path)]);
  const runtime = await createNodeRuntime();
  const model = await openModel(opened.source, runtime);
  try {
    await opened.whole();
    const { inputs, failures } = await readInputs(images, { model, request, around });
    if (inputs.length === 0) return { done: 0, failures };
    const written = await findAndWrite(model, inputs, { request, target, around });
    return { done: inputs.length, failures, ...written };
  } finally {
    await model.dispose();
  }
}

interface NamedInput {
  readonly name: string;
  readonly pixels: Pixels;
}

async function readInputs(
  images: readonly ListedImage[],
  { model, request, around }: { model: Model; request: NeuronsArguments; around: Surroundings },
): Promise<{ inputs: readonly NamedInput[]; failures: readonly string[] }> {
  const inputs: NamedInput[] = [];
  const failures: string[] = [];
  for (const [i, { path, name }] of images.entries()) {
    around.signal.throwIfAborted();
    around.progress.show(words.reading(words.placed(basename(path), i + 1, images.length)));
    try {
      const { input } = await readImage(path, name, { spec: model.spec, framing: request.framing });
      inputs.push({ name: basename(path), pixels: input });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      failures.push(error.message);
    }
  }
  around.progress.clear();
  return { inputs, failures };
}

async function findAndWrite(
  model: Model,
  inputs: readonly NamedInput[],
  { request, target, around }: { request: NeuronsArguments; target: string; around: Surroundings },
): Promise<Pick<Outcome, 'fault'>> {
  const file = await createUnfinishedFile(target, request.out);
  const { signal, progress, version } = around;
  try {
    const pixels = inputs.map((input) => input.pixels);
    const onProgress = (now: FinderProgress) =>
      progress.show(words.searching[now.stage](now.done + 1, now.total));
    const result = await findRegisterNeurons(model, pixels, request.finder, { signal, onProgress });
    const text = encodeNeuronsFile(result, {
      version,
      model: model.name,
      images: inputs.map(({ name }) => name),
      framing: request.framing,
      asked: request.finder,
    });
    await file.write(new TextEncoder().encode(text), 0);
    await file.finish();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { fault: error.message };
  } finally {
    await file.discard();
    progress.clear();
  }
  around.onWritten(request.out);
  return {};
}
