import type { LocalFile } from '../../hub/local-file.ts';
import { SHARED_PARAMETER, takeSharedFiles } from '../../offline/shared-files.ts';

/** What the system hands over when files are opened with the installed app; only in Chromium. */
interface LaunchQueue {
  setConsumer(consume: (launch: { readonly files?: readonly FileSystemFileHandle[] }) => void): void;
}

type OpenFiles = (files: readonly LocalFile[] | Promise<readonly LocalFile[]>) => Promise<void>;

/** Opens what other programs share with the installed app or open with it, now and later. */
export function receiveFiles(window: Window & typeof globalThis, openFiles: OpenFiles): void {
  const address = new URL(window.location.href);
  const id = address.searchParams.get(SHARED_PARAMETER);
  if (id !== null) {
    address.searchParams.delete(SHARED_PARAMETER);
    window.history.replaceState(window.history.state, '', address);
    void openFiles(sharedFiles(window.caches, new URL('./', address).href, id));
  }
  const { launchQueue } = window as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files = [] }) => {
    if (files.length > 0) void openFiles(Promise.all(files.map(openHandle)));
  });
}

async function sharedFiles(caches: CacheStorage, scope: string, id: string): Promise<LocalFile[]> {
  const files = await takeSharedFiles(caches, scope, id);
  return files.map(({ name, blob }) => ({ path: name, blob }));
}

async function openHandle(handle: FileSystemFileHandle): Promise<LocalFile> {
  const file = await handle.getFile();
  return { path: file.name, blob: file };
}
