import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InputError } from '../core/input-error.ts';
import type { CheckpointSource } from '../engine/engine.ts';
import { failWith, openFileSource } from './file-source.ts';

/**
 * Finds a checkpoint's files in a folder. `name` is the folder as the user gave it.
 * Throws InputError if the folder, its config.json or its model.safetensors is missing.
 */
export async function openModelFolder(folder: string, name: string): Promise<CheckpointSource> {
  const stats = await stat(folder).catch(failWith(`--model ${name}`));
  if (!stats.isDirectory()) {
    throw new InputError(
      `--model ${name} is a file; give the folder that holds config.json and model.safetensors.`,
    );
  }
  const config = await readIfThere(join(folder, 'config.json'));
  if (!config) throw missing(name, 'config.json');
  const weights = join(folder, 'model.safetensors');
  if (!(await stat(weights).catch(() => undefined))?.isFile()) throw missing(name, 'model.safetensors');
  const preprocessor = await readIfThere(join(folder, 'preprocessor_config.json'));
  return {
    name: basename(folder),
    config,
    weights: await openFileSource(weights, join(name, 'model.safetensors')),
    ...(preprocessor && { preprocessor }),
  };
}

/** Every file of a checkpoint that is read, whether it is there or not. */
export function checkpointFiles(folder: string): string[] {
  return ['config.json', 'preprocessor_config.json', 'model.safetensors'].map((file) => join(folder, file));
}

async function readIfThere(path: string): Promise<Blob | undefined> {
  const isFile = (await stat(path).catch(() => undefined))?.isFile();
  return isFile ? new Blob([new Uint8Array(await readFile(path))]) : undefined;
}

function missing(folder: string, file: string): InputError {
  return new InputError(
    `--model ${folder} has no ${file}; give a folder that holds config.json and model.safetensors.`,
  );
}
