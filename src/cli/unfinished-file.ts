import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failWith } from './file-source.ts';

/** A file in the making, which gets its name only when it is complete. */
export interface UnfinishedFile {
  /** Writes bytes at a position; if that fails, what has been written is deleted. @throws InputError */
  write(bytes: Uint8Array, position: number): Promise<void>;
  /** Gives the file its name, replacing one that bears it. @throws InputError */
  finish(): Promise<void>;
  /** Deletes what has been written; does nothing after `finish`. */
  discard(): Promise<void>;
}

/** Starts a file, and its folder where that is missing. `name` is what messages call it. @throws InputError */
export async function createUnfinishedFile(path: string, name: string): Promise<UnfinishedFile> {
  const unfinished = `${path}.unfinished`;
  const fail = failWith(name);
  await mkdir(dirname(path), { recursive: true }).catch(fail);
  const handle = await open(unfinished, 'w').catch(fail);
  let isOpen = true;
  const close = async () => {
    isOpen = false;
    await handle.close();
  };
  const discard = async () => {
    if (!isOpen) return;
    await close();
    await rm(unfinished, { force: true });
  };
  return {
    discard,
    write: (bytes, position) =>
      writeAll(handle, bytes, position).catch(async (error) => {
        await discard();
        fail(error);
      }),
    async finish() {
      await close();
      await rename(unfinished, path).catch(fail);
    },
  };
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
}
