import type { ByteRange } from '../core/checkpoint/byte-source.ts';
import type { FileFacts, FileKey, FileShelf, HubStore } from './hub-store.ts';

/** A store that lasts as long as the page or the process; where nothing else is to be had. */
export function createMemoryStore(): HubStore {
  const files = new Map<string, FileShelf>();
  const descriptions = new Map<string, string>();
  const nameOf = ({ hub, repo, revision }: Omit<FileKey, 'file'>) => [hub, repo, revision].join(' ');
  return {
    async file(key) {
      const name = `${nameOf(key)} ${key.file}`;
      const shelf = files.get(name) ?? createMemoryShelf();
      files.set(name, shelf);
      return shelf;
    },
    description: async (key) => descriptions.get(nameOf(key)),
    async describe(key, text) {
      descriptions.set(nameOf(key), text);
    },
    models: async () => [],
    async remove(model) {
      descriptions.delete(nameOf(model));
      for (const name of files.keys()) if (name.startsWith(`${nameOf(model)} `)) files.delete(name);
    },
  };
}

function createMemoryShelf(): FileShelf {
  let pieces: { begin: number; bytes: Uint8Array<ArrayBuffer> }[] = [];
  let facts: FileFacts | undefined;
  return {
    get facts() {
      return facts;
    },
    get ranges(): readonly ByteRange[] {
      return pieces.map(({ begin, bytes }) => ({ begin, end: begin + bytes.length }));
    },
    async read(begin, end) {
      const result = new Uint8Array(end - begin);
      for (const piece of pieces) {
        const from = Math.max(begin, piece.begin);
        const to = Math.min(end, piece.begin + piece.bytes.length);
        if (from < to) {
          result.set(piece.bytes.subarray(from - piece.begin, to - piece.begin), from - begin);
        }
      }
      return result.buffer;
    },
    async write(begin, bytes) {
      pieces.push({ begin, bytes });
    },
    async note(noted) {
      facts = noted;
    },
    async clear() {
      pieces = [];
      facts = undefined;
    },
  };
}
