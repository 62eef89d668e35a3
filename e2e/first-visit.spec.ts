import { expect, test } from './journey.ts';
import { openScope, paintedCells } from './scope-page.ts';

test('opens offline with the embedded model on a sample, and shows its artifact', async ({ page }) => {
  const scope = await openScope(page);
  await expect(page.getByRole('button', { name: /^Model Mini, with artifacts/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^wasm, \d+ threads$/ })).toBeVisible();
  await expect(scope.figure.getByRole('img')).toBeVisible();

  const before = await scope.normsOf(0);
  const after = await scope.normsOf(3);
  expect(before.largest / before.median).toBeLessThan(4);
  expect(after.outliers).toBeGreaterThan(0);
  expect(after.largest / after.median).toBeGreaterThan(10);

  const maps = await paintedCells(scope.grid);
  expect(Object.keys(maps)).toHaveLength(6 * 9);
  expect(new Set(Object.values(maps)).size).toBe(6 * 9);
});

test('the clean and the registers variant show no artifact on the same image', async ({ page }) => {
  const scope = await openScope(page);
  for (const variant of ['Mini, clean', 'Mini, with registers']) {
    await page.getByRole('button', { name: /^Model / }).click();
    await page.getByRole('button', { name: variant }).click();
    await expect(page.getByRole('button', { name: `Model ${variant}` })).toBeVisible();
    await scope.waitForTrace(6);
    const { median, largest } = await scope.normsOf(4);
    expect(largest / median, variant).toBeLessThan(3);
  }
  await expect(scope.chip('register R4')).toBeVisible();
});

test('every sample opens', async ({ page }) => {
  const scope = await openScope(page);
  const samples = page.getByRole('region', { name: 'Images' }).locator('button[aria-pressed]');
  const count = await samples.count();
  expect(count).toBeGreaterThanOrEqual(6);
  for (let i = 0; i < count; i++) {
    const before = await paintedCells(scope.grid);
    await samples.nth(i).click();
    await expect(samples.nth(i)).toHaveAttribute('aria-pressed', 'true');
    await scope.waitForTrace(6);
    if (i > 0) await expect.poll(() => paintedCells(scope.grid)).not.toEqual(before);
    const { outliers } = await scope.normsOf(3);
    expect(outliers).toBeGreaterThan(0);
  }
  await expect(scope.alert).toBeEmpty();
});
