import type { Page } from '@playwright/test';
import { missingShared, sharedFile } from '../tools/fixtures/goldens.ts';
import { writeWideCheckpoint } from '../tools/fixtures/wide-checkpoint.ts';
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts';
import { dropFiles } from './drop-files.ts';
import { expect, test } from './journey.ts';
import { openScope, paintedCells } from './scope-page.ts';

const order = (page: Page) => page.getByRole('combobox', { name: 'Order' });
const filter = (page: Page) => page.getByRole('combobox', { name: 'Filter' });

/** What the cells in view say, in the order of their places. */
function cellNames(page: Page): Promise<string[]> {
  return page
    .getByRole('gridcell')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label') ?? ''));
}

/** The values of a ranked list, in order. */
async function rankedValues(page: Page): Promise<number[]> {
  return (await cellNames(page)).map((name) => Number(/: [\w ]+ ([\d.]+), place/.exec(name)?.[1]));
}

test('12 layers, their tools, and what stands below them share the height of the window', async ({
  page,
}) => {
  test.skip(missingShared('the heights of a model of 12 layers', 'models/vit-tiny-augreg'));
  const scope = await openScope(page);
  await dropFiles(page, [sharedFile('models/vit-tiny-augreg')!]);
  await scope.waitForTrace(12);
  const chart = page.getByRole('region', { name: /^Norms of layer/ });
  for (const [width, height] of [
    [1440, 900],
    [1280, 720],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const measure of ['none', 'entropy']) {
      await filter(page).selectOption(measure);
      const where = `${width} × ${height}, filter ${measure}`;
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight), where)
        .toBe(0);
      const [grid, below] = [await scope.grid.boundingBox(), await chart.boundingBox()];
      expect.soft(below!.y + below!.height, where).toBeLessThanOrEqual(height);
      expect.soft(below!.height, where).toBeGreaterThan(70);
      expect.soft(grid!.y + grid!.height, where).toBeLessThan(below!.y);
      const last = (await scope.cell(11, 'mean of heads').boundingBox())!;
      expect.soft(last.height, where).toBeGreaterThanOrEqual(9);
    }
  }
});

test('40 layers of 24 heads are in view at once; larger, only cells in view exist, and the pointed one stays', async ({
  page,
}, info) => {
  const scope = await openScope(page);
  const folder = info.outputPath('vit-40x24');
  writeWideCheckpoint(folder, { depth: 40, heads: 24 });
  await dropFiles(page, [folder]);
  await scope.waitForTrace(40);
  await expect(page.getByRole('gridcell')).toHaveCount(40 * 27);
  await expect(scope.grid).toHaveAttribute('aria-rowcount', '41');
  await expect(scope.grid).toHaveAttribute('aria-colcount', '28');

  await expectAccessible(page);

  const box = (await scope.cell(20, 'head 13').boundingBox())!;
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(at.x, at.y);
  const pointed = () =>
    page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.getAttribute('aria-label'), at);
  expect(await pointed()).toBe('Layer 20, head 13');
  await page.keyboard.down('Control');
  for (let turn = 0; turn < 4; turn++) await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await expect.poll(() => page.getByRole('gridcell').count()).toBeLessThan(250);
  expect(await pointed()).toBe('Layer 20, head 13');
  const painted = Object.values(await paintedCells(scope.grid));
  expect(new Set(painted).size).toBeGreaterThan(0.9 * painted.length);

  await page.mouse.down();
  await page.mouse.up();
  await expect(scope.stage.getByRole('heading', { name: 'Layer 20 · head 13' })).toBeVisible();
  await page.keyboard.press('End');
  const last = page.getByRole('gridcell', { name: 'Layer 20, token norms' });
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport({ ratio: 1 });
  await expect(last).toHaveAttribute('aria-colindex', '28');
  for (let pages = 0; pages < 8; pages++) await page.keyboard.press('PageDown');
  const corner = page.getByRole('gridcell', { name: 'Layer 39, token norms' });
  await expect(corner).toBeFocused();
  await expect(corner).toBeInViewport({ ratio: 1 });
  await page.mouse.wheel(-4000, -4000);
  await expect(corner).not.toBeInViewport();
  await expect(corner).toBeFocused();
  await page.keyboard.press('0');
  await expect(page.getByRole('gridcell')).toHaveCount(40 * 27);
  await expect(corner).toBeFocused();
});

