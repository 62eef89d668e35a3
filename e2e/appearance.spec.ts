import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts';
import { expect, test } from './journey.ts';
import { openScope, paintedCells } from './scope-page.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the page is accessible in ${colorScheme} mode`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openScope(page);
    const background = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const brightness = Number(/\d+/.exec(background)?.[0]);
    if (colorScheme === 'dark') expect(brightness).toBeLessThan(60);
    else expect(brightness).toBeGreaterThan(200);
    await expectAccessible(page);
  });

  test(`menus, sheets and messages are accessible in ${colorScheme} mode`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openScope(page);
    for (const opener of [/^Model /, /^Framing /, /^wasm, /]) {
      await page.getByRole('button', { name: opener }).click();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
    }
    for (const opener of ['Keys', 'How to read this']) {
      await page.getByRole('button', { name: opener }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }
  });
}

test('a wide image is shown whole, with its true aspect ratio', async ({ page }) => {
  const scope = await openScope(page);
  await page.getByRole('button', { name: /^Framing / }).click();
  await page.getByRole('button', { name: /^Whole image/ }).click();
  await page.keyboard.press('Escape');
  const framing = page.getByRole('button', { name: /^Framing Whole image/ });
  await expect(framing).toHaveAccessibleName(/160 × 104 px, 20 × 13 patches$/);
  await scope.waitForTrace(6);
  const box = (await scope.figure.boundingBox())!;
  expect(box.width / box.height).toBeCloseTo(960 / 640, 1);
  await scope.hoverPatch(12, 19, { rows: 13, columns: 20 });
  await expect(scope.query).toHaveText('Query patch 12, 19');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('everything is within reach, and a tap asks', async ({ page }) => {
    const scope = await openScope(page);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    const before = await paintedCells(scope.grid);
    const box = (await scope.figure.boundingBox())!;
    await page.touchscreen.tap(box.x + box.width * 0.32, box.y + box.height * 0.62);
    await expect(scope.query).toHaveText('Query patch 12, 6');
    await expect.poll(() => paintedCells(scope.grid)).not.toEqual(before);
  });
});
