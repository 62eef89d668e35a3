import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
  statSync(dist + file).isFile(),
);
const maxPageJavaScriptBytes = 205_000;

test('one build of the runtime is shipped, and nothing of the others', () => {
  expect(files.filter((file) => file.endsWith('.wasm'))).toEqual([
    expect.stringMatching(/^assets\/ort-wasm-simd-threaded\.asyncify-.*\.wasm$/),
  ]);
  expect(files.filter((file) => file.endsWith('.mjs'))).toEqual([
    expect.stringMatching(/^assets\/ort-wasm-simd-threaded\.asyncify-.*\.mjs$/),
  ]);
});

test('what a first visit loads stays small, without the runtime', () => {
  const later = [
    ...['onnxruntime', 'mechanism-panel', 'compare-view', 'prompt-tokenizer'],
    ...['grid-tools', 'grid-zooming', 'ranked-grid', 'ranked-heads'],
    ...['catalogue', 'download', 'cache-store', 'memory-store', 'sha256-worker'],
  ];
  const scripts = files.filter((file) => file.endsWith('.js') && !later.some((name) => file.includes(name)));
  const sizes = scripts.map((file) => ({ file, gzippedBytes: gzipSync(readFileSync(dist + file)).length }));
  const total = sizes.reduce((sum, { gzippedBytes }) => sum + gzippedBytes, 0);
  expect(scripts.length).toBeGreaterThan(0);
  expect(total, JSON.stringify(sizes)).toBeLessThan(maxPageJavaScriptBytes);
});

test('every address in the page is relative, so that it serves below any path', () => {
  const html = readFileSync(`${dist}index.html`, 'utf8');
  const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1]);
  expect(addresses.length).toBeGreaterThan(0);
  for (const address of addresses) expect(address).toMatch(/^(\.\/|#|data:)/);
});
