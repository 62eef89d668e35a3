/** A file that another program shared with the installed app. */
export interface SharedFile {
  readonly name: string;
  readonly blob: Blob;
}

/** The query parameter that tells the page under which id shared files wait for it. */
export const SHARED_PARAMETER = 'shared';

type OpenCaches = Pick<CacheStorage, 'open' | 'delete'>;

const cacheName = (scope: string) => `sinkscope shared ${scope}`; // no words

/** Lays shared files down for the page, in place of any that nobody fetched. */
export async function keepSharedFiles(
  caches: OpenCaches,
  scope: string,
  { id, files }: { id: string; files: readonly SharedFile[] },
): Promise<void> {
  await caches.delete(cacheName(scope));
  const cache = await caches.open(cacheName(scope));
  for (const [index, { name, blob }] of files.entries()) {
    const address = `${scope}shared/${id}/${index}?name=${encodeURIComponent(name)}`;
    await cache.put(address, new Response(blob, { headers: blob.type ? { 'Content-Type': blob.type } : {} }));
  }
}

/** Takes the files that were laid down under the id, in their order; none where they were taken before. */
export async function takeSharedFiles(caches: OpenCaches, scope: string, id: string): Promise<SharedFile[]> {
  const cache = await caches.open(cacheName(scope));
  const start = `${scope}shared/${id}/`;
  const files: SharedFile[] = [];
  for (const request of await cache.keys()) {
    if (!request.url.startsWith(start)) continue;
    const response = await cache.match(request);
    const name = new URL(request.url).searchParams.get('name') ?? 'shared';
    if (response) files.push({ name, blob: await response.blob() });
    await cache.delete(request);
  }
  return files;
}
