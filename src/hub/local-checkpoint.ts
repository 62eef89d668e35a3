import * as words from '#words/hub/local-files.ts';
import { parseShardIndex, shardIndexName } from '../core/checkpoint/shards.ts';
import { InputError } from '../core/input-error.ts';
import { chooseCheckpoint, describeLack } from './checkpoint-choice.ts';
import type { CheckpointFiles } from './checkpoint-files.ts';
import { baseName, type LocalFile } from './local-file.ts';

/** A checkpoint that the user gave. */
export type LocalCheckpoint = CheckpointFiles & {
  readonly weights: Blob;
  readonly otherShards?: readonly Blob[];
};

/**
 * Finds the one checkpoint among what the user gave, by the names of its files; undefined where nothing is part of
 * one. Throws InputError where one is incomplete, and where there are several.
 */
export async function findLocalCheckpoint(files: readonly LocalFile[]): Promise<LocalCheckpoint | undefined> {
  const folders = [...groupByFolder(files)].filter(([, members]) => members.some(announcesCheckpoint));
  const models: LocalCheckpoint[] = [];
  const complete: string[] = [];
  const incomplete: [string, InputError][] = [];
  for (const [folder, members] of folders) {
    const found = await readFolder(folder, members);
    if (found instanceof InputError) incomplete.push([folder, found]);
    else {
      models.push(found);
      complete.push(folder);
    }
  }
  if (models.length > 1) {
    const names = models.map((model) => model.name);
    throw new InputError(words.severalModels(models.length, names));
  }
  // A publisher's folder may hold others that are parts of it, or the same model for other programs.
  const isPart = (folder: string) => complete.some((whole) => whole === '' || folder.startsWith(`${whole}/`));
  const fault = incomplete.find(([folder]) => !isPart(folder))?.[1];
  if (fault) throw fault;
  return models[0];
}

/** The files of a folder as a checkpoint, or why they are none. Throws InputError where a shard is missing. */
async function readFolder(
  folder: string,
  members: readonly LocalFile[],
): Promise<LocalCheckpoint | InputError> {
  const byName = new Map(members.map((file) => [baseName(file.path).toLowerCase(), file]));
  const blob = (name: string) => byName.get(name.toLowerCase())!.blob;
  const names = new Set(byName.keys());
  const chosen = await chooseCheckpoint(names, () => blob('config.json').text());
  if (!chosen) return incompleteFolder(folder, members, names);
  const shards = chosen.weights === shardIndexName ? await shardsOf(folder, byName) : [chosen.weights];
  const [weights, ...otherShards] = shards.map(blob);
  const companions = Object.entries(chosen.companions).map(([role, name]) => [role, blob(name)] as const);
  return {
    name: folder === '' ? looseName(byName.get(shards[0]!.toLowerCase())!) : baseName(folder),
    config: blob(chosen.config),
    weights: weights!,
    ...(otherShards.length > 0 && { otherShards }),
    ...Object.fromEntries(companions),
  };
}

function looseName({ path }: LocalFile): string {
  return baseName(path).replace(/(-\d+-of-\d+)?\.safetensors$/i, '');
}

async function shardsOf(folder: string, byName: ReadonlyMap<string, LocalFile>): Promise<string[]> {
  const shards = parseShardIndex(await byName.get(shardIndexName)!.blob.text());
  const [absent, ...others] = shards.filter((shard) => !byName.has(shard.toLowerCase()));
  if (absent === undefined) return shards;
  const shard = { shard: absent, more: others.length, index: shardIndexName };
  throw new InputError(words.missingShard(nameOf(folder), shard));
}

function incompleteFolder(
  folder: string,
  members: readonly LocalFile[],
  names: ReadonlySet<string>,
): InputError {
  const { kind, what, advice } = describeLack(names);
  if (advice !== undefined || folder !== '' || kind === 'unrelated-weights') {
    return new InputError(words.incompleteFolder(nameOf(folder), what, advice));
  }
  const part = baseName(members.find(announcesCheckpoint)!.path);
  return new InputError(
    kind === 'no-config' ? words.partWithoutConfig(part) : words.partWithoutWeights(part),
  );
}

/** Undefined of loose files. */
function nameOf(folder: string): string | undefined {
  return folder === '' ? undefined : baseName(folder);
}

function groupByFolder(files: readonly LocalFile[]): Map<string, LocalFile[]> {
  const groups = new Map<string, LocalFile[]>();
  for (const file of files) {
    const folder = file.path.split('/').slice(0, -1).join('/');
    groups.set(folder, [...(groups.get(folder) ?? []), file]);
  }
  return groups;
}

/** Whether a file says that its folder should be a checkpoint. Labels or a tokenizer alone do not. */
function announcesCheckpoint({ path }: LocalFile): boolean {
  const name = baseName(path).toLowerCase();
  return announcing.has(name) || name.endsWith('.safetensors');
}

const announcing = new Set([
  'config.json',
  'open_clip_config.json',
  'preprocessor_config.json',
  shardIndexName,
]);
