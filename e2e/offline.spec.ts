import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { golden } from '../tools/fixtures/goldens.ts';
import { expectAccessible } from './accessibility.ts';
import { dropFiles } from './drop-files.ts';
import { expect, test as journey } from './journey.ts';
import { openScope, paintedCells, scopePage } from './scope-page.ts';
import { type StaticHost, startStaticHost } from './static-host.ts';
import { hubRepository } from './test-hub/hub-content.ts';
import { test as hubJourney, openCatalogue, openOnHub, openRepository } from './test-hub/hub-journey.ts';

const photograph = fileURLToPath(new URL('../public/samples/pears.webp', import.meta.url));

interface Hosted {
  readonly host: StaticHost;
}

const hosted = {
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed off the pattern.
  host: async ({}, use: (host: StaticHost) => Promise<void>) => {
    const host = await startStaticHost();
    await use(host);
    await host.close();
  },
  baseURL: ({ host }: Hosted, use: (address: string) => Promise<void>) => use(host.address),
  serviceWorkers: 'allow',
} as const;

const test = journey.extend<Hosted>(hosted);
const testWithHub = hubJourney.extend<Hosted>(hosted);

const isIsolated = (page: Page) => page.evaluate(() => window.crossOriginIsolated);

async function waitUntilStored(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, {
    timeout: 60_000,
  });
}

test('after the first visit everything works without a network', async ({ page, context, host }) => {
  const scope = await openScope(page);
  expect(await isIsolated(page)).toBe(false);
  await waitUntilStored(page);
  await page.getByRole('button', { name: /^wasm, 1 thread$/ }).click();
  await expect(page.getByRole('region', { name: 'Processor' })).toContainText('After a reload');
  await page.keyboard.press('Escape');

  await host.close();
  await context.setOffline(true);
  await page.reload();
  await scope.waitForTrace(6);
  expect(await isIsolated(page)).toBe(true);
  const before = await paintedCells(scope.grid);
  await dropFiles(page, [photograph]);
  await expect(scope.figure.getByRole('img')).toHaveAttribute('alt', 'pears.webp');
  await expect.poll(() => paintedCells(scope.grid)).not.toEqual(before);
  await scope.waitForTrace(6);

  await page.getByRole('button', { name: 'How to read this' }).click();
  const sheet = page.getByRole('dialog', { name: 'How to read this' });
  await expect(sheet).toContainText(/works without a network: \d+ files, \d+ MB, are stored/);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Model / }).click();
  await page.getByRole('button', { name: 'Mini, gated' }).click();
  await expect(page.getByRole('button', { name: 'Model Mini, gated' })).toBeVisible();
  await scope.waitForTrace(6);
  await expect(scope.alert).toBeEmpty();
});

test('a newer version is announced, and comes when it is asked for', async ({ page, host }) => {
  const scope = await openScope(page);
  await waitUntilStored(page);
  await host.publishSecondVersion();
  await page.reload();
  await scope.waitForTrace(6);
  const update = page.getByRole('status', { name: 'Version' });
  await expect(update).toContainText('A new version is ready.');
  await expectAccessible(page);
  const storedPages = () =>
    page.evaluate(async (address) => {
      const cache = await caches.open(`sinkscope files ${address}`);
      return (await cache.keys()).filter(({ url }) => url.startsWith(`${address}?`)).length;
    }, host.address);
  expect(await storedPages()).toBe(2);
  const secondPage = page.locator('html[data-version="2"]');
  await expect(secondPage).toHaveCount(0);
  await update.getByRole('button', { name: 'Reload' }).click();
  await expect(secondPage).toHaveCount(1);
  await scope.waitForTrace(6);
  await expect(update).toBeEmpty();
  await expect.poll(storedPages, 'the former version is dropped').toBe(1);
});

test('an image and a checkpoint that are shared with the app are opened', async ({ page, host }) => {
  await openScope(page);
  await waitUntilStored(page);
  await page.goto(host.sharePage);
  await page.getByLabel('Files').setInputFiles(photograph);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.waitForURL(host.address);
  const scope = scopePage(page);
  await expect(scope.figure.getByRole('img')).toHaveAttribute('alt', 'pears.webp');
  await scope.waitForTrace(6);
  await expect(scope.alert).toBeEmpty();

  await page.goto(host.sharePage);
  const { config, model } = golden('timm-micro');
  await page.getByLabel('Files').setInputFiles([config, model]);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.waitForURL(host.address);
  await scope.waitForTrace(4);
  await expect(scope.alert).toBeEmpty();
});

testWithHub(
  'a model that was downloaded opens without a network',
  async ({ page, context, host, hub, scope }) => {
    const mini = fileURLToPath(new URL('../public/models/mini/', import.meta.url));
    const files = ['config.json', 'model.safetensors'].map((name) => [name, { path: mini + name }] as const);
    hub.publish('owner/mini', hubRepository(Object.fromEntries(files)));
    await openRepository(page, 'owner/mini');
    await scope.waitForTrace(6);
    const norms = await scope.normsOf(5);
    await waitUntilStored(page);
    await Promise.all([hub.close(), host.close(), context.setOffline(true)]);
    await openOnHub(page, hub);
    const stored = (await openCatalogue(page)).getByRole('region', { name: 'On this device' });
    await stored.getByRole('button', { name: 'owner/mini', exact: true }).click();
    await expect(page.getByRole('button', { name: /^Model owner\/mini/ })).toBeVisible();
    await scope.waitForTrace(6);
    expect(await scope.normsOf(5)).toEqual(norms);
  },
);
