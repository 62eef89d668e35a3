import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { missingShared, sharedFile } from '../tools/fixtures/goldens.ts';
import { paintedCells } from './scope-page.ts';
import { type HubRepository, hubRepository } from './test-hub/hub-content.ts';
import { downloads, expect, openCatalogue, openOnHub, openRepository, test } from './test-hub/hub-journey.ts';

const mini = fileURLToPath(new URL('../public/models/mini/', import.meta.url));
const repo = 'owner/mini';
const layers = 6;

function publish(token?: string): HubRepository {
  const files = ['config.json', 'model.safetensors'].map((name) => [name, { path: mini + name }] as const);
  return hubRepository(Object.fromEntries(files), token);
}

const published = publish();
const weightBytes = published.files.get('model.safetensors')!.bytes.length;
/** Enough for some layers; then the hub holds the rest back. */
const halfBytes = Math.round(weightBytes / 2);

const modelButton = (page: Page, name: RegExp) => page.getByRole('button', { name });
const hubModel = /^Model owner\/mini/;
const firstModel = /^Model Mini, with artifacts/;

test.beforeEach(({ hub }) => hub.publish(repo, published));

test('the first layer shows while the rest of the model is still on its way', async ({
  page,
  hub,
  scope,
}) => {
  hub.manners.holdAfter = halfBytes;
  await openRepository(page, repo);
  await expect(downloads(page)).toHaveText(/^1\.\d of 3\.2 MB/);
  await expect(scope.status).toHaveText(/^Layer [1-4] of 6$/);
  expect(hub.sentBytes('model.safetensors')).toBeLessThan(0.6 * weightBytes);
  expect((await scope.normsOf(0)).largest).toBeGreaterThan(0);
  hub.manners.holdAfter = Number.POSITIVE_INFINITY;
  await scope.waitForTrace(layers);
  await expect(downloads(page)).toBeHidden();
  expect(hub.sentBytes('model.safetensors')).toBe(weightBytes);
  await expect(modelButton(page, hubModel)).toBeVisible();
});

test('what is on the screen needs no network', async ({ page, context, scope }) => {
  await openRepository(page, repo);
  await scope.waitForTrace(layers);
  const before = await paintedCells(scope.grid);
  await page.waitForLoadState('networkidle'); // the page fetches the rest of its own code when it is at rest
  await context.setOffline(true);
  await scope.hoverPatch(4, 5, { rows: 20, columns: 20 });
  await expect(scope.query).toContainText('5');
  await expect.poll(async () => paintedCells(scope.grid)).not.toEqual(before);
  await expect(scope.alert).toBeEmpty();
});

test('cancelling stops the download, and continuing costs no byte twice', async ({ page, hub, scope }) => {
  hub.manners.holdAfter = halfBytes;
  await openRepository(page, repo);
  await expect(scope.status).toHaveText(/^Layer [1-4] of 6$/);
  await expect(downloads(page)).toHaveText(/^1\.\d of 3\.2 MB/);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(scope.status).toHaveText(/^Stopped after [1-5] of 6 layers$/);
  await expect(downloads(page)).toBeHidden();
  hub.manners.holdAfter = Number.POSITIVE_INFINITY;
  await page.getByRole('button', { name: 'Continue' }).click();
  await scope.waitForTrace(layers);
  expect(hub.sentBytes('model.safetensors')).toBe(weightBytes);
});

test('a connection that breaks halfway costs no byte twice', async ({ page, hub, scope }) => {
  Object.assign(hub.manners, { drops: 1, dropAfter: halfBytes, holdAfter: halfBytes });
  await openRepository(page, repo);
  // A browser forgets what a page has not read yet when the connection breaks.
  await expect(downloads(page)).toHaveText(/^1\.6 of 3\.2 MB/);
  hub.manners.holdAfter = Number.POSITIVE_INFINITY;
  await scope.waitForTrace(layers);
  expect(hub.manners.drops).toBe(0);
  expect(hub.sentBytes('model.safetensors')).toBe(weightBytes);
});

