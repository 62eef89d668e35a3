import * as words from '#words/engine/engine.ts';
import { elementCount } from '../core/checkpoint/safetensors.ts';
import type { Program } from '../core/graph/graph-builder.ts';
import { InputError } from '../core/input-error.ts';
import { blockBytes } from '../core/vit/run-cost.ts';
import type { ViTSpec } from '../core/vit/spec.ts';
import type { DeviceReport } from './engine.ts';

/** WebAssembly addresses 32 bits: no heap grows beyond. */
const wasmHeapBytes = 2 ** 32;
/** The runtime itself, its copies while a session is made, and what lies between the pieces. */
const overheadShare = 0.1;

const floatBytes = 4;

/** What a model takes of the heap, in bytes. */
export interface MemoryNeed {
  /** Every weight once, as F32. */
  readonly weightBytes: number;
  /** What one block works on at once, at the model's native size. */
  readonly runBytes: number;
}

/** The need of a model whose programs, one for each part, hold all of its weights. */
export function memoryNeed(spec: ViTSpec, programs: readonly Program[]): MemoryNeed {
  const weights = programs.flatMap((program) => program.weights);
  const floats = weights.reduce((sum, { shape }) => sum + elementCount(shape), 0);
  const { rows, columns, prefix } = spec.position;
  const tokens = rows * columns + prefix + spec.registers;
  return { weightBytes: floats * floatBytes, runBytes: blockBytes(spec, tokens) };
}

/**
 * Refuses a model that WebAssembly's heap cannot hold, before any of its weights is read.
 * @throws InputError with the numbers.
 */
export function refuseTooLarge(
  name: string,
  { weightBytes, runBytes }: MemoryNeed,
  { backend }: Pick<DeviceReport, 'backend'>,
): void {
  const usableBytes = wasmHeapBytes * (1 - overheadShare);
  if (backend !== 'wasm' || weightBytes + runBytes <= usableBytes) return;
  throw new InputError(words.tooLarge(name, { weights: weightBytes, run: runBytes }, usableBytes));
}
