import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A host that sends files and nothing else: no isolation headers, and no leave to cache anything. */
export interface StaticHost {
  /** Of the page, some folders deep. */
  readonly address: string;
  /** Of a page outside the app with a form that posts files as the system's share does. */
  readonly sharePage: string;
  /** Puts a newer build there: one whose page says `data-version="2"`. */
  publishSecondVersion(): Promise<void>;
  close(): Promise<void>;
}

const built = fileURLToPath(new URL('../dist/', import.meta.url));
const folder = '/some/deep/folder/';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

const shareForm = `<!doctype html><title>Share</title><link rel="icon" href="data:,">
<form method="post" enctype="multipart/form-data" action="${folder}share-target">
<input type="file" name="files" aria-label="Files"><button>Share</button></form>`;

/** Serves a built page, dist/ if none is said, from a free port. `dist` ends with a slash. */
export async function startStaticHost(dist = built): Promise<StaticHost> {
  const newer = new Map<string, string>();
  const server = createServer(async ({ url = '' }, response) => {
    const { pathname } = new URL(url, 'http://host');
    const send = (body: string | Buffer, type: string) => {
      response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
    };
    if (pathname === '/share.html') {
      send(shareForm, 'text/html');
      return;
    }
    const path = pathname.slice(folder.length) || 'index.html';
    try {
      if (!pathname.startsWith(folder)) throw new Error('outside');
      send(
        newer.get(path) ?? (await readFile(dist + path)),
        types[extname(path)] ?? 'application/octet-stream',
      );
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    address: origin + folder,
    sharePage: `${origin}/share.html`,
    async publishSecondVersion() {
      const page = await readFile(`${dist}index.html`, 'utf8');
      const secondPage = page.replace('<html ', '<html data-version="2" ');
      const worker = await readFile(`${dist}sw.js`, 'utf8');
      newer.set('index.html', secondPage);
      newer.set('sw.js', worker.replace(sha256(page), sha256(secondPage)));
    },
    async close() {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
