import { createFileStore } from './file-store.ts';
import type { StoreReport, ToServiceWorker } from './message.ts';
import { type Route, routeOf } from './route.ts';
import { keepSharedFiles, SHARED_PARAMETER } from './shared-files.ts';
import type { StoredFile } from './stored-file.ts';

declare const self: ServiceWorkerGlobalScope;
/** Written by the build: path, SHA-256 in base64, bytes. */
declare const BUILD_FILES: readonly (readonly [path: string, sha256: string, bytes: number])[];

const { scope } = self.registration;
const files: readonly StoredFile[] = BUILD_FILES.map(([path, sha256, bytes]) => ({ path, sha256, bytes }));
const byPath = new Map(files.map((file) => [file.path, file]));
const store = createFileStore({ caches: self.caches, fetch: (request) => self.fetch(request), scope, files });

self.addEventListener('install', (event) => event.waitUntil(store.fill()));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { method, url, headers } = request;
  const facts = { method, url, hasRange: headers.has('Range') }; // no words
  const route = routeOf(facts, scope, byPath);
  if (route) event.respondWith(answer(route, request));
});

self.addEventListener('message', (event) => {
  const message = event.data as ToServiceWorker;
  switch (message.kind) {
    case 'activate':
      event.waitUntil(self.skipWaiting());
      break;
    case 'tidy':
      event.waitUntil(tidyIfAlone(event.source));
      break;
    case 'report': {
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      event.ports[0]?.postMessage({ files: files.length, bytes } satisfies StoreReport);
    }
  }
});

function answer(route: Route, request: Request): Promise<Response> {
  switch (route.kind) {
    case 'file':
      return store.read(route.file);
    case 'former':
      return store.readFormer(route.address);
    case 'share':
      return receiveShare(request);
  }
}

/** Lays down what was shared and sends the browser to the page, which opens it. */
async function receiveShare(request: Request): Promise<Response> {
  const id = crypto.randomUUID();
  const shared = (await request.formData()).getAll('files').filter((entry) => entry instanceof File);
  await keepSharedFiles(self.caches, scope, {
    id,
    files: shared.map((file) => ({ name: file.name, blob: file })),
  });
  return Response.redirect(`${scope}?${SHARED_PARAMETER}=${id}`, 303);
}

/**
 * Another open page may be of the former version, and load a part of it later. While a newer version is stored or
 * waits, its files are none of this one's.
 */
async function tidyIfAlone(sender: ExtendableMessageEvent['source']): Promise<void> {
  if (self.registration.installing || self.registration.waiting) return;
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const others = windows.filter(
    ({ id, url }) => url.startsWith(scope) && !(sender && 'id' in sender && sender.id === id),
  );
  if (others.length === 0) await store.tidy();
}
