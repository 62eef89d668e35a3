import { expect, test } from 'vitest';
import { createFakeCaches } from './fake-caches.ts';
import { createFileStore } from './file-store.ts';
import type { StoredFile } from './stored-file.ts';

const scope = 'https://host.example/deep/sub/';

interface Version {
  readonly files: readonly StoredFile[];
  readonly contents: Readonly<Record<string, string>>;
}

function version(contents: Readonly<Record<string, string>>): Version {
  const files = Object.entries(contents).map(([path, text]) => ({ path, sha256: text, bytes: text.length }));
  return { files, contents };
}

const first = version({
  '': '<script src="./assets/a-1.js"></script>',
  'assets/a-1.js': 'one',
  'samples/moon.webp': 'moon',
});
const second = version({
  '': '<script src="./assets/a-2.js"></script>',
  'assets/a-2.js': 'two',
  'samples/moon.webp': 'moon',
});

/** A host of one version; `fetched` lists what was asked of it. */
function hostOf({ contents }: Version) {
  const fetched: Request[] = [];
  const fetch = async (request: Request) => {
    fetched.push(request);
    const text = contents[request.url.slice(scope.length)];
    const headers = {
      'Content-Type': 'text/x',
      'Content-Encoding': 'gzip',
      'Content-Length': '1',
      'X-Host': 'h',
    };
    return text === undefined ? new Response('', { status: 404 }) : new Response(text, { headers });
  };
  return { fetch, fetched, paths: () => fetched.map(({ url }) => url.slice(scope.length)).sort() };
}

const noNetwork = () => Promise.reject(new TypeError('offline'));
const fileOf = ({ files }: Version, path: string) => files.find((file) => file.path === path)!;

test('what was stored is read without a network, isolated and with its true length', async () => {
  const caches = createFakeCaches();
  const host = hostOf(first);
  await createFileStore({ caches, scope, files: first.files, fetch: host.fetch }).fill();
  const store = createFileStore({ caches, scope, files: first.files, fetch: noNetwork });
  for (const file of first.files) {
    const response = await store.read(file);
    expect(await response.text()).toBe(first.contents[file.path]);
    expect(response.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
    expect(response.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
    expect(response.headers.get('X-Host')).toBe('h');
    expect(response.headers.has('Content-Encoding')).toBe(false);
  }
  expect((await store.read(fileOf(first, 'assets/a-1.js'))).headers.get('Content-Length')).toBe('3');
});

test('files are checked against the build, and only names without a hash are asked for anew', async () => {
  const host = hostOf(first);
  await createFileStore({ caches: createFakeCaches(), scope, files: first.files, fetch: host.fetch }).fill();
  const asked = Object.fromEntries(host.fetched.map((request) => [request.url.slice(scope.length), request]));
  expect(asked['assets/a-1.js']?.cache).toBe('default');
  expect(asked['assets/a-1.js']?.integrity).toBe('sha256-one');
  expect(asked['samples/moon.webp']?.cache).toBe('no-cache');
  expect(asked['']?.cache).toBe('no-cache');
});

test('a new version fetches only what changed, and leaves the former one usable until it is tidied', async () => {
  const caches = createFakeCaches();
  const former = createFileStore({ caches, scope, files: first.files, fetch: hostOf(first).fetch });
  await former.fill();
  const host = hostOf(second);
  const next = createFileStore({ caches, scope, files: second.files, fetch: host.fetch });
  await next.fill();
  expect(host.paths()).toEqual(['', 'assets/a-2.js']);
  expect(await (await former.read(fileOf(first, ''))).text()).toContain('a-1.js');
  expect(await (await next.readFormer(`${scope}assets/a-1.js`)).text()).toBe('one');

  await next.tidy();
  const offline = createFileStore({ caches, scope, files: second.files, fetch: noNetwork });
  await expect(offline.readFormer(`${scope}assets/a-1.js`)).rejects.toThrow('offline');
  expect(await (await offline.read(fileOf(second, 'samples/moon.webp'))).text()).toBe('moon');
});

test('filling goes on where it broke off', async () => {
  const caches = createFakeCaches();
  const { 'samples/moon.webp': _, ...rest } = first.contents;
  const broken = hostOf({ ...first, contents: rest });
  const filling = createFileStore({ caches, scope, files: first.files, fetch: broken.fetch }).fill();
  await expect(filling).rejects.toThrow('samples/moon.webp was answered with HTTP 404.');
  const host = hostOf(first);
  await createFileStore({ caches, scope, files: first.files, fetch: host.fetch }).fill();
  expect(host.paths()).toContain('samples/moon.webp');
  expect(host.paths().length).toBeLessThan(first.files.length);
});

test('a page of another version than the worker is not stored', async () => {
  const mixed = hostOf({ ...first, contents: { ...first.contents, '': second.contents[''] ?? '' } });
  const store = createFileStore({
    caches: createFakeCaches(),
    scope,
    files: first.files,
    fetch: mixed.fetch,
  });
  await expect(store.fill()).rejects.toThrow('another version: it names assets/a-2.js');
});

test('what is not stored is had from the network, isolated too', async () => {
  const store = createFileStore({
    caches: createFakeCaches(),
    scope,
    files: first.files,
    fetch: hostOf(first).fetch,
  });
  const response = await store.read(fileOf(first, 'assets/a-1.js'));
  expect(await response.text()).toBe('one');
  expect(response.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
});
