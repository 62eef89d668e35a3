import { isolatedHeaders } from './isolation-headers.ts';
import {
  foreignAssets,
  isNamedByContent,
  type StoredFile,
  staleAddresses,
  storedAddress,
} from './stored-file.ts';

/** What the store needs of its surroundings. */
export interface StoreSurroundings {
  readonly caches: Pick<CacheStorage, 'open'>;
  readonly fetch: (request: Request) => Promise<Response>;
  /** The page's folder, ending with "/". */
  readonly scope: string;
  readonly files: readonly StoredFile[];
}

/** The files of the build on this device. */
export interface FileStore {
  /** Fetches what is missing. Rejects where a file cannot be had or is not the one of this version. */
  fill(): Promise<void>;
  /** The file with the headers of isolation, from the network where it is not stored. */
  read(file: StoredFile): Promise<Response>;
  /** A file of an earlier version under its address, from the network where it is not stored. */
  readFormer(address: string): Promise<Response>;
  /** Deletes what only earlier versions use. */
  tidy(): Promise<void>;
}

const parallelFetches = 4;

/** Makes the store of one version; all versions below `scope` share one cache. */
export function createFileStore({ caches, fetch, scope, files }: StoreSurroundings): FileStore {
  const open = () => caches.open(`sinkscope files ${scope}`); // no words

  async function fetchFile(file: StoredFile): Promise<Response> {
    // The browser's own cache is right for names with a hash; others must be asked for.
    const cache = isNamedByContent(file.path) ? 'default' : 'no-cache';
    // Hosts that add to the page (a badge, a script) may: its names are checked instead.
    const integrity = file.path === '' ? {} : { integrity: `sha256-${file.sha256}` };
    const response = await fetch(new Request(scope + file.path, { cache, ...integrity }));
    if (!response.ok)
      throw new Error(`${file.path || 'The page'} was answered with HTTP ${response.status}.`);
    if (file.path !== '') return isolated(response, file.bytes);
    const html = await response.text();
    const foreign = foreignAssets(html, files);
    if (foreign.length > 0)
      throw new Error(`The page is of another version: it names ${foreign.join(', ')}.`);
    return new Response(html, { headers: isolatedHeaders(response.headers) });
  }

  async function match(address: string): Promise<Response | undefined> {
    return (await open()).match(address, { ignoreVary: true });
  }

  return {
    async fill() {
      const cache = await open();
      const stored = new Set((await cache.keys()).map(({ url }) => url));
      const missing = files.filter((file) => !stored.has(storedAddress(scope, file)));
      const work = async () => {
        for (let file = missing.shift(); file; file = missing.shift()) {
          await cache.put(storedAddress(scope, file), await fetchFile(file));
        }
      };
      await Promise.all(Array.from({ length: parallelFetches }, work));
    },
    async read(file) {
      const stored = await match(storedAddress(scope, file));
      return stored ?? isolated(await fetch(new Request(scope + file.path)));
    },
    async readFormer(address) {
      return (await match(address)) ?? isolated(await fetch(new Request(address)));
    },
    async tidy() {
      const cache = await open();
      const stored = (await cache.keys()).map(({ url }) => url);
      await Promise.all(staleAddresses(stored, scope, files).map((address) => cache.delete(address)));
    },
  };
}

/** A new response, so that one that a host redirected can answer a navigation. */
function isolated(response: Response, bytes?: number): Response {
  const { status, statusText, body } = response;
  return new Response(body, { status, statusText, headers: isolatedHeaders(response.headers, bytes) });
}
