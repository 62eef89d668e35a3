import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { pseudoLanguage } from '../tools/language.ts';
import { pseudo } from '../tools/pseudo-words.ts';
import { dropFiles } from './drop-files.ts';
import { writeHostileFiles } from './hostile-files.ts';
import { expect, test as journey } from './journey.ts';
import { leftoverWords } from './leftover-words.ts';
import { SCREENS } from './screens.ts';
import { type StaticHost, startStaticHost } from './static-host.ts';

const test = journey.extend<object, { host: StaticHost }>({
  host: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed off the pattern.
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'pseudo-page-'));
      await buildPseudoPage(folder);
      const host = await startStaticHost(`${folder}/`);
      await use(host);
      await host.close();
      await rm(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  baseURL: ({ host }, use) => use(host.address),
});

async function buildPseudoPage(outDir: string): Promise<void> {
  process.env.SINKSCOPE_LANGUAGE = pseudoLanguage;
  await build({ logLevel: 'error', build: { outDir } });
  delete process.env.SINKSCOPE_LANGUAGE;
}

async function waitForTrace(page: Page): Promise<void> {
  await expect(page.getByRole('status').first()).toContainText(pseudo('layers in'), { timeout: 60_000 });
}

test('every word of every screen comes from the words of the language', async ({ page }) => {
  await page.goto('./');
  await waitForTrace(page);
  expect.soft(await leftoverWords(page), 'first visit').toEqual([]);
  for (const { name, keys, shows, back } of SCREENS) {
    for (const key of keys) await page.keyboard.press(key);
    const place = page.getByRole(shows[0], { name: pseudo(shows[1]) }).first();
    await expect(place).toBeVisible();
    expect.soft(await leftoverWords(page), name).toEqual([]);
    for (const key of back ?? ['Escape']) await page.keyboard.press(key);
    await expect(place).toBeHidden();
  }
});

test('so do refusals, charts, all sections of the panel of changes, the catalogue and a comparison', async ({
  page,
}, info) => {
  await page.goto('./');
  await waitForTrace(page);
  const hostile = writeHostileFiles(info.outputPath('hostile'));
  for (const file of [hostile.truncatedWeights, hostile.configNotJson, hostile.hugeImage]) {
    await dropFiles(page, [file]);
    await expect(page.getByRole('alert')).not.toBeEmpty();
    expect.soft(await leftoverWords(page), file).toEqual([]);
    await page.getByRole('button', { name: pseudo('Dismiss') }).click();
  }

  for (const chart of await page
    .getByRole('group', { name: pseudo('Below the grid') })
    .getByRole('radio')
    .all()) {
    await chart.check();
    expect.soft(await leftoverWords(page), 'charts').toEqual([]);
  }

  await page.keyboard.press('x');
  const panel = page.getByRole('complementary', { name: pseudo('Change the model') });
  await expect(panel).toBeVisible();
  const closed = panel.locator('h3 [aria-expanded=false]');
  while ((await closed.count()) > 0) await closed.first().click();
  expect.soft(await leftoverWords(page), 'panel of changes').toEqual([]);
  await page.keyboard.press('x');

  await page.keyboard.press('j');
  const lessons = page.getByRole('complementary', { name: pseudo('Lessons') });
  await lessons.getByRole('listitem').first().getByRole('button').click();
  await expect(lessons.getByRole('button', { name: pseudo('Next') })).toBeVisible();
  expect.soft(await leftoverWords(page), 'lesson').toEqual([]);
  await page.keyboard.press('j');

  await page.keyboard.press('b');
  await page.getByRole('button', { name: pseudo('Browse models…') }).click();
  await expect(page.getByRole('dialog', { name: pseudo('Models from the Hub') })).toBeVisible();
  expect.soft(await leftoverWords(page), 'catalogue').toEqual([]);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: pseudo('Compare the remedies') }).click();
  await expect(page.getByRole('status').first()).toHaveText(new RegExp(`^4 ${pseudo('lenses in')}`), {
    timeout: 90_000,
  });
  expect.soft(await leftoverWords(page), 'comparison').toEqual([]);
});
