import { expect, test } from './journey.ts';
import { openScope, paintedCells } from './scope-page.ts';

test('what was set is taken back and brought again, by keys and by buttons', async ({ page }) => {
  const scope = await openScope(page);
  const bar = page.getByRole('banner');
  const undo = bar.getByRole('button', { name: 'Undo' });
  const redo = bar.getByRole('button', { name: 'Redo' });
  const palette = page.getByLabel('Palette');
  await expect(undo).toBeDisabled();

  await palette.selectOption('magma');
  await scope.cell(2, 'head 3').click();
  await expect(scope.stage.getByRole('heading', { level: 2 })).toHaveText('Layer 2 · head 3');
  await scope.hoverPatch(4, 5, { rows: 20, columns: 20 }); // no setting, so no step

  await page.keyboard.press('Control+z');
  await expect(scope.stage.getByRole('heading', { level: 2 })).toHaveText('Layer 5 · mean of heads');
  await undo.click();
  await expect(palette).toHaveValue('cividis');
  await expect(undo).toBeDisabled();
  await redo.click();
  await expect(palette).toHaveValue('magma');
  await page.keyboard.press('Control+Shift+z');
  await expect(scope.stage.getByRole('heading', { level: 2 })).toHaveText('Layer 2 · head 3');
  await expect(redo).toBeDisabled();
});

test('another image and another model are steps too, and come back as they were', async ({ page }) => {
  const scope = await openScope(page);
  const before = await paintedCells(scope.grid);
  await page.getByRole('region', { name: 'Images' }).locator('button[aria-pressed]').nth(2).click();
  await expect.poll(async () => paintedCells(scope.grid)).not.toEqual(before);
  await scope.waitForTrace(6);
  await page.getByRole('button', { name: /^Model / }).click();
  await page.getByRole('button', { name: 'Mini, with registers' }).click();
  await expect(scope.chip('register R4')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /^Model Mini, with artifacts/ })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => paintedCells(scope.grid)).toEqual(before);
});

test('a size is chosen by keys, says what it takes, and is one step back', async ({ page }) => {
  const scope = await openScope(page);
  const framing = page.getByRole('button', { name: /^Framing / });
  await framing.click();
  await page.getByRole('button', { name: /^Centre crop/ }).click();
  const size = page.getByRole('region', { name: 'Size' });
  await size.getByLabel('Shape').selectOption('4 : 3');
  await size.getByRole('slider').focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  await expect(size).toContainText('192 × 144 px: 24 × 18 patches, 433 tokens.');
  await expect(size).toContainText(/MB beside the model/);
  await expect(framing).toHaveAccessibleName(/192 × 144 px, 24 × 18 patches$/);
  await page.keyboard.press('Escape');
  await scope.waitForTrace(6);
  const box = (await scope.figure.boundingBox())!;
  expect(box.width / box.height).toBeCloseTo(4 / 3, 1);
  await page.keyboard.press('Control+z');
  await expect(framing).toHaveAccessibleName(/160 × (160|120) px/);
});
