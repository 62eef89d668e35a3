import * as words from '#words/core/checkpoint.ts';
import { InputError } from '../input-error.ts';
import type { ViTSpec } from '../vit/spec.ts';
import type { ByteSource } from './byte-source.ts';
import { clip } from './clip.ts';
import { parseJsonObject } from './config-schema.ts';
import { dinov2 } from './dinov2.ts';
import { dinov3 } from './dinov3.ts';
import { verifyEmbeddingTables } from './embedding-tables.ts';
import type { Blueprint, Config, Family } from './family.ts';
import { ijepa } from './ijepa.ts';
import { openClip } from './open-clip.ts';
import { describeArchitecture } from './other-architectures.ts';
import { outeffhop } from './outeffhop.ts';
import { parsePreprocessing } from './preprocessor-config.ts';
import { elementCount, type SafetensorsFile } from './safetensors.ts';
import { openWeights } from './shards.ts';
import { siglip } from './siglip.ts';
import { timm } from './timm.ts';
import { vit } from './vit.ts';
import { type ModelPart, sourceOf, verifyWeight } from './weights.ts';

/** Every publisher's layout that can be opened. A new one is one file and one entry here. */
const families: readonly Family[] = [dinov2, dinov3, clip, siglip, outeffhop, vit, ijepa, openClip, timm];

/** What the families are called, for messages. */
export const knownFamilies = families.map(({ title }) => title);

/** An opened checkpoint: its architecture is known and its header read, no weight has been touched. */
export interface Checkpoint {
  readonly spec: ViTSpec;
  readonly blueprint: Blueprint;
  readonly file: SafetensorsFile;
}

/** The text of a publisher's JSON files and the weights as ranges of bytes. */
export interface CheckpointFiles {
  readonly config: string;
  readonly preprocessor: string | undefined;
  /** One file, or all shards of one. */
  readonly weights: readonly ByteSource[];
}

/**
 * Finds the family of a checkpoint and reads its architecture from the config and the tensors' shapes.
 * @throws InputError saying which file and field is at fault.
 */
export async function openCheckpoint(files: CheckpointFiles): Promise<Checkpoint> {
  const config = parseJsonObject(files.config, 'config.json');
  const file = await openWeights(files.weights);
  const shapes = { get: (tensor: string) => file.tensors.get(tensor)?.shape };
  const family = families.find((candidate) => candidate.matches(config, shapes));
  if (!family) throw new InputError(unknownModel(config));
  const blueprint = family.read(config, shapes);
  const { spec } = blueprint;
  for (const { width, heads } of [spec, ...(spec.text ? [spec.text] : [])]) checkHeads(width, heads);
  if (files.preprocessor === undefined) return { spec, blueprint, file };
  return {
    spec: { ...spec, preprocessing: parsePreprocessing(files.preprocessor, spec.preprocessing) },
    blueprint,
    file,
  };
}

function checkHeads(width: number, heads: number): void {
  if (width % heads === 0) return;
  throw new InputError(words.indivisibleWidth(width, heads));
}

function unknownModel({ model_type: type, architecture }: Config): string {
  if (typeof type === 'string')
    return words.unknownModelType(type, describeArchitecture(type), knownFamilies);
  if (typeof architecture === 'string')
    return words.unknownArchitecture(architecture, describeArchitecture(architecture), knownFamilies);
  return words.noModelType(knownFamilies);
}

/**
 * Checks that the checkpoint holds every weight of its model's programs and its embedding's tables in the shapes
 * that they need, as floats, and nothing else: a tensor that nobody reads would change the publisher's numbers.
 * @throws InputError naming the tensor.
 */
export function verifyCheckpoint(checkpoint: Checkpoint, parts: readonly ModelPart[]): void {
  const { file, blueprint } = checkpoint;
  const read = new Set<string>();
  for (const { program, names } of parts) {
    for (const slot of program.weights) {
      verifyWeight(file, slot, names);
      read.add(sourceOf(names, slot.name).tensor);
    }
  }
  for (const tensor of verifyEmbeddingTables(checkpoint)) read.add(tensor);
  const [first, ...others] = [...file.tensors]
    .filter(
      ([tensor, { shape }]) => !read.has(tensor) && !blueprint.isUnused(tensor) && elementCount(shape) > 0,
    )
    .map(([tensor]) => tensor);
  if (first === undefined) return;
  throw new InputError(words.foreignTensor(file.name, first, others.length));
}
