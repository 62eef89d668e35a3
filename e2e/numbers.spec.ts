import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts';
import { expect, test } from './journey.ts';
import { openScope } from './scope-page.ts';

test('norms are read at four sites, and each says what it is of', async ({ page }) => {
  const scope = await openScope(page);
  await page.keyboard.press('n');
  await expect(scope.stage.getByText('L2 norm of each token after the block', { exact: true })).toBeVisible();
  const site = page.getByLabel('Norms of the');
  await site.selectOption('MLP output');
  await expect(
    scope.stage.getByText('L2 norm of what the MLP branch adds to each token', { exact: true }),
  ).toBeVisible();
  // The planted neurons write in block 2 and nowhere else.
  const ofMlp = await Promise.all([1, 2, 3].map(scope.normsOf));
  expect(ofMlp[1]!.largest).toBeGreaterThan(20 * ofMlp[0]!.largest);
  expect(ofMlp[1]!.largest).toBeGreaterThan(20 * ofMlp[2]!.largest);
  await site.selectOption('attention output');
  expect((await scope.normsOf(2)).largest).toBeLessThan(ofMlp[1]!.largest / 10);
  await site.selectOption('after final norm');
  await expect.poll(async () => (await scope.normsOf(5)).largest).toBeGreaterThan(0);
  const ofFinal = await scope.normsOf(5);
  expect(ofFinal.largest / ofFinal.median).toBeLessThan(3);
});

test('a chart by layer gives its numbers and chooses the layer, by pointer and by keys', async ({ page }) => {
  const scope = await openScope(page);
  await page.getByRole('radio', { name: 'outliers', exact: true }).check();
  const chart = page.getByRole('slider', { name: /^Outliers by layer/ });
  const { outliers } = await scope.normsOf(5);
  await expect(chart).toHaveAttribute('aria-valuetext', `Layer 5: ${outliers}`);
  await chart.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(scope.stage.getByRole('heading', { name: /^Layer 4/ })).toBeVisible();
  await page.keyboard.press('Home');
  await expect(scope.stage.getByRole('heading', { name: /^Layer 0/ })).toBeVisible();
  await expect(scope.query).toHaveText('Query CLS');
  const box = (await chart.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const caption = page.getByRole('figure').getByText(/^layer [23]$/);
  await expect(caption).toBeVisible();
  const layer = (await caption.textContent())!.slice('layer '.length);
  await page.mouse.down();
  await page.mouse.up();
  await expect(scope.stage.getByRole('heading', { name: new RegExp(`^Layer ${layer}`) })).toBeVisible();
});

test('a rule is changed to its number, and its line and its count follow', async ({ page }) => {
  const scope = await openScope(page);
  const before = await scope.normsOf(0);
  await page.getByLabel('How many MAD above the median').fill('40');
  await expect.poll(async () => (await scope.normsOf(0)).outliers).toBe(0);
  expect(before.outliers).toBeGreaterThan(0);
  await expect(page.getByText('median + 40 · 1.4826 · MAD').first()).toBeVisible();
});

async function copied(page: Page, dialog: Locator, button: string): Promise<string[][]> {
  await dialog.getByRole('button', { name: button }).click();
  await expect(dialog.getByText(/numbers copied$/)).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(button.endsWith('TSV') ? '\t' : ','));
}

test('the staged map is a table of numbers: sorted, copied whole, and every token can be the query', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const scope = await openScope(page);
  await page.getByRole('button', { name: 'Numbers' }).click();
  const dialog = page.getByRole('dialog', { name: 'The map in numbers' });
  const matrix = await copied(page, dialog, 'Copy as TSV');
  expect(matrix).toHaveLength(1 + 20 + 1);
  expect(matrix[0]).toEqual(['row', ...Array.from({ length: 20 }, (_, column) => String(column))]);
  const attention = matrix.slice(1).flatMap((row) => row.slice(1).map(Number));
  expect(attention).toHaveLength(401);
  expect(attention.reduce((sum, value) => sum + value)).toBeCloseTo(1, 4);

  await dialog.getByRole('radio', { name: 'list' }).check();
  const list = await copied(page, dialog, 'Copy as CSV');
  expect(list[0]).toEqual(['rank', 'token', 'index', 'row', 'column', 'value']);
  const [, , , row, column, value] = list[1]!;
  expect(Number(value)).toBe(Math.max(...attention));
  expect(matrix[1 + Number(row)]![1 + Number(column)]).toBe(value);
  await dialog.getByRole('button', { name: `Query from patch ${row}, ${column}` }).press('Enter');
  await expect(dialog.getByText(`What patch ${row}, ${column} attends to`)).toBeVisible();
  await dialog.getByRole('button', { name: /^Value/ }).click();
  await expect(dialog.getByRole('columnheader', { name: /^Value/ })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Numbers' })).toBeFocused();
  await expect(scope.query).toHaveText(`Query patch ${row}, ${column}`);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`charts and tables are accessible in ${colorScheme} mode`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openScope(page);
    await page.getByRole('radio', { name: 'sink share' }).check();
    await expect(page.getByText(/goes to sinks: \d+ outliers of layer \d/)).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('d');
    await expect(page.getByRole('table')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('radio', { name: 'list' }).check();
    await expectAccessible(page);
  });

  test(`charts of four lenses have a line each and are accessible in ${colorScheme} mode`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await openScope(page);
    await page.getByRole('button', { name: 'Compare the remedies' }).click();
    await expect(page.getByRole('status').first()).toHaveText(/^4 lenses in /, { timeout: 90_000 });
    const charts = page.getByRole('region', { name: 'By layer' });
    await expect(charts.getByRole('slider')).toHaveCount(4);
    await expect(charts.getByRole('slider', { name: /^Outliers/ })).toHaveAttribute(
      'aria-valuetext',
      /^Layer 5: a \d+, b \d+, c \d+, d \d+$/,
    );
    await charts.scrollIntoViewIfNeeded();
    await expectAccessible(page);
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('charts and the table of numbers fit', async ({ page }) => {
    await openScope(page);
    await page.getByRole('tab', { name: 'Norms' }).click();
    await page.getByRole('radio', { name: 'entropy' }).check();
    await expect(page.getByRole('slider', { name: /^Entropy/ })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await page.getByRole('button', { name: 'Numbers' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});
