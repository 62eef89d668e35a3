import type { Program, WeightSlot } from '../graph/graph-builder.ts';
import { InputError } from '../input-error.ts';
import type { ViTSpec } from '../vit/spec.ts';
import type { ByteSource } from './byte-source.ts';
import { parseJsonObject } from './config-schema.ts';
import { dinov2 } from './dinov2.ts';
import type { Family, NameMap, WeightSource } from './family.ts';
import { parsePreprocessing } from './preprocessor-config.ts';
import {
  elementCount,
  floatEntry,
  openSafetensors,
  readFloats,
  type SafetensorsFile,
} from './safetensors.ts';
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

/** A program and where its weights lie in the checkpoint. */
export interface ModelPart {
  readonly program: Program;
  readonly names: NameMap;
}

/**
 * Checks that the checkpoint holds every weight of its model's programs and its embedding's tables in the shapes
 * that they need, as floats, and nothing else: a tensor that nobody reads would change the publisher's numbers.
 * @throws InputError naming the tensor.
 */
export function verifyCheckpoint(checkpoint: Checkpoint, parts: readonly ModelPart[]): void {
  const read = new Set(checkpoint.family.unusedTensors);
  for (const { program, names } of parts) {
    for (const slot of program.weights) {
      verifyWeight(checkpoint.file, slot, names);
      read.add(sourceOf(names, slot).tensor);
    }
  }
  for (const { tensor, rows } of Object.values(embeddingTables(checkpoint))) {
    verifyTable(checkpoint, tensor, rows);
    read.add(tensor);
  }
  const [first, ...others] = [...checkpoint.file.tensors]
    .filter(([tensor, { shape }]) => !read.has(tensor) && elementCount(shape) > 0)
    .map(([tensor]) => tensor);
  if (first === undefined) return;
  throw new InputError(
    `${checkpoint.file.name} has the tensor ${first}${others.length > 0 ? ` and ${others.length} more` : ''}, which the model that config.json describes does not have. Check that the two files belong together.`,
  );
}

function verifyWeight(file: SafetensorsFile, slot: WeightSlot, names: NameMap): void {
  const { tensor, slice } = sourceOf(names, slot);
  const { shape } = floatEntry(file, tensor);
  const [rows = 1, ...rest] = slot.shape;
  const expected = [rows * (slice?.parts ?? 1), ...rest];
  if (shape.join() === expected.join()) return;
  throw new InputError(
    `${file.name}: tensor ${tensor} should have the shape [${expected.join(', ')}] by config.json, but has [${shape.join(', ')}].`,
  );
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

interface Table {
  readonly tensor: string;
  readonly rows: number;
}

/** The tensors of the embedding that are tables instead of weights of a program. */
export function embeddingTables({
  spec,
  family,
}: Checkpoint): Record<'positions', Table> & Record<string, Table> {
  const names = family.embeddingNames(spec);
  const table = (name: string, rows: number): Table => ({ tensor: names[name]?.tensor ?? name, rows });
  const { rows, columns, prefix } = spec.position;
  return {
    ...(spec.cls && { cls: table('cls', 1) }),
    ...(spec.registers > 0 && { registers: table('registers', spec.registers) }),
    positions: table('positions', prefix + rows * columns),
  };
}

function verifyTable({ spec, file }: Checkpoint, tensor: string, rows: number): void {
  const found = elementCount(floatEntry(file, tensor).shape);
  if (found === rows * spec.width) return;
  throw new InputError(
    `${file.name}: tensor ${tensor} should hold ${rows} × ${spec.width} numbers by config.json, but holds ${found}.`,
  );
}

/** Reads the prefix tokens and positions of a checkpoint that has been verified. */
export async function readEmbeddingTables(checkpoint: Checkpoint): Promise<EmbeddingTables> {
  const { positions, ...prefixTables } = embeddingTables(checkpoint);
  const { width } = checkpoint.spec;
  const prefixRows = Object.values(prefixTables).reduce((sum, { rows }) => sum + rows, 0);
  const prefix = new Float32Array(prefixRows * width);
  let row = 0;
  for (const { tensor, rows } of Object.values(prefixTables)) {
    prefix.set(await readFloats(checkpoint.file, tensor), row * width);
    row += rows;
  }
  return { prefix, positions: await readFloats(checkpoint.file, positions.tensor) };
}
