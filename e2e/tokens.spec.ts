import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts';
import { expect, test } from './journey.ts';
import { openScope, paintedCells, paintedStage, type ScopePage } from './scope-page.ts';

const grid = { rows: 20, columns: 20 };

async function dragOver(page: Page, scope: ScopePage, patches: readonly (readonly [number, number])[]) {
  const [first, ...others] = patches;
  await scope.hoverPatch(...first!, grid);
  await page.mouse.down();
  for (const patch of others) await scope.hoverPatch(...patch, grid);
}

/** The path around the patches that ask together, in patches. */
function outline(scope: ScopePage) {
  return scope.figure.locator('svg path').last();
}

test('Shift and a drag ask from a box of patches, as a mean and as a sum, and Escape frees them', async ({
  page,
}) => {
  const scope = await openScope(page);
  const ofCls = await paintedCells(scope.grid);
  await page.keyboard.down('Shift');
  await dragOver(page, scope, [
    [4, 5],
    [6, 6],
    [7, 8],
  ]);
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(scope.query).toHaveText('Query 16 patches');
  await expect(
    scope.stage.getByText('What 16 patches attend to, mean of the set', { exact: true }),
  ).toBeVisible();
  await expect(outline(scope)).toHaveAttribute('d', 'M5 4h4M5 8h4M5 4v4M9 4v4');
  await expect.poll(() => paintedCells(scope.grid)).not.toEqual(ofCls);

  const rows = await paintedStage(scope.figure);
  await page.getByRole('radio', { name: 'is attended by', exact: true }).check();
  await expect(
    scope.stage.getByText('Who attends to 16 patches, sum over the set', { exact: true }),
  ).toBeVisible();
  await expect.poll(() => paintedStage(scope.figure)).not.toBe(rows);
  await page.getByRole('radio', { name: 'attends to', exact: true }).check();
  await expectAccessible(page);

  await page.getByRole('button', { name: /^Model / }).click();
  await page.getByRole('button', { name: 'Mini, with registers' }).click();
  await expect(scope.chip('register R4')).toBeVisible();
  await expect(scope.query).toHaveText('Query 16 patches');
  await scope.waitForTrace(6);
  await page.keyboard.press('Escape');
  await expect(scope.query).toHaveText('Query CLS');
  await expect(outline(scope)).toBeHidden();
});

test('arrow keys with Shift extend the query to a box, which moves as one', async ({ page }) => {
  const scope = await openScope(page);
  await scope.hoverPatch(6, 4, grid);
  await page.mouse.down();
  await page.mouse.up();
  await scope.figure.press('Shift+ArrowRight');
  await scope.figure.press('Shift+ArrowDown');
  await expect(scope.query).toHaveText('Query 4 patches');
  await expect(outline(scope)).toHaveAttribute('d', 'M4 6h2M4 8h2M4 6v2M6 6v2');
  await scope.figure.press('ArrowLeft');
  await expect(outline(scope)).toHaveAttribute('d', 'M3 6h2M3 8h2M3 6v2M5 6v2');
  for (let step = 0; step < 2; step++) await scope.figure.press('Shift+ArrowLeft');
  await expect(outline(scope)).toHaveAttribute('d', 'M2 6h2M2 8h2M2 6v2M4 6v2');
});

test('a lasso is drawn with its tool and outlined in every lens', async ({ page }) => {
  const scope = await openScope(page);
  await page.getByRole('radio', { name: 'lasso', exact: true }).check();
  await dragOver(page, scope, [
    [4, 4],
    [4, 12],
    [12, 12],
    [12, 4],
  ]);
  await page.mouse.up();
  await expect(scope.query).toHaveText(/^Query \d+ patches$/);
  const count = Number(/\d+/.exec((await scope.query.textContent()) ?? '')?.[0]);
  expect(count).toBeGreaterThan(40);
  expect(count).toBeLessThan(82);
  const drawn = await outline(scope).getAttribute('d');

  await page.getByRole('button', { name: 'Compare the remedies' }).click();
  const figures = page.getByRole('application');
  await expect(figures).not.toHaveCount(1);
  for (const figure of await figures.all()) {
    await expect(figure.locator('svg path').last()).toHaveAttribute('d', drawn!);
  }
});

test('the numbers of a token are read, ranked and copied, and special tokens join the scale when asked', async ({
  context,
  page,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const scope = await openScope(page);
  await scope.hoverPatch(6, 4, grid);
  const numbers = scope.stage.getByText(/^row 6, column 4: /);
  await expect(numbers).toHaveText(/· [\d.]+ % of its attention · rank \d+ of 400 patches/);
  await page.mouse.move(0, 0);
  await page.getByRole('button', { name: 'Copy these numbers' }).click();
  const [names, values] = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
  const copied = Object.fromEntries(names!.split('\t').map((name, i) => [name, values!.split('\t')[i]]));
  expect(copied).toMatchObject({
    question: 'What CLS attends to',
    layer: '5',
    map: 'mean of heads',
    token: 'patch',
    row: '6',
    column: '4',
  });
  expect(Number(copied.value)).toBeGreaterThan(0);
  expect(Number(copied.share)).toBeCloseTo(Number(copied.value), 5);

  await expect(scope.stage.getByText(/patch; CLS left out\./)).toBeVisible();
  await page.getByRole('button', { name: /^Model / }).click();
  await page.getByRole('button', { name: 'Mini, with registers' }).click();
  await expect(scope.chip('register R4')).toBeVisible();
  await scope.waitForTrace(6);
  await page.mouse.move(0, 0);
  await expect(scope.query).toHaveText('Query CLS');
  await expect(scope.stage.getByText(/patch; CLS and registers left out\./)).toBeVisible();
  const without = await paintedStage(scope.figure);
  await page.getByRole('button', { name: 'Include special tokens in the scale' }).click();
  await expect(scope.stage.getByText(/token; CLS and registers in the scale\./)).toBeVisible();
  await expect.poll(() => paintedStage(scope.figure)).not.toBe(without);
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test('a box is drawn with its tool, and the page does not scroll away below it', async ({ page }) => {
    const scope = await openScope(page);
    await page.getByRole('radio', { name: 'box', exact: true }).check();
    await scope.figure.scrollIntoViewIfNeeded();
    const box = (await scope.figure.boundingBox())!;
    const at = (row: number, column: number) => ({
      x: box.x + ((column + 0.5) * box.width) / grid.columns,
      y: box.y + ((row + 0.5) * box.height) / grid.rows,
    });
    const touch = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    await send('touchStart', [at(3, 3)]);
    await send('touchMove', [at(5, 5)]);
    await send('touchMove', [at(9, 6)]);
    await send('touchEnd', []);
    await expect(scope.query).toHaveText('Query 28 patches');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    expect((await scope.figure.boundingBox())!.y).toBe(box.y);
  });
});
