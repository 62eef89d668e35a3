import { expect, test, vi } from 'vitest';
import type { LocalFile } from '../../hub/local-file.ts';
import { createFakeCaches } from '../../offline/fake-caches.ts';
import { keepSharedFiles } from '../../offline/shared-files.ts';
import { receiveFiles } from './received-files.ts';

type LaunchFiles = (launch: { readonly files?: readonly { getFile(): Promise<File> }[] }) => void;

function setUp(href: string) {
  const caches = createFakeCaches();
  const replaceState = vi.fn();
  let launch: LaunchFiles | undefined;
  const launchQueue = {
    setConsumer(consume: LaunchFiles) {
      launch = consume;
    },
  };
  const window = { location: { href }, history: { state: null, replaceState }, caches, launchQueue };
  const opened: Promise<readonly LocalFile[]>[] = [];
  const start = () =>
    receiveFiles(window as unknown as Window & typeof globalThis, async (files) => {
      opened.push(Promise.resolve(files));
    });
  return {
    caches,
    replaceState,
    opened,
    start,
    launch: (files: File[]) => launch?.({ files: files.map(handle) }),
  };
}

const handle = (file: File) => ({ getFile: async () => file });
const names = async (files: Promise<readonly LocalFile[]> | undefined) =>
  (await files)?.map(({ path }) => path);

test('shared files are opened, and the link forgets them', async () => {
  const { caches, replaceState, opened, start } = setUp('https://host.example/sub/?shared=x&hub=y');
  const files = [{ name: 'cat.png', blob: new Blob(['cat']) }];
  await keepSharedFiles(caches, 'https://host.example/sub/', { id: 'x', files });
  start();
  expect(await names(opened[0])).toEqual(['cat.png']);
  expect(String(replaceState.mock.calls[0]?.[2])).toBe('https://host.example/sub/?hub=y');
});

test('files that the system opens with the app are opened together, as often as it does', async () => {
  const { opened, start, launch } = setUp('https://host.example/sub/');
  start();
  launch([]);
  expect(opened).toEqual([]);
  launch([new File(['{}'], 'config.json'), new File(['w'], 'model.safetensors')]);
  launch([new File(['cat'], 'cat.png')]);
  expect(await names(opened[0])).toEqual(['config.json', 'model.safetensors']);
  expect(await names(opened[1])).toEqual(['cat.png']);
});