test('a reload finds what was downloaded, without the hub', async ({ page, hub, scope }) => {
  await openRepository(page, repo);
  await scope.waitForTrace(layers);
  const norms = await scope.normsOf(5);
  await hub.close();
  await openOnHub(page, hub);
  const sheet = await openCatalogue(page);
  await expect(sheet.getByRole('region', { name: 'On this device' })).toContainText('3.2 MB stored');
  await sheet
    .getByRole('region', { name: 'On this device' })
    .getByRole('button', { name: repo, exact: true })
    .click();
  await scope.waitForTrace(layers);
  expect(await scope.normsOf(5)).toEqual(norms);
  await expect(modelButton(page, hubModel)).toBeVisible();
});

test('a reload in the middle goes on where the download was', async ({ page, hub, scope }) => {
  hub.manners.holdAfter = halfBytes;
  await openRepository(page, repo);
  await expect(scope.status).toHaveText(/^Layer [1-4] of 6$/);
  await expect(downloads(page)).toHaveText(/^1\.\d of 3\.2 MB/);
  await openOnHub(page, hub);
  hub.manners.holdAfter = Number.POSITIVE_INFINITY;
  await openRepository(page, repo);
  await scope.waitForTrace(layers);
  // A reload loses the piece of at most 1 MiB that was not whole.
  expect(hub.sentBytes('model.safetensors')).toBeLessThanOrEqual(weightBytes + 2 ** 20);
});

test('a stored model can be deleted', async ({ page, scope }) => {
  await openRepository(page, repo);
  await scope.waitForTrace(layers);
  const sheet = await openCatalogue(page);
  await sheet.getByRole('button', { name: `Delete ${repo}` }).click();
  await expect(sheet.getByText('No model is stored.')).toBeVisible();
  const kept = await page.evaluate(async () => {
    const addresses: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) addresses.push(url);
    return addresses.filter((address) => address.includes('/resolve/'));
  });
  expect(kept.filter((address) => !address.endsWith('description'))).toEqual([]);
});

test('a full device does not stop a model from running', async ({ page, scope }) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', {
    origin: new URL(page.url()).origin,
    quotaSize: 1_500_000,
  });
  await openRepository(page, repo);
  await scope.waitForTrace(layers);
  const sheet = await openCatalogue(page);
  await expect(sheet.getByText(/no more room for the page/)).toBeVisible();
});

