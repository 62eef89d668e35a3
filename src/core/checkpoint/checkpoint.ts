import type { Program, WeightSlot } from '../graph/graph-builder.ts';
import { InputError } from '../input-error.ts';
import type { ViTSpec } from '../vit/spec.ts';
import type { ByteSource } from './byte-source.ts';
import { parseJsonObject } from './config-schema.ts';
import { dinov2 } from './dinov2.ts';
import type { Family, NameMap, WeightSource } from './family.ts';
import { parsePreprocessing } from './preprocessor-config.ts';
import { openSafetensors, readFloats, type SafetensorsFile } from './safetensors.ts';
import { timm } from './timm.ts';

/** Every publisher's layout that can be opened. A new one is one file and one entry here. */
const families: readonly Family[] = [dinov2, timm];

/** An opened checkpoint: its architecture is known and its header read, no weight has been touched. */
export interface Checkpoint {
  readonly spec: ViTSpec;
  readonly family: Family;
  readonly file: SafetensorsFile;
}

/** The text of a publisher's JSON files and the weights as ranges of bytes. */
export interface CheckpointFiles {
  readonly config: string;
  readonly preprocessor: string | undefined;
  readonly weights: ByteSource;
}

/**
 * Finds the family of a checkpoint and reads its architecture from the config and the tensors' shapes.
 * @throws InputError saying which file and field is at fault.
 */
export async function openCheckpoint(files: CheckpointFiles): Promise<Checkpoint> {
  const config = parseJsonObject(files.config, 'config.json');
  const family = families.find((candidate) => candidate.matches(config));
  if (!family) throw new InputError(unknownModel(config));
  const file = await openSafetensors(files.weights);
  const spec = family.parseSpec(config, { get: (tensor) => file.tensors.get(tensor)?.shape });
  if (spec.width % spec.heads !== 0) {
    throw new InputError(
      `config.json: a width of ${spec.width} cannot be divided among ${spec.heads} heads.`,
    );
  }
  if (files.preprocessor === undefined) return { spec, family, file };
  return {
    spec: { ...spec, preprocessing: parsePreprocessing(files.preprocessor, spec.preprocessing) },
    family,
    file,
  };
}

function unknownModel(config: Readonly<Record<string, unknown>>): string {
  const found =
    typeof config.model_type === 'string'
      ? `the model type ${config.model_type}`
      : typeof config.architecture === 'string'
        ? `the architecture ${config.architecture} without pretrained_cfg`
        : 'neither a model_type nor an architecture';
  return `config.json has ${found}. Known are Hugging Face's dinov2 and dinov2_with_registers, and timm's ViTs.`;
}

/**
 * Checks that the checkpoint holds every weight of a program in the shape that the program needs.
 * @throws InputError naming the tensor.
 */
export function verifyWeights(checkpoint: Checkpoint, program: Program, names: NameMap): void {
  for (const slot of program.weights) {
    const source = sourceOf(names, slot);
    const shape = checkpoint.file.tensors.get(source.tensor)?.shape;
    if (!shape) throw new InputError(`${checkpoint.file.name} has no tensor ${source.tensor}.`);
    const [rows = 1, ...rest] = slot.shape;
    const expected = [rows * (source.slice?.parts ?? 1), ...rest];
    if (shape.join() !== expected.join()) {
      throw new InputError(
        `${checkpoint.file.name}: tensor ${source.tensor} should have the shape [${expected.join(', ')}] by config.json, but has [${shape.join(', ')}].`,
      );
    }
  }
}

/** Reads a program's weights as F32, in the order of its slots. */
export async function readWeights(
  checkpoint: Checkpoint,
  program: Program,
  names: NameMap,
): Promise<Map<string, Float32Array>> {
  const tensors = new Map<string, Promise<Float32Array>>();
  const weights = new Map<string, Float32Array>();
  for (const slot of program.weights) {
    const { tensor, slice } = sourceOf(names, slot);
    let whole = tensors.get(tensor);
    if (!whole) {
      whole = readFloats(checkpoint.file, tensor);
      tensors.set(tensor, whole);
    }
    const floats = await whole;
    const length = floats.length / (slice?.parts ?? 1);
    const begin = length * (slice?.part ?? 0);
    weights.set(slot.name, floats.subarray(begin, begin + length));
  }
  return weights;
}

function sourceOf(names: NameMap, slot: WeightSlot): WeightSource {
  const source = names[slot.name];
  if (!source) throw new Error(`The family's name map has no entry for ${slot.name}.`);
  return source;
}

/** The tokens before the patches and the position table, as the checkpoint stores them. */
export interface EmbeddingTables {
  /** CLS and registers without positions [prefix tokens, width]. */
  readonly prefix: Float32Array;
  /** [position.prefix + rows · columns, width] */
  readonly positions: Float32Array;
}

/** Reads the prefix tokens and positions. @throws InputError if one is missing or has another size. */
export async function readEmbeddingTables({ spec, family, file }: Checkpoint): Promise<EmbeddingTables> {
  const names = family.embeddingNames(spec);
  const read = async (name: string, rows: number): Promise<Float32Array> => {
    const tensor = names[name]?.tensor ?? name;
    const floats = await readFloats(file, tensor);
    if (floats.length !== rows * spec.width) {
      throw new InputError(
        `${file.name}: tensor ${tensor} should hold ${rows} × ${spec.width} numbers by config.json, but holds ${floats.length}.`,
      );
    }
    return floats;
  };
  const { rows, columns, prefix: placed } = spec.position;
  const prefix = new Float32Array((Number(spec.cls) + spec.registers) * spec.width);
  if (spec.cls) prefix.set(await read('cls', 1));
  if (spec.registers > 0) prefix.set(await read('registers', spec.registers), Number(spec.cls) * spec.width);
  return { prefix, positions: await read('positions', placed + rows * columns) };
}
