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
    const names = [...file.tensors.keys()];
    throw new InputError(
      `${name} has no tensor pixels; it holds ${names.length === 0 ? 'none' : summary(names)}.`,
    );
  }
  const [batch, channels, height = 0, width = 0] = shape;
  if (shape.length !== 4 || batch !== 1 || channels !== 3 || height === 0 || width === 0) {
    throw new InputError(`${name}: pixels should be [1, 3, height, width], but is [${shape.join(', ')}].`);
  }
  if (height % patch !== 0 || width % patch !== 0) {
    throw new InputError(
      `${name}: pixels is ${height} × ${width}; both sides must be multiples of the model’s patch, ${patch}.`,
    );
  }
  return { pixels: await readFloats(file, 'pixels'), height, width };
}

function summary(names: readonly string[]): string {
  const shown = names.slice(0, 8).join(', ');
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}