test('a gated repository asks for a token, and the token goes to the hub alone', async ({
  page,
  hub,
  scope,
}) => {
  hub.publish(repo, publish('hf_secret'));
  await openRepository(page, repo);
  await expect(scope.alert).toContainText('without a token (HTTP 401)');
  await expect(modelButton(page, firstModel)).toBeVisible();
  const sheet = await openCatalogue(page);
  await sheet.getByLabel('Token, for gated repositories').fill('hf_wrong');
  await page.keyboard.press('Escape');
  await openRepository(page, repo);
  await expect(scope.alert).toContainText('refuses the token for owner/mini (HTTP 401)');
  await (await openCatalogue(page)).getByLabel('Token, for gated repositories').fill('hf_secret');
  await page.keyboard.press('Escape');
  await openRepository(page, repo);
  await scope.waitForTrace(layers);
  await expect(modelButton(page, hubModel)).toBeVisible();
  const content = hub.seen.filter(({ at }) => at === 'content');
  expect(content.length).toBeGreaterThan(0);
  expect(content.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(kept).not.toContain('hf_');
});

test('a browser has nothing to remark on the catalogue', async ({ page, scope }) => {
  await expect(scope.alert).toBeEmpty();
  const remarks: string[] = [];
  page.on('console', (message) => remarks.push(message.text()));
  const sheet = await openCatalogue(page);
  const token = sheet.getByLabel('Token, for gated repositories');
  await token.fill('hf_secret');
  await token.press('Enter');
  await expect(token).toHaveValue('hf_secret');
  await expect(sheet.getByRole('textbox')).toHaveCount(2); // what the password goes with is not to be seen
  expect(remarks).toEqual([]);
});

test('a name that does not exist is said to be unknown', async ({ page, scope }) => {
  await openRepository(page, 'owner/nothing');
  await expect(scope.alert).toContainText('there is none of that name');
  await openRepository(page, `${repo}@no-such-branch`);
  await expect(scope.alert).toContainText(
    'has no repository owner/mini at the revision no-such-branch (HTTP 404)',
  );
  await expect(modelButton(page, firstModel)).toBeVisible();
});

test('a busy hub is waited for', async ({ page, hub, scope }) => {
  Object.assign(hub.manners, { busy: 2, retryAfter: '1' });
  await openRepository(page, repo);
  await scope.waitForTrace(layers);
  await expect(modelButton(page, hubModel)).toBeVisible();
  expect(hub.seen.filter(({ status }) => status === 429)).toHaveLength(2);
});

test('a file that changes on the way is noticed', async ({ page, hub, scope }) => {
  Object.assign(hub.manners, { describes: false, holdAfter: halfBytes, drops: 1, dropAfter: halfBytes });
  await openRepository(page, repo);
  await expect(scope.status).toHaveText(/^Layer [1-4] of 6$/);
  const changed = published.files.get('model.safetensors')!.bytes.map((byte) => byte ^ 1);
  hub.publish(
    repo,
    hubRepository({ 'config.json': { path: `${mini}config.json` }, 'model.safetensors': { bytes: changed } }),
  );
  hub.manners.holdAfter = Number.POSITIVE_INFINITY;
  await expect(scope.alert).toContainText('changed on the hub while it was downloading');
  await expect(modelButton(page, firstModel)).toBeVisible();
});

test('a file with a wrong hash is refused before its result shows', async ({ page, hub, scope }) => {
  hub.manners.wrongHash = true;
  await openRepository(page, repo);
  await expect(scope.alert).toContainText('its SHA-256 differs');
  await expect(modelButton(page, firstModel)).toBeVisible();
  const sheet = await openCatalogue(page);
  await expect(sheet.getByText(/^0\.0 MB stored/)).toBeVisible();
});

test('a large download waits for the visitor’s word', async ({ page, hub, scope }) => {
  hub.publish(
    'owner/large',
    hubRepository({
      'config.json': { path: `${mini}config.json` },
      'model.safetensors': { bytes: new Uint8Array(101_000_000) },
    }),
  );
  await openRepository(page, 'owner/large');
  const question = page.getByRole('dialog', { name: 'Download this model?' });
  await expect(question).toContainText('owner/large is 101 MB');
  await question.getByRole('button', { name: 'Not now' }).click();
  await expect(modelButton(page, firstModel)).toBeVisible();
  await expect(scope.alert).toBeEmpty();
  expect(hub.sentBytes('model.safetensors')).toBe(0);
});

test('the catalogue’s first model opens from the hub', async ({ page, hub, scope }) => {
  const folder = 'models/vit-tiny-augreg';
  test.skip(missingShared('the catalogue’s first model', folder), '../shared is missing');
  const names = ['config.json', 'model.safetensors'];
  hub.publish(
    'timm/vit_tiny_patch16_224.augreg_in21k_ft_in1k',
    hubRepository(
      Object.fromEntries(names.map((name) => [name, { path: sharedFile(`${folder}/${name}`)! }])),
    ),
  );
  const sheet = await openCatalogue(page);
  await sheet.getByRole('button', { name: 'ViT-Ti/16 AugReg', exact: true }).first().click();
  await expect(scope.status).toHaveText(/^12 layers in /, { timeout: 110_000 });
  expect((await scope.normsOf(7)).largest).toBeGreaterThan(100);
});
