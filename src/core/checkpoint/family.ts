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
  /** Weights of the embedding: projection.{weight,bias}, cls, registers, positions. */
  embeddingNames(spec: ViTSpec): NameMap;
  /** Weights of a block: norm1, q, k, v, proj, ls1, norm2, fc1, fc2, ls2. */
  blockNames(spec: ViTSpec, layer: number): NameMap;
  /** Weights of the end: norm, head. */
  headNames(spec: ViTSpec): NameMap;
}
