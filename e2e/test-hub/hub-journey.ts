import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { type ScopePage, scopePage } from '../scope-page.ts';
import { startTestHub, type TestHub } from './test-hub.ts';

interface HubFixtures {
  readonly hub: TestHub;
  readonly scope: ScopePage;
  readonly watch: undefined;
}

/**
 * A test with a hub of its own and the page open on it. It fails when the page throws, logs an error that is no
 * answer of the hub, or asks any third origin for anything.
 */
export const test = base.extend<HubFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed off the pattern.
  hub: async ({}, use) => {
    const hub = await startTestHub({});
    await use(hub);
    await hub.close();
  },
  watch: [
    async ({ context, page, baseURL, hub }, use) => {
      const problems: string[] = [];
      const known = [new URL(baseURL ?? '').origin, ...hub.origins, 'blob:', 'data:'];
      context.on('request', (request) => {
        if (!known.some((start) => request.url().startsWith(start)))
          problems.push(`request to ${request.url()}`);
      });
      page.on('console', (message) => {
        const isAnswer = hub.origins.some((origin) => message.location().url.startsWith(origin));
        if (message.type() === 'error' && !isAnswer) problems.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
      await use(undefined);
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
  scope: async ({ page, hub }, use) => {
    await use(await openOnHub(page, hub));
  },
});

export { expect };

/** Opens the page on a hub and waits for the embedded model's trace. */
export async function openOnHub(page: Page, hub: TestHub): Promise<ScopePage> {
  await page.goto(`./?hub=${encodeURIComponent(hub.address)}`);
  const scope = scopePage(page);
  await scope.waitForTrace(6);
  return scope;
}

/** Opens the sheet of the hub's models. */
export async function openCatalogue(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Model / }).click();
  await page.getByRole('button', { name: 'Browse models…' }).click();
  return page.getByRole('dialog', { name: 'Models from the Hub' });
}

/** Opens a repository by its name. */
export async function openRepository(page: Page, repo: string): Promise<void> {
  const sheet = await openCatalogue(page);
  await sheet.getByRole('searchbox').fill(repo);
  await sheet.getByRole('button', { name: 'Open', exact: true }).click();
}

/** Where the page says how far downloads are. */
export function downloads(page: Page): Locator {
  return page.getByRole('list', { name: 'Downloads' });
}
