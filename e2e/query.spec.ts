import { expect, test } from './journey.ts';
import { openScope, paintedCells, paintedStage } from './scope-page.ts';

const grid = { rows: 20, columns: 20 };

test('the pointer makes every map that patch’s, a click pins it, Escape frees it, arrow keys move it', async ({
  page,
}) => {
  const scope = await openScope(page);
  await expect(scope.query).toHaveText('Query CLS');
  const ofCls = await paintedCells(scope.grid);
  const stageOfCls = await paintedStage(scope.figure);

  await scope.hoverPatch(6, 4, grid);
  await expect(scope.query).toHaveText('Query patch 6, 4');
  await expect.poll(() => paintedStage(scope.figure)).not.toBe(stageOfCls);
  const ofPatch = await paintedCells(scope.grid);
  for (const [cell, pixels] of Object.entries(ofPatch)) {
    if (cell.endsWith('token norms')) expect(pixels, cell).toBe(ofCls[cell]);
    else expect(pixels, cell).not.toBe(ofCls[cell]);
  }

  await page.mouse.down();
  await page.mouse.up();
  await scope.hoverPatch(15, 15, grid);
  await expect(scope.stage.getByRole('button', { name: 'pinned' })).toBeVisible();
  await expect(scope.query).toHaveText('Query patch 6, 4');

  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(scope.query).toHaveText('Query patch 7, 5');
  await page.keyboard.press('Escape');
  await expect(scope.stage.getByRole('button', { name: 'pinned' })).toBeHidden();
  await expect(scope.query).not.toHaveText('Query patch 7, 5');
  await page.mouse.move(0, 0);
  await expect(scope.query).toHaveText('Query CLS');
  await expect.poll(() => paintedCells(scope.grid)).toEqual(ofCls);
});

test('special tokens are queries too', async ({ page }) => {
  const scope = await openScope(page);
  await page.getByRole('button', { name: /^Model / }).click();
  await page.getByRole('button', { name: 'Mini, with registers' }).click();
  await expect(scope.chip('register R4')).toBeVisible();
  await scope.waitForTrace(6);
  await page.mouse.move(0, 0);
  const ofCls = await paintedCells(scope.grid);

  await scope.chip('register R2').click();
  await expect(scope.chip('register R2')).toHaveAttribute('aria-pressed', 'true');
  await expect(scope.query).toHaveText('Query R2');
  await expect.poll(() => paintedCells(scope.grid)).not.toEqual(ofCls);
  await scope.chip('CLS').click();
  await page.mouse.move(0, 0);
  await expect(scope.query).toHaveText('Query CLS');
  await expect.poll(() => paintedCells(scope.grid)).toEqual(ofCls);
});

test('attention is read from the query, towards it, and over all queries', async ({ page }) => {
  const scope = await openScope(page);
  const rows = await paintedCells(scope.grid);
  await page.getByRole('radio', { name: 'is attended by', exact: true }).check();
  await expect(scope.stage.getByText('Who attends to CLS', { exact: true })).toBeVisible();
  await expect.poll(() => paintedCells(scope.grid)).not.toEqual(rows);
  const columns = await paintedCells(scope.grid);
  await page.getByRole('radio', { name: 'all queries', exact: true }).check();
  await expect.poll(() => paintedCells(scope.grid)).not.toEqual(columns);
  await page.getByRole('radio', { name: 'attends to', exact: true }).check();
  await expect.poll(() => paintedCells(scope.grid)).toEqual(rows);
});

test('a map of the grid goes to the stage by pointer and by keyboard', async ({ page }) => {
  const scope = await openScope(page);
  await scope.cell(2, 'head 1').click();
  await expect(scope.stage.getByRole('heading', { name: 'Layer 2 · head 1' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(scope.cell(3, 'head 2')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(scope.stage.getByRole('heading', { name: 'Layer 3 · head 2' })).toBeVisible();
  await expect(scope.cell(3, 'head 2')).toHaveAttribute('aria-selected', 'true');
});
