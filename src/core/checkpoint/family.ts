import * as words from '#words/core/checkpoint.ts';
import * as weightWords from '#words/core/weight-files.ts';
import { InputError } from '../input-error.ts';
import type { ViTSpec } from '../vit/spec.ts';
import type { NameMap } from './name-map.ts';

/** What messages call the weights, in however many files they lie. */
export const weightsName = 'model.safetensors';

/** Shapes of a checkpoint's tensors by name, for what a config leaves out and to cross-check what it says. */
export interface TensorShapes {
  get(tensor: string): readonly number[] | undefined;
}

/** A parsed config.json. */
export type Config = Readonly<Record<string, unknown>>;

/** A publisher's layout: how its config reads and what its tensors are called. One file a family. */
export interface Family {
  /** What a user would call it, for the message that lists what is known. */
  readonly title: string;
  /** Whether a checkpoint is of this family. */
  matches(config: Config, shapes: TensorShapes): boolean;
  /** @throws InputError naming the field that is missing or wrong. */
  read(config: Config, shapes: TensorShapes): Blueprint;
}

/** What a family reads from a checkpoint: the architecture, and where each program's weights lie. */
export interface Blueprint {
  readonly spec: ViTSpec;
  /** projection, cls, distillation, registers, positions, pre_norm. */
  readonly embedding: NameMap;
  /** norm1, q, k, v, proj, ls1, norm2, fc1, fc1_gate, fc2, ls2. */
  block(layer: number): NameMap;
  /** norm, pool.…, head, head_dist, embedding. */
  readonly head: NameMap;
  /** Whether a tensor is one that the publisher's files hold and a forward pass does not read. */
  isUnused(tensor: string): boolean;
  /** Where the weights of `spec.text` lie. */
  readonly text?: TextBlueprint;
  /** Class names, where the config holds them. */
  readonly labels?: readonly string[];
}

/** Where the weights of a text tower lie. */
export interface TextBlueprint {
  /** tokens, positions. */
  readonly embedding: NameMap;
  /** As the vision tower's. */
  block(layer: number): NameMap;
  /** norm, embedding. */
  readonly head: NameMap;
  /** The tensor that holds ln of what cosines are multiplied by, one number. */
  readonly logitScale: string;
}

/** Finds the prefix of all tensor names: the first for which the tensor is there. @throws InputError if there is none. */
export function findPrefix(shapes: TensorShapes, prefixes: readonly string[], tensor: string): string {
  const prefix = prefixes.find((candidate) => shapes.get(candidate + tensor));
  if (prefix === undefined)
    throw new InputError(weightWords.missingTensor(weightsName, `${prefixes[0]}${tensor}`));
  return prefix;
}

/** Counts the blocks whose tensors are there. @throws InputError if there is none. */
export function blockCount(shapes: TensorShapes, tensorOf: (layer: number) => string): number {
  let depth = 0;
  while (shapes.get(tensorOf(depth))) depth++;
  if (depth === 0) throw new InputError(weightWords.missingTensor(weightsName, tensorOf(0)));
  return depth;
}

/**
 * Compares what config.json says, where it says anything, with what the tensors give.
 * @throws InputError naming the field.
 */
export function crossCheck(
  fields: readonly (readonly [field: string, said: number | undefined, found: number])[],
  file = 'config.json',
): void {
  for (const [field, said, found] of fields) {
    if (said === undefined || said === found) continue;
    throw new InputError(words.contradiction(file, field, said, found));
  }
}
