import { open, stat } from 'node:fs/promises';
import * as words from '#words/cli/files.ts';
import type { ByteSource } from '../core/checkpoint/byte-source.ts';
import { InputError } from '../core/input-error.ts';

/**
 * A file as ranges of bytes. (Node 20's own `openAsBlob` aborts the process when a range lies beyond 4 GiB.)
 * `name` is what messages call the file. Throws InputError if it is no readable file.
 */
export async function openFileSource(path: string, name: string): Promise<ByteSource> {
  const stats = await stat(path).catch(failWith(name));
  if (stats.isDirectory()) throw new InputError(words.isFolder(name));
  return {
    size: stats.size,
    slice: (begin, end) => ({ arrayBuffer: () => readRange(path, name, begin, Math.min(end, stats.size)) }),
  };
}

async function readRange(path: string, name: string, begin: number, end: number): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(Math.max(end - begin, 0));
  const file = await open(path).catch(failWith(name));
  try {
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, begin + filled);
      if (bytesRead === 0) throw new InputError(words.shortened(name));
      filled += bytesRead;
    }
  } finally {
    await file.close();
  }
  return bytes.buffer;
}

/** A handler that turns an error of the file system into an InputError about `name`; others are thrown on. */
export function failWith(name: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) throw error;
    throw new InputError(words.failed(name, String(error.code)));
  };
}
