import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as argumentWords from '#words/cli/arguments.ts';
import * as words from '#words/cli/files.ts';
import type { ByteSource } from '../core/checkpoint/byte-source.ts';
import { parseShardIndex, shardIndexName } from '../core/checkpoint/shards.ts';
import { InputError } from '../core/input-error.ts';
import type { CheckpointSource } from '../engine/engine.ts';
import {
  type CheckpointChoice,
  type Companion,
  checkpointFileNames,
  chooseCheckpoint,
  describeLack,
} from '../hub/checkpoint-choice.ts';
import { failWith, openFileSource } from './file-source.ts';

/**
 * Finds a checkpoint's files in a folder. `name` is the folder as the user gave it.
 * Throws InputError if the folder, its config.json or its weights are missing.
 */
export async function openModelFolder(folder: string, name: string): Promise<CheckpointSource> {
  const stats = await stat(folder).catch(failWith(argumentWords.asGiven('model', name)));
  if (!stats.isDirectory()) {
    throw new InputError(words.modelIsFile(name));
  }
  const files = new Set(await readdir(folder).catch(failWith(argumentWords.asGiven('model', name))));
  const chosen = await chooseCheckpoint(files, () => readFile(join(folder, 'config.json'), 'utf8'));
  if (!chosen) throw incomplete(name, files);
  const [weights, ...otherShards] = await openWeightFiles(folder, name, files, chosen.weights);
  return {
    name: basename(folder),
    config: await read(join(folder, chosen.config)),
    weights: weights!,
    ...(otherShards.length > 0 && { otherShards }),
    ...(await readCompanions(folder, chosen)),
  };
}

/** Every file of a checkpoint that may be read, whether it is there or not; shards aside. */
export function checkpointFiles(folder: string): string[] {
  return checkpointFileNames.map((file) => join(folder, file));
}

async function openWeightFiles(
  folder: string,
  name: string,
  files: ReadonlySet<string>,
  weights: string,
): Promise<ByteSource[]> {
  const open = (file: string) => openFileSource(join(folder, file), join(name, file));
  if (weights !== shardIndexName) return [await open(weights)];
  const index = await readFile(join(folder, shardIndexName), 'utf8').catch(failWith(shardIndexName));
  const shards = parseShardIndex(index, join(name, shardIndexName));
  const absent = shards.find((shard) => !files.has(shard));
  if (absent) throw new InputError(words.missingShard(name, absent, shardIndexName));
  return Promise.all(shards.map(open));
}

async function readCompanions(
  folder: string,
  { companions }: CheckpointChoice,
): Promise<Partial<Record<Companion, Blob>>> {
  const reads = Object.entries(companions).map(
    async ([role, file]) => [role, await read(join(folder, file))] as const,
  );
  return Object.fromEntries(await Promise.all(reads));
}

async function read(path: string): Promise<Blob> {
  return new Blob([new Uint8Array(await readFile(path).catch(failWith(path)))]);
}

function incomplete(folder: string, files: ReadonlySet<string>): InputError {
  const { what, advice } = describeLack(files);
  return new InputError(words.incompleteFolder(folder, what, advice));
}
