import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts';
import { expect, test } from './journey.ts';
import { openScope, paintedCells, paintedStage } from './scope-page.ts';

const patches = { rows: 20, columns: 20 };
const sites = ['block outputs', 'normed outputs', 'queries', 'keys', 'values'];

test('every layer’s similarity to the query follows the pointer, at every site', async ({ page }) => {
  const scope = await openScope(page);
  await page.keyboard.press('f');
  await expect(scope.grid.getByRole('gridcell')).toHaveCount(6 * sites.length);
  await scope.cell(5, 'similarity of keys').click();
  await expect(scope.stage.getByRole('heading', { name: 'Layer 5 · similarity of keys' })).toBeVisible();
  await scope.chip('CLS').click();
  await expect(scope.stage.getByText('Cosine with CLS', { exact: true })).toBeVisible();
  const stageOfCls = await paintedStage(scope.figure);
  const ofCls = await paintedCells(scope.grid);
  await scope.chip('CLS').click();

  await scope.hoverPatch(9, 8, patches);
  await expect(scope.stage.getByText('Cosine with patch 9, 8', { exact: true })).toBeVisible();
  await expect.poll(() => paintedStage(scope.figure)).not.toBe(stageOfCls);
  for (const cell of Object.keys(ofCls)) {
    await expect.poll(async () => (await paintedCells(scope.grid))[cell], cell).not.toBe(ofCls[cell]);
  }
  await expect(scope.stage.getByText(/^row 9, column 8: 1\.00/)).toBeVisible();
  await expectAccessible(page);
});

test('components become colours; high-norm patches can be left out and a foreground be chosen', async ({
  page,
}) => {
  const scope = await openScope(page);
  const bench = page.getByRole('region', { name: 'Layers and heads' });
  await bench.getByRole('button', { name: 'Features' }).click();
  await bench.getByRole('radio', { name: 'PCA' }).check();
  await scope.cell(5, 'PCA of block outputs').click();
  const colours = scope.stage.getByRole('list', { name: 'Colours' });
  // The planted artifact is nearly all of the variance.
  await expect(colours.getByText(/^1 red\s*99 %$/)).toBeVisible();
  const all = await paintedStage(scope.figure);

  await bench.getByRole('checkbox', { name: 'Leave out high-norm patches' }).check();
  await expect(scope.stage.getByText(/without 25 high-norm patches; share of the variance/)).toBeVisible();
  await expect(colours.getByText(/^1 red\s*99 %$/)).toBeHidden();
  await expect.poll(() => paintedStage(scope.figure)).not.toBe(all);

  await bench.getByRole('combobox', { name: 'Patches' }).selectOption('above threshold');
  await expect(scope.stage.getByText(/of 400 patches are above 0\.50/)).toBeVisible();
  await bench.getByRole('slider', { name: 'Threshold' }).press('End');
  await expect(scope.stage.getByText(/^The foreground threshold of 1\.00 leaves 0 of 375/)).toBeVisible();
  await bench.getByRole('combobox', { name: 'Patches' }).selectOption('below threshold');
  await scope.hoverPatch(9, 8, patches);
  await expect(scope.stage.getByText(/^row 9, column 8: \S+, \S+, \S+$/)).toBeVisible();
  await expectAccessible(page);
});

test('lenses beside each other are coloured by one basis, or each by its own', async ({ page }) => {
  await openScope(page);
  await page.getByRole('button', { name: 'Compare the remedies' }).click();
  await expect(page.getByRole('status').first()).toHaveText(/^4 lenses in /, { timeout: 90_000 });
  await page.getByRole('combobox', { name: 'Map', exact: true }).selectOption('PCA of block outputs');
  const second = page.getByRole('region', { name: 'Lens b' }).getByRole('application');
  await expect(page.getByText(/^One basis for 4 lenses/)).toBeVisible();
  const joint = await paintedStage(second);
  await page.getByRole('combobox', { name: 'Basis' }).selectOption('own each');
  await expect(page.getByText(/^Own basis; /)).toBeVisible();
  await expect.poll(() => paintedStage(second)).not.toBe(joint);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('features are a tab of their own', async ({ page }) => {
    const scope = await openScope(page);
    await page.getByRole('tab', { name: 'Features' }).tap();
    await scope.cell(4, 'similarity of values').tap();
    await expect(scope.stage.getByRole('heading', { name: 'Layer 4 · similarity of values' })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});
