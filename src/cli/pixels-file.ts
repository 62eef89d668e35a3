import * as words from '#words/cli/files.ts';
import type { ByteSource } from '../core/checkpoint/byte-source.ts';
import { openSafetensors, readFloats } from '../core/checkpoint/safetensors.ts';
import { InputError } from '../core/input-error.ts';
import type { Pixels } from '../engine/trace-runner.ts';

/**
 * Reads the tensor `pixels` [1, 3, height, width] of a safetensors file: a model's input as it is.
 * Throws InputError if it is missing, of another shape, or no whole number of patches.
 */
export async function readPixelsFile(source: ByteSource, name: string, patch: number): Promise<Pixels> {
  const file = await openSafetensors(source, name);
  const shape = file.tensors.get('pixels')?.shape;
  if (!shape) {
    throw new InputError(words.noPixels(name, [...file.tensors.keys()]));
  }
  const [batch, channels, height = 0, width = 0] = shape;
  if (shape.length !== 4 || batch !== 1 || channels !== 3 || height === 0 || width === 0) {
    throw new InputError(words.pixelsShape(name, shape));
  }
  if (height % patch !== 0 || width % patch !== 0) {
    throw new InputError(words.pixelsOffPatch(name, height, width, patch));
  }
  return { pixels: await readFloats(file, 'pixels'), height, width };
}
