import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { sharedFile } from '../fixtures/goldens.ts';

const folders: Readonly<Record<string, string>> = {
  goldens: fileURLToPath(new URL('../fixtures/goldens/', import.meta.url)),
  embedded: fileURLToPath(new URL('../../public/models/', import.meta.url)),
};

function localPath(address: string): string | undefined {
  const [, folder = '', rest = ''] = /\/files\/([^/]+)\/(.*)$/.exec(new URL(address).pathname) ?? [];
  const path = folder === 'shared' ? sharedFile(rest) : folders[folder] && folders[folder] + rest;
  return path !== undefined && existsSync(path) ? path : undefined;
}

/** Address of the lab that runs on a port of this machine; the port is in SINKSCOPE_LAB_PORT. */
function labAddress(): string {
  const port = process.env.SINKSCOPE_LAB_PORT;
  if (!port) throw new Error('SINKSCOPE_LAB_PORT does not say where the lab is served.');
  return `http://localhost:${port}/`;
}

/** Opens the lab. It finds local files as `files/goldens/…`, `files/embedded/…` and `files/shared/…`. */
export async function openLab(page: Page): Promise<void> {
  await page.route('**/files/**', (route) => {
    const path = localPath(route.request().url());
    return path === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ path });
  });
  await page.goto(labAddress());
  await page.waitForFunction(() => 'lab' in window);
}
