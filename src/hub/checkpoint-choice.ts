import { InputError } from '../core/input-error.ts';
import type { Repository } from './repository.ts';

/** The files of a repository that make a checkpoint, by name. */
export interface CheckpointChoice {
  readonly config: string;
  readonly weights: string;
  readonly preprocessor: string | undefined;
  readonly labels: string | undefined;
}

const plain: CheckpointChoice = {
  config: 'config.json',
  weights: 'model.safetensors',
  preprocessor: 'preprocessor_config.json',
  labels: 'labels.json',
};

const openClip: CheckpointChoice = {
  config: 'open_clip_config.json',
  weights: 'open_clip_model.safetensors',
  preprocessor: undefined,
  labels: undefined,
};

const otherWeights = /\.(bin|pt|pth|ckpt|onnx|h5|msgpack|gguf|npz)$/i;

/**
 * Finds the checkpoint among a repository's files: Hugging Face's and timm's names first, then open_clip's. Where the
 * server lists nothing the first names are tried. Throws InputError naming what was found instead.
 */
export function chooseCheckpoint({ repo, files }: Repository): CheckpointChoice {
  if (files === undefined) return plain;
  const choice = [plain, openClip].find(({ config, weights }) => files.has(config) && files.has(weights));
  if (choice) {
    const listed = (name: string | undefined) => (name !== undefined && files.has(name) ? name : undefined);
    return { ...choice, preprocessor: listed(choice.preprocessor), labels: listed(choice.labels) };
  }
  throw new InputError(`${repo} cannot be opened: ${reason([...files.keys()])}`);
}

function reason(names: readonly string[]): string {
  const safetensors = names.filter((name) => name.endsWith('.safetensors'));
  const others = names.filter((name) => otherWeights.test(name));
  if (safetensors.length > 1) {
    return `it holds ${safetensors.length} .safetensors files; Sinkscope reads one, model.safetensors.`;
  }
  if (safetensors.length === 1 && names.includes('config.json')) {
    return `its weights are called ${safetensors[0]}; Sinkscope looks for model.safetensors.`;
  }
  if (safetensors.length === 1) return `it has ${safetensors[0]} but no config.json that describes it.`;
  if (others.length > 0) {
    return `its weights are ${others[0]}${others.length > 1 ? ` and ${others.length - 1} more` : ''}, a format that Sinkscope does not read. It needs model.safetensors.`;
  }
  return 'it has no model.safetensors.';
}
