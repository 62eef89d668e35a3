import * as v from 'valibot';
import * as words from '#words/hub/download.ts';
import type { ByteRange } from '../core/checkpoint/byte-source.ts';
import type { FileFacts, FileKey, FileShelf, HubStore, StoredModel } from './hub-store.ts';

/** Raised when what is stored changes its form; older caches are deleted. */
const cacheName = 'sinkscope-hub-1';

const factsSchema = v.object({
  size: v.pipe(v.number(), v.integer(), v.minValue(0)),
  etag: v.optional(v.string()),
  verified: v.boolean(),
});

/** What a cached answer is: a piece of a file, what is known of it, or a repository's description. */
type Part =
  | { readonly kind: 'piece'; readonly range: ByteRange }
  | { readonly kind: 'facts' }
  | { readonly kind: 'description' };

/**
 * Keeps files in the browser's Cache API, in the pieces in which they arrived: each is an answer of its own under the
 * file's address with `?sinkscope=BEGIN-END`, so that what is there can be read off the addresses.
 */
export async function createCacheStore(storage: CacheStorage): Promise<HubStore> {
  const cache = await storage.open(cacheName);
  return {
    file: (key) => openShelf(cache, key),
    async description(key) {
      return (await cache.match(addressOf({ ...key, file: '' }, { kind: 'description' })))?.text();
    },
    describe: (key, text) =>
      cache.put(addressOf({ ...key, file: '' }, { kind: 'description' }), new Response(text)),
    models: () => listModels(cache),
    async remove(model) {
      for (const { url } of await cache.keys()) {
        const key = parseAddress(url)?.key;
        if (key && isOf(key, model)) await cache.delete(url);
      }
    },
  };
}

async function openShelf(cache: Cache, key: FileKey): Promise<FileShelf> {
  const ranges: ByteRange[] = [];
  for (const { url } of await cache.keys()) {
    const found = parseAddress(url);
    if (found?.part.kind === 'piece' && isOf(found.key, key) && found.key.file === key.file) {
      ranges.push(found.part.range);
    }
  }
  let facts = await readFacts(cache, key);
  if (facts === undefined) ranges.length = 0; // bytes of a size that nobody knows are of no use
  return {
    get facts() {
      return facts;
    },
    ranges,
    async read(begin, end) {
      const result = new Uint8Array(end - begin);
      for (const range of ranges) {
        const from = Math.max(begin, range.begin);
        const to = Math.min(end, range.end);
        if (from >= to) continue;
        const piece = await cache.match(addressOf(key, { kind: 'piece', range }));
        if (!piece) throw new Error(words.pieceGone(key.file));
        const blob = await piece.blob();
        const bytes = await blob.slice(from - range.begin, to - range.begin).arrayBuffer();
        result.set(new Uint8Array(bytes), from - begin);
      }
      return result.buffer;
    },
    async write(begin, bytes) {
      const range = { begin, end: begin + bytes.length };
      await cache.put(addressOf(key, { kind: 'piece', range }), new Response(bytes));
      ranges.push(range);
    },
    async note(noted) {
      facts = noted;
      await cache.put(addressOf(key, { kind: 'facts' }), new Response(JSON.stringify(noted)));
    },
    async clear() {
      for (const range of ranges.splice(0)) await cache.delete(addressOf(key, { kind: 'piece', range }));
      facts = undefined;
      await cache.delete(addressOf(key, { kind: 'facts' }));
    },
  };
}

async function readFacts(cache: Cache, key: FileKey): Promise<FileFacts | undefined> {
  const kept = await cache.match(addressOf(key, { kind: 'facts' }));
  if (!kept) return undefined;
  const parsed = v.safeParse(factsSchema, await kept.json());
  return parsed.success ? parsed.output : undefined;
}

async function listModels(cache: Cache): Promise<readonly StoredModel[]> {
  const models = new Map<string, StoredModel>();
  for (const { url } of await cache.keys()) {
    const found = parseAddress(url);
    if (found?.part.kind !== 'piece') continue;
    const { hub, repo, revision } = found.key;
    const name = [hub, repo, revision].join(' ');
    const { begin, end } = found.part.range;
    const storedBytes = (models.get(name)?.storedBytes ?? 0) + end - begin;
    models.set(name, { hub, repo, revision, storedBytes });
  }
  return [...models.values()];
}

function isOf(key: FileKey, model: Omit<FileKey, 'file'>): boolean {
  return key.hub === model.hub && key.repo === model.repo && key.revision === model.revision;
}

function addressOf({ hub, repo, revision, file }: FileKey, part: Part): string {
  const name = part.kind === 'piece' ? `${part.range.begin}-${part.range.end}` : part.kind;
  return `${hub}/${repo}/resolve/${encodeURIComponent(revision)}/${file}?sinkscope=${name}`;
}

function parseAddress(address: string): { key: FileKey; part: Part } | undefined {
  const match = /^(.+)\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/([^?]*)\?sinkscope=(.+)$/.exec(address);
  if (!match) return undefined;
  const [, hub = '', repo = '', revision = '', file = '', name = ''] = match;
  const key = { hub, repo, revision: decodeURIComponent(revision), file };
  const piece = /^(\d+)-(\d+)$/.exec(name);
  if (piece)
    return { key, part: { kind: 'piece', range: { begin: Number(piece[1]), end: Number(piece[2]) } } };
  return name === 'facts' || name === 'description' ? { key, part: { kind: name } } : undefined;
}
