import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, test } from './journey.ts';
import { openScope, paintedStage } from './scope-page.ts';

/** Opens the settings of combined maps. */
async function openCombining(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Combine', exact: true }).click();
  const panel = page.getByRole('region', { name: 'Combine heads and layers' });
  await expect(panel.getByRole('heading', { name: 'Mask' })).toBeVisible();
  return panel;
}

test('rollout says what it is, follows the query and its options, and has a column', async ({ page }) => {
  const { stage, figure, grid, hoverPatch } = await openScope(page);
  await page.keyboard.press('r');
  await expect(stage.getByRole('heading')).toHaveText('Layer 5 · rollout');
  await expect(
    stage.getByText(
      'What flows into CLS: rollout from layer 0 to 5, mean of heads, with identity (Abnar & Zuidema 2020)',
    ),
  ).toBeVisible();
  const withIdentity = await paintedStage(figure);
  const panel = await openCombining(page);
  await expectAccessible(page);
  await panel.getByLabel('With identity').uncheck();
  await panel.getByRole('radio', { name: 'max' }).check();
  await panel.getByLabel('From layer').selectOption('2');
  await panel.getByLabel('A column of the grid').check();
  await expect(
    panel.getByText('rollout from layer 2 to 5, max of heads, without identity (Abnar & Zuidema 2020)'),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(grid.getByRole('gridcell', { name: 'Layer 3, rollout' })).toBeVisible();
  expect(await paintedStage(figure)).not.toBe(withIdentity);
  await hoverPatch(6, 8, { rows: 20, columns: 20 });
  await expect(stage.getByText('What flows into patch 6, 8')).toBeVisible();
});

test('heads count by their weights, layers by their range', async ({ page }) => {
  const { stage, figure, cell } = await openScope(page);
  await cell(4, 'head 2').click();
  const headTwo = await paintedStage(figure);
  const panel = await openCombining(page);
  await panel.getByRole('radio', { name: 'weighted' }).check();
  await panel.getByRole('button', { name: 'All 0' }).click();
  await expect(panel.getByText('no head has a weight, so there is nothing to show')).toBeVisible();
  await panel.getByLabel('Weight of head 2').fill('0.5');
  await expect(panel.getByText('What CLS attends to: head 2 alone.')).toBeVisible();
  expect(await paintedStage(figure)).toBe(headTwo);
  await panel.getByRole('radio', { name: 'layers', exact: true }).check();
  await panel.getByLabel('From layer').selectOption('3');
  await expect(stage.getByText('mean of layers 3 to 4, mean of heads in each').first()).toBeVisible();
  expect(await paintedStage(figure)).not.toBe(headTwo);
});

test('the mask of DINO’s script keeps the patches with most of the mass, in every lens', async ({ page }) => {
  const { stage } = await openScope(page);
  const panel = await openCombining(page);
  await panel.getByRole('button', { name: 'As DINO’s script shows it' }).click();
  await expect(stage.getByRole('heading', { name: 'Layer 5 · head 0' })).toBeVisible();
  const note = stage.getByText(/^\d+ of 400 patches hold 60 %$/);
  await expect(note).toBeVisible();
  const kept = Number.parseInt((await note.textContent())!, 10);
  await panel.getByLabel('Share of the mass').fill('0.95');
  const more = stage.getByText(/^\d+ of 400 patches hold 95 %$/);
  await expect(more).toBeVisible();
  expect(Number.parseInt((await more.textContent())!, 10)).toBeGreaterThan(kept);
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await page.getByRole('button', { name: 'Compare the remedies' }).click();
  const lenses = page.getByRole('region', { name: /^Lens [a-d]$/ });
  await expect(lenses.getByText(/of 400 patches hold 95 %/)).toHaveCount(4);
});
