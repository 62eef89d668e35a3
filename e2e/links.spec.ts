import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { test as bare, type Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { dropFiles } from './drop-files.ts';
import { expect, test } from './journey.ts';
import { openScope, paintedCells, paintedStage, scopePage } from './scope-page.ts';

const pears = fileURLToPath(new URL('../public/samples/pears.webp', import.meta.url));

/** A host of its own origin: one image that may be read, one that may not, and a page around a frame. */
async function startOtherHost(): Promise<{ origin: string; server: Server }> {
  const image = readFileSync(pears);
  const server = createServer(({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://host');
    if (pathname === '/around.html') {
      const frame = (searchParams.get('frame') ?? '').replaceAll('&', '&amp;').replaceAll('"', '&quot;');
      const page = `<!doctype html><title>Around</title><link rel="icon" href="data:,"><iframe src="${frame}" width="900" height="600"></iframe>`;
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(page);
      return;
    }
    const open = pathname === '/open.webp' ? { 'Access-Control-Allow-Origin': '*' } : {};
    response.writeHead(200, { 'Content-Type': 'image/webp', ...open }).end(image);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return { origin: `http://localhost:${(server.address() as AddressInfo).port}`, server };
}

interface Hosted {
  readonly other: { readonly origin: string };
}

const withHost = bare.extend<Hosted>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed off the pattern.
  other: async ({}, use) => {
    const { origin, server } = await startOtherHost();
    await use({ origin });
    server.closeAllConnections();
    server.close();
  },
});

test('a link made in one browser shows the same pixels in another', async ({ page, browser }) => {
  const scope = await openScope(page);
  expect(new URL(page.url()).hash).toBe('');
  await page
    .getByRole('button', { name: /^Teapot|teapot/i })
    .first()
    .click();
  await scope.waitForTrace(6);
  await scope.cell(3, 'head 1').click();
  await page.keyboard.press('p');
  await scope.hoverPatch(6, 4, { rows: 20, columns: 20 });
  await page.mouse.down();
  await page.mouse.up();
  await expect(scope.query).toHaveText('Query patch 6, 4');
  await page.mouse.move(0, 0);
  await page.keyboard.press('u');
  const sheet = page.getByRole('dialog', { name: 'Share' });
  const link = await sheet.getByLabel('Link', { exact: true }).inputValue();
  expect(link).toMatch(/#v=1&image=teapot&query=patch:0\.225,0\.325&layer=3&head=1&look\.palette=viridis$/);
  expect(page.url()).toBe(link);
  await expect(sheet.getByLabel('Notebook', { exact: true })).toHaveValue(
    /^from IPython\.display import IFrame; IFrame\("http/,
  );
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  const cells = await paintedCells(scope.grid);
  const stage = await paintedStage(scope.figure);

  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const fresh = await context.newPage();
  await fresh.goto(link);
  const other = scopePage(fresh);
  await other.waitForTrace(6);
  await expect(other.query).toHaveText('Query patch 6, 4');
  await expect.poll(() => paintedStage(other.figure)).toBe(stage);
  expect(await paintedCells(other.grid)).toEqual(cells);
  await context.close();
});

test('back and forward go through the bigger steps, and undo stays what it was', async ({ page }) => {
  const scope = await openScope(page);
  const plain = page.url();
  const pressed = (name: RegExp) =>
    expect(page.getByRole('button', { name }).first()).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('p');
  await expect(page).toHaveURL(/#v=1&image=robin&look\.palette=viridis$/);
  await page
    .getByRole('button', { name: /^teapot/i })
    .first()
    .click();
  await expect(page).toHaveURL(/image=teapot/);
  await dropFiles(page, [pears]);
  await expect(page).toHaveURL(/#v=1&look\.palette=viridis$/);
  await scope.waitForTrace(6);
  await page.goBack();
  await pressed(/^teapot/i);
  await page.goBack();
  await pressed(/^robin/i);
  await page.goForward();
  await page.goForward();
  await pressed(/^pears\.webp/);
  await expect(page).toHaveURL(/#v=1&look\.palette=viridis$/);
  await scope.waitForTrace(6);
  await page.keyboard.press('Control+z');
  await pressed(/^teapot/i);
  await expect(page).toHaveURL(/image=teapot/);
  expect(plain).not.toContain('#');
});

test('a link that is at fault opens what it can and says what it cannot', async ({ page }) => {
  await page.goto('./#v=1&image=nothing&layer=2&query=patch:NaN,0.5&look.opacity=9');
  const scope = scopePage(page);
  await scope.waitForTrace(6);
  await expect(scope.alert).toContainText('The sample nothing.webp does not come with this version');
  await expect(scope.alert).toContainText('query.target.x should be number, but is "NaN"');
  await expect(scope.alert).toContainText('look.opacity should be <=1, but is 9');
  await expect(scope.stage.getByRole('heading')).toHaveText('Layer 2 · mean of heads');
});

test('what a link cannot carry is said, and a small copy goes along when it is asked for', async ({
  page,
  browser,
}) => {
  const scope = await openScope(page);
  await dropFiles(page, [pears]);
  await scope.waitForTrace(6);
  await page.getByRole('button', { name: 'Share a link' }).click();
  const sheet = page.getByRole('dialog', { name: 'Share' });
  await expect(sheet).toContainText('pears.webp lies on this device only');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    sheet.getByRole('button', { name: 'Save a session file' }).click(),
  ]);
  expect(readFileSync(await download.path(), 'utf8')).toContain('"name": "pears.webp"');
  await sheet.getByRole('checkbox', { name: /small copy of the image, up to 6 kB/ }).check();
  const field = sheet.getByLabel('Link', { exact: true });
  await expect(field).toHaveValue(/image=data:image\/webp/);
  await expect(sheet).not.toContainText('lies on this device only');
  const link = await field.inputValue();
  expect(link.length).toBeLessThan(9000);
  const context = await browser.newContext();
  const fresh = await context.newPage();
  await fresh.goto(link);
  await scopePage(fresh).waitForTrace(6);
  await expect(fresh.getByRole('button', { name: 'Small copy in the link' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await context.close();
});

withHost(
  'an image opens by its address where its host lets it, and a refusal is explained',
  async ({ page, other }) => {
    await page.goto(`./?image=${other.origin}/open.webp`);
    const scope = scopePage(page);
    await scope.waitForTrace(6);
    await expect(page.getByRole('button', { name: 'open.webp' })).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('p');
    await expect(page).toHaveURL(/\/#v=1&image=http:\/\/localhost:\d+\/open\.webp&look/);
    expect(new URL(page.url()).search).toBe('');

    await page.goto(`./?image=${other.origin}/closed.webp`);
    await scope.waitForTrace(6);
    await expect(scope.alert).toContainText(
      'does not let other pages read its files (CORS). Save the image and drop it here.',
    );
    await expect(page.getByRole('button', { name: /^robin/i }).first()).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  },
);

test('the example drives a frame by messages, and hidden parts are absent', async ({ page }) => {
  await page.goto('./embed-example.html');
  const events = page.locator('#events');
  await expect(events).toContainText('trace-complete', { timeout: 60_000 });
  await expect(page.locator('#map')).toHaveText(/^layer 5, mean: 20 × 20 patches, sum 0\.\d+/);
  const frame = page.frameLocator('#frame');
  await expect(frame.getByRole('region', { name: 'Stage' })).toBeVisible();
  await expect(frame.getByRole('banner')).toHaveCount(0);
  await expect(frame.getByRole('grid')).toHaveCount(0);
  await expect(frame.getByRole('button', { name: 'Change the model' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Layer 3' }).click();
  await expect(frame.getByRole('heading', { name: 'Layer 3 · mean of heads' })).toBeVisible();
  await expect(page.locator('#map')).toHaveText(/^layer 3, mean/);
  await expect(page.locator('#state')).toContainText('#v=1&image=robin&layer=3');
  await expect(events).toContainText('state-changed');
  await page.getByRole('button', { name: 'With registers' }).click();
  await expect(page.locator('#state')).toContainText('model=mini-registers');
});

/** Sends a request from the page around and gives what came back within a moment. */
function askFrame(page: Page, request: object): Promise<unknown[]> {
  return page.evaluate(async (message) => {
    const heard: unknown[] = [];
    const listen = ({ data }: MessageEvent) => data?.id === 7 && heard.push(data);
    window.addEventListener('message', listen);
    document.querySelector('iframe')!.contentWindow!.postMessage({ sinkscope: 1, id: 7, ...message }, '*');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    window.removeEventListener('message', listen);
    return heard;
  }, request);
}

withHost(
  'a page that is not named is refused; one that is named is answered; read-only stays as it is',
  async ({ page, other, baseURL }) => {
    const around = (options: string) =>
      `${other.origin}/around.html?frame=${encodeURIComponent(`${baseURL}?embed=1&${options}`)}`;
    const warnings: string[] = [];
    page.on('console', (message) => warnings.push(message.text()));
    const frame = page.frameLocator('iframe');
    const complete = () =>
      expect(frame.getByRole('heading', { name: /^Layer 5/ })).toBeVisible({ timeout: 60_000 });

    await page.goto(around('origin=https://example.org'));
    await complete();
    const change = { type: 'set-state', state: { staged: { layer: 1 } } };
    expect(await askFrame(page, change)).toEqual([]);
    await expect(frame.getByRole('heading', { name: /^Layer 5/ })).toBeVisible();
    expect(warnings.join('\n')).toContain(`refused a message from ${other.origin}`);

    await page.goto(around(`origin=${other.origin}&readonly=1`));
    await complete();
    await frame.getByRole('application').click();
    await expect(frame.getByRole('button', { name: 'pinned' })).toHaveCount(0);
    await expect(frame.getByRole('button', { name: /^Model/ })).toHaveCount(0);
    expect(await askFrame(page, { type: 'dance' })).toEqual([
      expect.objectContaining({ type: 'error', message: expect.stringContaining('docs/embedding.md') }),
    ]);
    expect(await askFrame(page, change)).toEqual([
      expect.objectContaining({ type: 'state', state: expect.objectContaining({ staged: { layer: 1 } }) }),
    ]);
    await expect(frame.getByRole('heading', { name: /^Layer 1/ })).toBeVisible();
  },
);
