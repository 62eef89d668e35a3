import * as words from '#words/hub/checkpoint.ts';
import { foreignWeights } from '../core/checkpoint/foreign-files.ts';
import { shardIndexName } from '../core/checkpoint/shards.ts';

/** The smaller files of a checkpoint, by what they are. */
export type Companion = 'preprocessor' | 'labels' | 'tokenizer' | 'vocab' | 'merges';

/** The files that make a checkpoint, by name. */
export interface CheckpointChoice {
  readonly config: string;
  /** The file of weights, or the index that names several. */
  readonly weights: string;
  /** Names that are worth asking for. */
  readonly companions: Readonly<Partial<Record<Companion, string>>>;
}

/** What a folder lacks to be a checkpoint. */
export interface CheckpointLack {
  readonly kind: 'no-config' | 'no-weights' | 'unrelated-weights';
  /** As a sentence goes on after the folder’s name: "has no config.json". */
  readonly what: string;
  /** Where another choice of files would not help: what would. */
  readonly advice: string | undefined;
}

const usual = { config: 'config.json', weights: 'model.safetensors' };
const sharded = { ...usual, weights: shardIndexName };
const openClip = { config: 'open_clip_config.json', weights: 'open_clip_model.safetensors' };

const companionNames = {
  preprocessor: 'preprocessor_config.json',
  labels: 'labels.json',
  tokenizer: 'tokenizer.json',
  vocab: 'vocab.json',
  merges: 'merges.txt',
} as const;

/** Every name that is looked for; shards have their own. */
export const checkpointFileNames: readonly string[] = [
  ...new Set([usual, sharded, openClip].flatMap((layout) => Object.values(layout))),
  ...Object.values(companionNames),
];

/** What is asked for where the files cannot be listed: what every model may have. */
export const unlistedChoice: CheckpointChoice = { ...usual, companions: pick(['preprocessor', 'labels']) };

/**
 * Finds the checkpoint among the names of a folder’s files: Hugging Face’s and timm’s layout, whole or in shards,
 * open_clip’s, or else the only safetensors file. A timm repository of CLIP holds the vision tower in timm’s names and
 * both towers in open_clip’s layout: `readConfig` gives its config.json’s text. Undefined where there is none.
 */
export async function chooseCheckpoint(
  names: ReadonlySet<string>,
  readConfig: () => Promise<string>,
): Promise<CheckpointChoice | undefined> {
  const has = ({ config, weights }: typeof usual) => names.has(config) && names.has(weights);
  const ofItself = [usual, sharded].find(has);
  const isTimmClip = has(openClip) && ofItself && /"architecture"\s*:/.test(await readConfig());
  const choice = isTimmClip || !ofItself ? (has(openClip) ? openClip : onlyWeights(names)) : ofItself;
  return choice && { ...choice, companions: pick(listedCompanions(names)) };
}

/** Says what is missing where `chooseCheckpoint` found nothing. */
export function describeLack(names: ReadonlySet<string>): CheckpointLack {
  const weights = safetensorsOf(names);
  const config = configOf(names);
  const foreign = [...names].map(foreignWeights).find((found) => found !== undefined);
  const expected = config === openClip.config ? openClip.weights : usual.weights;
  if (weights.length === 0 && foreign !== undefined) {
    const what = words.noWeightsBut(expected, foreign);
    return { kind: 'no-weights', what, advice: words.onlySafetensors };
  }
  if (config === undefined) return { kind: 'no-config', what: words.noFile(usual.config), advice: undefined };
  if (weights.length === 0) return { kind: 'no-weights', what: words.noFile(expected), advice: undefined };
  const what = words.unrelatedWeights(weights.length, expected, shardIndexName);
  return { kind: 'unrelated-weights', what, advice: undefined };
}

function onlyWeights(names: ReadonlySet<string>): typeof usual | undefined {
  const config = configOf(names);
  const [weights, ...others] = safetensorsOf(names);
  if (config === undefined || weights === undefined || others.length > 0) return undefined;
  return { config, weights };
}

function configOf(names: ReadonlySet<string>): string | undefined {
  return [usual.config, openClip.config].find((name) => names.has(name));
}

/** Those beside the config, not in folders below. */
function safetensorsOf(names: ReadonlySet<string>): string[] {
  return [...names].filter((name) => /^[^/]+\.safetensors$/i.test(name));
}

/** A whole tokenizer makes its parts superfluous. */
function listedCompanions(names: ReadonlySet<string>): Companion[] {
  const listed = (Object.keys(companionNames) as Companion[]).filter((role) =>
    names.has(companionNames[role]),
  );
  if (!listed.includes('tokenizer')) return listed;
  return listed.filter((role) => role !== 'vocab' && role !== 'merges');
}

function pick(roles: readonly Companion[]): Partial<Record<Companion, string>> {
  return Object.fromEntries(roles.map((role) => [role, companionNames[role]]));
}
