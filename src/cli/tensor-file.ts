import { encodeSafetensorsHead, type TensorShape } from '../core/checkpoint/safetensors-writer.ts';
import { createUnfinishedFile } from './unfinished-file.ts';

/**
 * A safetensors file in the making. Tensors grow independently, part by part, so that no tensor needs to be held in
 * memory; the file gets its name only when it is complete.
 */
export interface TensorFile {
  /** Appends F32 numbers to a tensor. */
  append(tensor: string, part: Float32Array): Promise<void>;
  /** Throws Error if a tensor is incomplete. */
  finish(): Promise<void>;
  /** Deletes what has been written; does nothing after `finish`. */
  discard(): Promise<void>;
}

interface Cursor {
  position: number;
  readonly end: number;
}

/** Starts a file, and its folder where that is missing. `name` is what messages call it. Throws InputError. */
export async function createTensorFile(
  path: string,
  name: string,
  tensors: readonly TensorShape[],
  metadata: Readonly<Record<string, string>>,
): Promise<TensorFile> {
  const file = await createUnfinishedFile(path, name);
  const head = encodeSafetensorsHead(tensors, metadata);
  const cursors = new Map<string, Cursor>(
    tensors.map((tensor, i) => [tensor.name, { position: head.places[i]!.begin, end: head.places[i]!.end }]),
  );
  await file.write(head.bytes, 0);
  return {
    discard: file.discard,
    async append(tensor, part) {
      const cursor = cursors.get(tensor);
      const end = (cursor?.position ?? 0) + part.byteLength;
      if (!cursor || end > cursor.end)
        throw new Error(`${tensor} has no room for ${part.length} more numbers.`);
      await file.write(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), cursor.position);
      cursor.position = end;
    },
    async finish() {
      for (const [tensor, { position, end }] of cursors) {
        if (position !== end) throw new Error(`${tensor} lacks ${end - position} bytes.`);
      }
      await file.finish();
    },
  };
}