test('heads are ordered and filtered by a measure, and the keyboard goes through the order', async ({
  page,
}) => {
  const scope = await openScope(page);
  await order(page).selectOption('entropy');
  await expect(page.getByRole('grid', { name: /ordered by entropy/ })).toBeVisible();
  const down = await rankedValues(page);
  expect(down.length).toBeGreaterThan(20);
  expect(down).toEqual(down.toSorted((a, b) => b - a));
  await page.getByRole('button', { name: /^Highest first/ }).click();
  await expect.poll(async () => (await rankedValues(page))[0]).toBeLessThan(down.at(-1)!);

  const names = await cellNames(page);
  await page.getByRole('gridcell', { name: names[0]! }).focus();
  for (let step = 0; step < 9; step++) await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('gridcell', { name: names[9]! })).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('gridcell', { name: /, place 36$/ })).toBeFocused();
  await page.keyboard.press('Home');
  await expect(page.getByRole('gridcell', { name: names[0]! })).toBeFocused();

  await filter(page).selectOption('sink share');
  await expect(page.getByText('18 of 36 heads')).toBeVisible();
  await expect(page.getByRole('gridcell', { name: 'filtered out' }).first()).toBeVisible();
  await page.getByRole('radio', { name: 'hide' }).check();
  await expect(scope.grid).toHaveAttribute('aria-rowcount', String(Math.ceil(18 / (await perRow(page)))));
  await expect(page.getByRole('gridcell')).toHaveCount(18);
  await page.getByRole('slider', { name: /sink share/ }).press('End');
  await expect(page.getByText('1 of 36 heads')).toBeVisible();
  await expectAccessible(page);

  await order(page).selectOption('similarity to stage');
  await page.getByRole('button', { name: /^Lowest first/ }).click();
  await filter(page).selectOption('all heads');
  await page.getByRole('gridcell').nth(3).click();
  await expect(page.getByRole('gridcell').first()).toHaveAccessibleName(/stage 1\.00, place 1$/);
  await expect(page.getByRole('gridcell').first()).toBeFocused();
});

async function perRow(page: Page): Promise<number> {
  return Number(await page.getByRole('grid').getAttribute('aria-colcount'));
}

test('heads are ordered by their distance to another lens', async ({ page }) => {
  const scope = await openScope(page);
  await order(page).selectOption('distance to lens');
  await expect(page.getByText('There is no other lens', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Compare the remedies' }).click();
  await expect(page.getByRole('status').first()).toHaveText(/^4 lenses in /, { timeout: 60_000 });
  await page.locator('body').press('v');
  await expect(page.getByRole('grid', { name: /ordered by distance/ })).toBeVisible();
  const values = await rankedValues(page);
  expect(values).toEqual(values.toSorted((a, b) => b - a));
  expect(values[0]).toBeGreaterThan(0.3);
  expect(values[0]).toBeLessThanOrEqual(1);
  const before = await cellNames(page);
  await scope.hoverPatch(12, 4, { rows: 20, columns: 20 });
  await expect.poll(() => cellNames(page)).not.toEqual(before);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the grid and its tools have room', async ({ page }) => {
    await openScope(page);
    await expect(page.getByRole('gridcell')).toHaveCount(6 * 9);
    await filter(page).selectOption('entropy');
    await order(page).selectOption('sink share');
    for (const name of ['Larger maps', 'Smaller maps']) {
      const box = (await page.getByRole('button', { name }).boundingBox())!;
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(38);
    }
    await page.getByRole('button', { name: 'Larger maps' }).click();
    await expect(page.getByRole('button', { name: /^150 percent/ })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});
