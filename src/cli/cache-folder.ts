import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import type { FileFacts, FileKey, FileShelf, HubStore } from '../hub/hub-store.ts';
import type { Sha256 } from '../hub/sha256.ts';

const shelfSchema = v.object({
  facts: v.object({ size: v.number(), etag: v.optional(v.string()), verified: v.boolean() }),
  ranges: v.array(v.object({ begin: v.number(), end: v.number() })),
});

/** Where downloads are kept: `SINKSCOPE_CACHE`, or a folder of the user's caches. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const { SINKSCOPE_CACHE: chosen, XDG_CACHE_HOME: xdg, LOCALAPPDATA: windows } = environment;
  if (chosen) return chosen;
  if (xdg) return join(xdg, 'sinkscope');
  if (windows) return join(windows, 'sinkscope', 'cache');
  const caches = process.platform === 'darwin' ? join('Library', 'Caches') : '.cache'; // no words
  return join(homedir(), caches, 'sinkscope');
}

/** Keeps files in a folder: each as far as it has arrived, beside a JSON file that says which bytes those are. */
export function createFolderStore(folder: string): HubStore {
  const placeOf = ({ hub, repo, revision }: Omit<FileKey, 'file'>) =>
    join(folder, encodeURIComponent(hub), repo.replace('/', '--'), encodeURIComponent(revision));
  return {
    file: (key) => openShelf(placeOf(key), key.file),
    description: (key) => readFile(join(placeOf(key), 'description.json'), 'utf8').catch(() => undefined),
    async describe(key, text) {
      await mkdir(placeOf(key), { recursive: true });
      await writeWhole(join(placeOf(key), 'description.json'), text);
    },
    models: async () => [],
    remove: (model) => rm(placeOf(model), { recursive: true, force: true }),
  };
}

async function openShelf(place: string, file: string): Promise<FileShelf> {
  const data = join(place, file);
  const notes = `${data}.stored.json`;
  const known = await readNotes(notes);
  const ranges = [...(known?.ranges ?? [])];
  let facts: FileFacts | undefined = known?.facts;
  const save = () => writeWhole(notes, JSON.stringify({ facts, ranges }));
  return {
    get facts() {
      return facts;
    },
    ranges,
    async read(begin, end) {
      const bytes = new Uint8Array(end - begin);
      const handle = await open(data);
      try {
        await handle.read(bytes, 0, bytes.length, begin);
      } finally {
        await handle.close();
      }
      return bytes.buffer;
    },
    async write(begin, bytes) {
      await mkdir(place, { recursive: true });
      const handle = await open(data, 'r+').catch(() => open(data, 'w+'));
      try {
        await handle.write(bytes, 0, bytes.length, begin);
      } finally {
        await handle.close();
      }
      ranges.push({ begin, end: begin + bytes.length });
      if (facts) await save();
    },
    async note(noted) {
      facts = noted;
      await mkdir(place, { recursive: true });
      await save();
    },
    async clear() {
      ranges.length = 0;
      facts = undefined;
      await rm(notes, { force: true });
      await rm(data, { force: true });
    },
  };
}

async function readNotes(path: string): Promise<v.InferOutput<typeof shelfSchema> | undefined> {
  try {
    return v.parse(shelfSchema, JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined; // nothing is known of the bytes, so they are downloaded again
  }
}

/** Replaces a file at once, so that an interruption leaves the old one or the new one. */
async function writeWhole(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${process.pid}.new`;
  await writeFile(unfinished, text);
  await rename(unfinished, path);
}

/** Node's own SHA-256. */
export function createNodeSha256(): Sha256 {
  const hash = createHash('sha256');
  return {
    async update(bytes) {
      hash.update(bytes);
    },
    digest: async () => hash.digest('hex'),
  };
}
