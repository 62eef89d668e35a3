import { foreignWeights } from '../core/checkpoint/foreign-files.ts';
import { shardIndexName } from '../core/checkpoint/shards.ts';
import { InputError } from '../core/input-error.ts';
import type { Repository } from './repository.ts';

/** The smaller files of a checkpoint, by what they are. */
export type Companion = 'preprocessor' | 'labels' | 'tokenizer' | 'vocab' | 'merges';

/** The files of a repository that make a checkpoint, by name. */
export interface CheckpointChoice {
  readonly config: string;
  /** The file of weights, or the index that names several. */
  readonly weights: string;
  /** Names that are worth asking for. */
  readonly companions: Readonly<Partial<Record<Companion, string>>>;
}

const usual = { config: 'config.json', weights: 'model.safetensors' };
const openClip = { config: 'open_clip_config.json', weights: 'open_clip_model.safetensors' };

const companionNames = {
  preprocessor: 'preprocessor_config.json',
  labels: 'labels.json',
  tokenizer: 'tokenizer.json',
  vocab: 'vocab.json',
  merges: 'merges.txt',
} as const;

/**
 * Finds the checkpoint among a repository's files. A timm repository of CLIP holds the vision tower in timm's names,
 * and both towers in open_clip's layout: `readConfig` gives its config.json's text. Where the server lists nothing
 * the usual names are tried. Throws InputError naming what was found instead.
 */
export async function chooseCheckpoint(
  repository: Repository,
  readConfig: () => Promise<string>,
): Promise<CheckpointChoice> {
  const { files, repo } = repository;
  // A server that lists nothing is asked for what every model may have.
  if (files === undefined) return { ...usual, companions: pick(['preprocessor', 'labels']) };
  const has = ({ config, weights }: typeof usual) => files.has(config) && files.has(weights);
  const sharded = { ...usual, weights: shardIndexName };
  const ofItself = [usual, sharded].find(has);
  const isTimmClip = has(openClip) && ofItself && /"architecture"\s*:/.test(await readConfig());
  const choice = isTimmClip || !ofItself ? (has(openClip) ? openClip : undefined) : ofItself;
  if (!choice) throw new InputError(`${repo} cannot be opened: ${reason([...files.keys()])}`);
  return { ...choice, companions: pick(listedCompanions(files)) };
}

/** A whole tokenizer makes its parts superfluous. */
function listedCompanions(files: ReadonlyMap<string, unknown>): Companion[] {
  const listed = (Object.keys(companionNames) as Companion[]).filter((role) =>
    files.has(companionNames[role]),
  );
  if (!listed.includes('tokenizer')) return listed;
  return listed.filter((role) => role !== 'vocab' && role !== 'merges');
}

function pick(roles: readonly Companion[]): Partial<Record<Companion, string>> {
  return Object.fromEntries(roles.map((role) => [role, companionNames[role]]));
}

function reason(names: readonly string[]): string {
  const safetensors = names.filter((name) => name.endsWith('.safetensors'));
  const foreign = names.map(foreignWeights).find((found) => found !== undefined);
  const [first] = safetensors;
  if (first !== undefined && names.includes('config.json')) {
    return `its weights are called ${first}; Sinkscope looks for ${usual.weights} or ${shardIndexName}.`;
  }
  if (first !== undefined) return `it has ${first} but no config.json that describes it.`;
  if (foreign !== undefined) {
    return `it has no ${usual.weights} but ${foreign}. Only safetensors are read; look for a revision that has them.`;
  }
  return `it has no ${usual.weights}.`;
}
