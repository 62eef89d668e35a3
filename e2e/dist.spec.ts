import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from './journey.ts';
import { openScope } from './scope-page.ts';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
  statSync(dist + file).isFile(),
);
const maxPageJavaScriptBytes = 200_000;

test('one build of the runtime is shipped, and nothing of the others', () => {
  expect(files.filter((file) => file.endsWith('.wasm'))).toEqual([
    expect.stringMatching(/^assets\/ort-wasm-simd-threaded\.asyncify-.*\.wasm$/),
  ]);
  expect(files.filter((file) => file.endsWith('.mjs'))).toEqual([
    expect.stringMatching(/^assets\/ort-wasm-simd-threaded\.asyncify-.*\.mjs$/),
  ]);
});

test('what a first visit loads stays small, without the runtime', async ({ page }) => {
  // What follows when the page has nothing to do is no part of the first picture.
  await page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 }));
  const loaded = new Set<string>();
  page.on('request', (request) => loaded.add(new URL(request.url()).pathname));
  await (await openScope(page)).waitForTrace(6);
  const scripts = files.filter(
    (file) =>
      /^assets\/(?!onnxruntime-).*\.js$/.test(file) && [...loaded].some((path) => path.endsWith(file)),
  );
  const sizes = scripts.map((file) => ({ file, gzippedBytes: gzipSync(readFileSync(dist + file)).length }));
  const total = sizes.reduce((sum, { gzippedBytes }) => sum + gzippedBytes, 0);
  expect(scripts).toContainEqual(expect.stringMatching(/^assets\/worker-/));
  expect(total, JSON.stringify(sizes)).toBeLessThan(maxPageJavaScriptBytes);
});

test('every address in the page is relative, so that it serves below any path', () => {
  const html = readFileSync(`${dist}index.html`, 'utf8');
  const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1]);
  expect(addresses.length).toBeGreaterThan(0);
  for (const address of addresses) expect(address).toMatch(/^(\.\/|#|data:)/);
});
