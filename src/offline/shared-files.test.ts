import { expect, test } from 'vitest';
import { createFakeCaches } from './fake-caches.ts';
import { keepSharedFiles, takeSharedFiles } from './shared-files.ts';

const scope = 'https://host.example/deep/sub/';
const image = (name: string, text: string) => ({ name, blob: new Blob([text], { type: 'image/png' }) });

test('shared files are taken once, in their order, with name and type', async () => {
  const caches = createFakeCaches();
  const files = [image('a & b ?.png', 'one'), image('ü.png', 'two')];
  await keepSharedFiles(caches, scope, { id: 'x', files });
  const taken = await takeSharedFiles(caches, scope, 'x');
  expect(taken.map(({ name, blob }) => [name, blob.type])).toEqual([
    ['a & b ?.png', 'image/png'],
    ['ü.png', 'image/png'],
  ]);
  expect(await Promise.all(taken.map(({ blob }) => blob.text()))).toEqual(['one', 'two']);
  expect(await takeSharedFiles(caches, scope, 'x')).toEqual([]);
});

test('a new share takes the place of one that nobody fetched', async () => {
  const caches = createFakeCaches();
  await keepSharedFiles(caches, scope, { id: 'x', files: [image('old.png', 'one')] });
  await keepSharedFiles(caches, scope, { id: 'y', files: [image('new.png', 'two')] });
  expect(await takeSharedFiles(caches, scope, 'x')).toEqual([]);
  expect((await takeSharedFiles(caches, scope, 'y')).map(({ name }) => name)).toEqual(['new.png']);
});
