import * as words from '#words/core/checkpoint.ts';
import type { Program, WeightSlot } from '../graph/graph-builder.ts';
import { InputError } from '../input-error.ts';
import type { NameMap, WeightSource } from './name-map.ts';
import { elementCount, floatEntry, readFloats, type SafetensorsFile } from './safetensors.ts';

/** A program and where its weights lie in a checkpoint. */
export interface ModelPart {
  readonly program: Program;
  readonly names: NameMap;
}

/** The place of a weight that a program needs; the name map must have it. */
export function sourceOf(names: NameMap, weight: string): WeightSource {
  const source = names[weight];
  if (!source) throw new Error(`The family's name map has no entry for ${weight}.`);
  return source;
}

/** @throws InputError if a program's weight is missing, of another shape or not of floats. */
export function verifyWeight(file: SafetensorsFile, slot: WeightSlot, names: NameMap): void {
  const { tensor, slice, transposed } = sourceOf(names, slot.name);
  const { shape } = floatEntry(file, tensor);
  const [rows = 1, ...rest] = slot.shape;
  const whole = [rows * (slice?.parts ?? 1), ...rest];
  const expected = transposed ? whole.reverse() : whole;
  if (shape.join() === expected.join()) return;
  throw new InputError(words.wrongShape(file.name, tensor, { expected, found: shape }));
}

/** Reads a program's weights as F32, in the order of its slots. */
export async function readWeights(
  file: SafetensorsFile,
  { program, names }: ModelPart,
): Promise<Map<string, Float32Array>> {
  const read = new Set(program.weights.map(({ name }) => sourceOf(names, name).tensor));
  // All at once: each answer of another thread is waited for but once.
  const tensors = new Map(
    await Promise.all([...read].map(async (tensor) => [tensor, await readFloats(file, tensor)] as const)),
  );
  return new Map(
    program.weights.map(({ name, shape }) => {
      const { tensor, slice, transposed } = sourceOf(names, name);
      const whole = tensors.get(tensor)!;
      const length = whole.length / (slice?.parts ?? 1);
      const begin = length * (slice?.part ?? 0);
      const part = whole.subarray(begin, begin + length);
      return [name, transposed ? transpose(part, elementCount(shape.slice(1))) : part];
    }),
  );
}

/** [columns, rows] → [rows, columns] */
function transpose(values: Float32Array, columns: number): Float32Array {
  const rows = values.length / columns;
  return Float32Array.from(values, (_, i) => values[(i % columns) * rows + Math.floor(i / columns)]!);
}
