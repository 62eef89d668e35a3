import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SHARE_PATH } from '../src/offline/route.ts';
import config from '../vite.config.ts';

const nginx = readFileSync(new URL('../deploy/nginx.conf', import.meta.url), 'utf8');
const manifest = JSON.parse(readFileSync(new URL('manifest.json', import.meta.url), 'utf8'));

test('the container sends the headers that the preview sends', () => {
  const sent = new Map(
    Array.from(nginx.matchAll(/add_header (\S+) +"([^"]*)" always;/g), ([, name, value]) => [name, value]),
  );
  for (const [name, value] of Object.entries(config.preview?.headers ?? {}))
    expect(sent.get(name)).toBe(value);
  expect(Object.keys(config.preview?.headers ?? {})).toContain('Content-Security-Policy');
});

test('the manifest shares to where the service worker listens, below any path, and its icons are there', () => {
  const at = 'https://host.example/deep/manifest.webmanifest';
  for (const path of [manifest.start_url, manifest.scope]) expect(new URL(path, at).pathname).toBe('/deep/');
  expect(new URL(manifest.share_target.action, at).pathname).toBe(`/deep/${SHARE_PATH}`);
  for (const { src } of manifest.icons as { src: string }[])
    expect(readFileSync(new URL(`../public/${src}`, import.meta.url)).length).toBeGreaterThan(0);
});
