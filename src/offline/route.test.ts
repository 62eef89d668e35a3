import { expect, test } from 'vitest';
import { type RequestFacts, routeOf } from './route.ts';
import type { StoredFile } from './stored-file.ts';

const scope = 'https://host.example/deep/sub/';
const named = (path: string): StoredFile => ({ path, sha256: path, bytes: 1 });
const files = new Map(['', 'assets/index-A.js', 'samples/moon.webp'].map((path) => [path, named(path)]));

function route(path: string, facts: Partial<RequestFacts> = {}) {
  return routeOf({ method: 'GET', url: new URL(path, scope).href, hasRange: false, ...facts }, scope, files);
}

test('the page, with whatever link, and its files are answered from the store', () => {
  for (const path of ['./', './?model=x#y', 'index.html'])
    expect(route(path)).toEqual({ kind: 'file', file: named('') });
  expect(route('assets/index-A.js')).toEqual({ kind: 'file', file: named('assets/index-A.js') });
  expect(route('samples/moon.webp?v=1')).toEqual({ kind: 'file', file: named('samples/moon.webp') });
});

test('an asset of an earlier version is looked for under its address', () => {
  expect(route('assets/index-Old.js')).toEqual({ kind: 'former', address: `${scope}assets/index-Old.js` });
});

test('everything else is left to the browser', () => {
  expect(route('https://hub.example/owner/model/resolve/main/model.safetensors')).toBeUndefined();
  expect(route('https://host.example/deep/')).toBeUndefined();
  expect(route('https://host.example/deep/submarine/')).toBeUndefined();
  expect(route('notes.html')).toBeUndefined();
  expect(route('samples/moon.webp', { hasRange: true })).toBeUndefined();
  expect(route('./', { method: 'HEAD' })).toBeUndefined();
  expect(route('./', { method: 'POST' })).toBeUndefined();
});

test('only a POST to its address is a share', () => {
  expect(route('share-target', { method: 'POST' })).toEqual({ kind: 'share' });
  expect(route('share-target')).toBeUndefined();
  expect(route('https://host.example/share-target', { method: 'POST' })).toBeUndefined();
});
