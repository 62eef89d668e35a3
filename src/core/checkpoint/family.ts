import { InputError } from '../input-error.ts';
import type { ViTSpec } from '../vit/spec.ts';

/** Shapes of a checkpoint's tensors by name, for what a config leaves out and to cross-check what it says. */
export interface TensorShapes {
  get(tensor: string): readonly number[] | undefined;
}

/** Where a program's weight lies in a checkpoint: a whole tensor, or one of `parts` equal slices of its rows. */
export interface WeightSource {
  readonly tensor: string;
  readonly slice?: { readonly part: number; readonly parts: number };
}

/** Program weight name → its place in the checkpoint. */
export type NameMap = Readonly<Record<string, WeightSource>>;

/** A publisher's layout: how its config reads and what its tensors are called. One file a family. */
export interface Family {
  /** Whether a parsed config.json is of this family. */
  matches(config: Readonly<Record<string, unknown>>): boolean;
  /** @throws InputError naming the field that is missing or wrong. */
  parseSpec(config: Readonly<Record<string, unknown>>, shapes: TensorShapes): ViTSpec;
  /** Tensors that the publisher's files hold and a forward pass does not read. */
  readonly unusedTensors: readonly string[];
  /** Weights of the embedding: projection.{weight,bias}, cls, registers, positions. */
  embeddingNames(spec: ViTSpec): NameMap;
  /** Weights of a block: norm1, q, k, v, proj, ls1, norm2, fc1, fc2, ls2. */
  blockNames(spec: ViTSpec, layer: number): NameMap;
  /** Weights of the end: norm, head. */
  headNames(spec: ViTSpec): NameMap;
}

/** Counts the blocks whose tensors are there. @throws InputError if there is none. */
export function blockCount(shapes: TensorShapes, tensorOf: (layer: number) => string): number {
  let depth = 0;
  while (shapes.get(tensorOf(depth))) depth++;
  if (depth === 0) throw new InputError(`model.safetensors has no tensor ${tensorOf(0)}.`);
  return depth;
}

/**
 * Compares what config.json says, where it says anything, with what the tensors give.
 * @throws InputError naming the field.
 */
export function crossCheck(
  fields: readonly (readonly [field: string, said: number | undefined, found: number])[],
): void {
  for (const [field, said, found] of fields) {
    if (said === undefined || said === found) continue;
    throw new InputError(
      `config.json: ${field} is ${said}, but the tensors of model.safetensors give ${found}.`,
    );
  }
}
