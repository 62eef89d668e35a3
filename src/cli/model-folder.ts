import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ByteSource } from '../core/checkpoint/byte-source.ts';
import { foreignWeights } from '../core/checkpoint/foreign-files.ts';
import { parseShardIndex, shardIndexName } from '../core/checkpoint/shards.ts';
import { InputError } from '../core/input-error.ts';
import type { ModelSource } from '../engine/model.ts';
import { failWith, openFileSource } from './file-source.ts';

const usual = { config: 'config.json', weights: 'model.safetensors' };
const openClip = { config: 'open_clip_config.json', weights: 'open_clip_model.safetensors' };

/** Smaller files of a checkpoint: each is taken where it is there. */
const companions = {
  preprocessor: 'preprocessor_config.json',
  labels: 'labels.json',
  tokenizer: 'tokenizer.json',
  vocab: 'vocab.json',
  merges: 'merges.txt',
} as const;

/**
 * Finds a checkpoint's files in a folder. `name` is the folder as the user gave it.
 * Throws InputError if the folder, its config.json or its weights are missing.
 */
export async function openModelFolder(folder: string, name: string): Promise<ModelSource> {
  const stats = await stat(folder).catch(failWith(`--model ${name}`));
  if (!stats.isDirectory()) {
    throw new InputError(
      `--model ${name} is a file; give the folder that holds config.json and model.safetensors.`,
    );
  }
  const files = new Set(await readdir(folder).catch(failWith(`--model ${name}`)));
  const layout = await chooseLayout(folder, files);
  if (!files.has(layout.config)) throw missing(name, layout.config);
  const [weights, ...otherShards] = await openWeightFiles(folder, name, files, layout.weights);
  return {
    name: basename(folder),
    config: await read(join(folder, layout.config)),
    weights: weights!,
    ...(otherShards.length > 0 && { otherShards }),
    ...(await readCompanions(folder, files)),
  };
}

/** Every file of a checkpoint that may be read, whether it is there or not; shards aside. */
export function checkpointFiles(folder: string): string[] {
  const names = [
    ...Object.values(usual),
    ...Object.values(openClip),
    shardIndexName,
    ...Object.values(companions),
  ];
  return names.map((file) => join(folder, file));
}

/** A timm repository of CLIP holds the vision tower in timm's names, and both towers in open_clip's layout. */
async function chooseLayout(folder: string, files: ReadonlySet<string>): Promise<typeof usual> {
  if (!files.has(openClip.config) || !files.has(openClip.weights)) return usual;
  if (!files.has(usual.config) || !(files.has(usual.weights) || files.has(shardIndexName))) return openClip;
  const config = await readFile(join(folder, usual.config), 'utf8');
  return /"architecture"\s*:/.test(config) ? openClip : usual;
}

async function openWeightFiles(
  folder: string,
  name: string,
  files: ReadonlySet<string>,
  weights: string,
): Promise<ByteSource[]> {
  const open = (file: string) => openFileSource(join(folder, file), join(name, file));
  if (files.has(weights)) return [await open(weights)];
  if (!files.has(shardIndexName)) throw missingWeights(name, weights, files);
  const index = await readFile(join(folder, shardIndexName), 'utf8').catch(failWith(shardIndexName));
  const shards = parseShardIndex(index, join(name, shardIndexName));
  const absent = shards.find((shard) => !files.has(shard));
  if (absent) throw new InputError(`--model ${name} has no ${absent}, which ${shardIndexName} names.`);
  return Promise.all(shards.map(open));
}

async function readCompanions(
  folder: string,
  files: ReadonlySet<string>,
): Promise<Partial<Record<keyof typeof companions, Blob>>> {
  const found = Object.entries(companions).filter(([, file]) => files.has(file));
  return Object.fromEntries(
    await Promise.all(found.map(async ([role, file]) => [role, await read(join(folder, file))] as const)),
  );
}

async function read(path: string): Promise<Blob> {
  return new Blob([new Uint8Array(await readFile(path).catch(failWith(path)))]);
}

function missing(folder: string, file: string): InputError {
  return new InputError(
    `--model ${folder} has no ${file}; give a folder that holds config.json and model.safetensors.`,
  );
}

function missingWeights(folder: string, weights: string, files: ReadonlySet<string>): InputError {
  const foreign = [...files].map(foreignWeights).find((found) => found !== undefined);
  if (!foreign) return missing(folder, weights);
  return new InputError(
    `--model ${folder} has no ${weights} but ${foreign}. Only safetensors are read; look for a revision of the model that has them.`,
  );
}
