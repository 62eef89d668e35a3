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

/** What makes a checkpoint of a folder. */
export const MODEL_FOLDER = 'a folder with config.json and model.safetensors';

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
    const names = models.map((model) => model.name).join(', ');
    throw new InputError(`There are ${models.length} models here (${names}). Drop one model at a time.`);
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
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  throw new InputError(
    `${subjectOf(folder)} has no ${absent}${more}, which ${shardIndexName} names. Drop all shards together with the index.`,
  );
}

function incompleteFolder(
  folder: string,
  members: readonly LocalFile[],
  names: ReadonlySet<string>,
): InputError {
  const { what, advice } = describeLack(names);
  if (advice !== undefined) return new InputError(`${subjectOf(folder)} ${what}. ${advice}`);
  if (folder !== '' || what.includes('.safetensors files')) {
    return new InputError(`${subjectOf(folder)} ${what}. Drop ${MODEL_FOLDER}, as the publisher ships them.`);
  }
  const part = baseName(members.find(announcesCheckpoint)!.path);
  const missing = what === 'has no config.json' ? 'config.json' : 'weights';
  return new InputError(
    `${part} came without its ${missing}. Drop config.json and model.safetensors together.`,
  );
}

function subjectOf(folder: string): string {
  return folder === '' ? 'What was dropped' : `The folder ${baseName(folder)}`;
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
