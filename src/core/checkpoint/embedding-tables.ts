import * as words from '#words/core/checkpoint.ts';
import { InputError } from '../input-error.ts';
import type { Checkpoint } from './checkpoint.ts';
import { elementCount, floatEntry, readFloats, type SafetensorsFile } from './safetensors.ts';
import { sourceOf } from './weights.ts';

/** The tokens before the patches and the position table, as the checkpoint stores them. */
export interface EmbeddingTables {
  /** CLS, distillation token and registers without positions [prefix tokens, width]. */
  readonly prefix: Float32Array;
  /** [position.prefix + rows · columns, width]; empty where positions are rotary. */
  readonly positions: Float32Array;
}

interface Table {
  readonly tensor: string;
  readonly rows: number;
}

function prefixTables({ spec, blueprint }: Checkpoint): Table[] {
  const table = (name: string, rows: number) => ({
    tensor: sourceOf(blueprint.embedding, name).tensor,
    rows,
  });
  return [
    ...(spec.cls ? [table('cls', 1)] : []),
    ...(spec.distillation ? [table('distillation', 1)] : []),
    ...(spec.registers > 0 ? [table('registers', spec.registers)] : []),
  ];
}

function positionTable({ spec, blueprint }: Checkpoint): Table | undefined {
  if (spec.rope) return undefined;
  const { rows, columns, prefix } = spec.position;
  return { tensor: sourceOf(blueprint.embedding, 'positions').tensor, rows: prefix + rows * columns };
}

/**
 * Checks that a checkpoint holds the tokens and positions of its embedding, and lists their tensors.
 * @throws InputError naming the tensor that is missing or of another size.
 */
export function verifyEmbeddingTables(checkpoint: Checkpoint): string[] {
  const tables = [...prefixTables(checkpoint), positionTable(checkpoint)].filter(
    (table) => table !== undefined,
  );
  for (const table of tables) verifyTable(checkpoint.file, table, checkpoint.spec.width);
  return tables.map(({ tensor }) => tensor);
}

/** @throws InputError if a tensor does not hold `rows` vectors of `width` floats. */
export function verifyTable(file: SafetensorsFile, { tensor, rows }: Table, width: number): void {
  const found = elementCount(floatEntry(file, tensor).shape);
  if (found === rows * width) return;
  throw new InputError(words.wrongTable(file.name, tensor, { rows, width, found }));
}

/** Reads the prefix tokens and positions of a checkpoint that has been verified. */
export async function readEmbeddingTables(checkpoint: Checkpoint): Promise<EmbeddingTables> {
  const { file, spec } = checkpoint;
  const tables = prefixTables(checkpoint);
  const prefix = new Float32Array(tables.reduce((sum, { rows }) => sum + rows, 0) * spec.width);
  let at = 0;
  for (const { tensor, rows } of tables) {
    prefix.set(await readFloats(file, tensor), at);
    at += rows * spec.width;
  }
  const positions = positionTable(checkpoint);
  return { prefix, positions: positions ? await readFloats(file, positions.tensor) : new Float32Array(0) };
}
