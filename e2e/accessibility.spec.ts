import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts';
import { expect, test } from './journey.ts';
import { openScope, type ScopePage } from './scope-page.ts';
import { SCREENS, type Screen } from './screens.ts';

async function visit({ page }: ScopePage, screen: Screen): Promise<void> {
  await test.step(screen.name, async () => {
    for (const key of screen.keys) await page.keyboard.press(key);
    const [role, name] = screen.shows;
    const place = page.getByRole(role, { name }).first();
    await expect(place).toBeVisible();
    await expectAccessible(page);
    for (const key of screen.back ?? ['Escape']) await page.keyboard.press(key);
    await expect(place).toBeHidden();
    expect(await page.evaluate(() => document.activeElement?.isConnected)).toBe(true);
  });
}

async function visitCatalogue({ page }: ScopePage): Promise<void> {
  await test.step('catalogue', async () => {
    await page.keyboard.press('b');
    await page
      .getByRole('button', { name: /Browse|Hugging Face|catalogue/i })
      .first()
      .click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });
}

async function visitCharts({ page }: ScopePage): Promise<void> {
  for (const chart of ['outliers', 'entropy']) {
    await test.step(`chart of ${chart}`, async () => {
      const choice = page.getByRole('group', { name: 'Below the grid' });
      await choice.getByRole('radio', { name: chart, exact: true }).check();
      await expect(page.getByRole('slider', { name: /by layer/ }).first()).toBeVisible();
      await expectAccessible(page);
    });
  }
}

async function visitComparison({ page }: ScopePage): Promise<void> {
  await test.step('comparison', async () => {
    await page.getByRole('button', { name: 'Compare the remedies' }).click();
    await expect(page.getByRole('status').first()).toHaveText(/^4 lenses in /, { timeout: 90_000 });
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Look…' }).click();
    await expect(page.getByRole('region', { name: 'Look' })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any sheet, menu or panel in ${colorScheme} mode`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.emulateMedia({ colorScheme });
    const scope = await openScope(page);
    for (const screen of SCREENS) await visit(scope, screen);
    await visitCatalogue(scope);
  });

  test(`axe finds nothing on charts and in a comparison in ${colorScheme} mode`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const scope = await openScope(page);
    await visitCharts(scope);
    await visitComparison(scope);
  });
}

test('with the keyboard alone: from landing to a comparison with a pinned query, and its export', async ({
  page,
}) => {
  const scope = await openScope(page);
  await page.keyboard.press('l');
  const panel = page.getByRole('region', { name: 'Lenses' });
  await expect(panel).toBeVisible();
  const remedies = panel.getByRole('button', { name: /remed|register/i }).first();
  for (let presses = 0; presses < 12; presses++) {
    if (await remedies.evaluate((node) => node === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(remedies).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').first()).toHaveText(/^\d lenses in /, { timeout: 90_000 });
  await expect(page.getByRole('button', { name: /^Lens \d side by side/ })).toBeFocused();

  await page.keyboard.press('g');
  const image = page.getByRole('application', { name: /of lens a/ });
  await expect(image).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  const told = page.getByRole('status', { name: 'The map' });
  await expect(told.filter({ hasText: /What patch \d+, \d+ attends to/ }).first()).toBeAttached();
  await expect(image).toHaveAccessibleDescription(/\d+ % of its attention|Spread evenly/);
  await expect(image).toHaveAccessibleDescription(/\d+ of 400 patches are outliers by norm and hold \d+ %/);

  await page.keyboard.press('e');
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(image).toBeFocused();
  await page.keyboard.press('v');
  await expect(scope.stage).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true);
});

test('the grid reads out as rows and columns with names, and one cell takes part in Tab', async ({
  page,
}) => {
  const scope = await openScope(page);
  await expect(scope.grid).toHaveAttribute('aria-rowcount', '7');
  await expect(scope.grid).toHaveAttribute('aria-colcount', '10');
  const tree = await scope.grid.ariaSnapshot();
  const rows = tree.split('\n').filter((line) => /^\s+- row /.test(line) || /^\s+- row:/.test(line));
  expect(rows).toHaveLength(7);
  const columns = ['head 0', 'head 5', 'mean of heads', 'max of heads', 'token norms'];
  for (const name of ['Layer', ...columns]) expect(tree).toContain(`columnheader "${name}"`);
  for (let layer = 0; layer < 6; layer++) {
    expect(tree).toContain(`rowheader "${layer}"`);
    for (const column of columns) expect(tree).toContain(`gridcell "Layer ${layer}, ${column}"`);
  }
  expect(tree).toMatch(/gridcell "Layer 5, mean of heads" \[selected\]/);
  await expect(scope.grid.locator('[role=gridcell][tabindex="0"]')).toHaveCount(1);
});

test('the focus stays on the page when what has it goes away', async ({ page }) => {
  await openScope(page);
  const isLost = () => page.evaluate(() => document.activeElement === document.body);
  await page.getByRole('gridcell', { name: 'Layer 3, head 2' }).focus();
  await page.keyboard.press('f');
  await expect(page.getByRole('gridcell', { name: 'Layer 3, head 2' })).toBeHidden();
  await expect.poll(isLost).toBe(false);
  await page.keyboard.press('f');
  await page.keyboard.press('x');
  const panel = page.getByRole('complementary', { name: 'Change the model' });
  await expect(panel).toBeFocused();
  await panel.getByRole('button', { name: 'Close' }).press('Enter');
  await expect(panel).toBeHidden();
  await expect.poll(isLost).toBe(false);
});

test('at 200 % nothing is lost, and nothing scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 450 });
  const scope = await openScope(page);
  await expectNoSidewaysScroll(page);
  await expect(page.getByRole('button', { name: 'Export' })).toBeInViewport();
  await scope.grid.scrollIntoViewIfNeeded();
  await expect(scope.cell(0, 'head 0')).toBeInViewport();
  await expectAccessible(page);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('one row of tools, the rest by name in a menu that gives the focus back', async ({ page }) => {
    await openScope(page);
    await expectNoSidewaysScroll(page);
    const more = page.getByRole('button', { name: 'More', exact: true });
    for (const name of ['Export', 'How to read this', 'Keys']) {
      await more.tap();
      const line = page.getByRole('region', { name: 'More' }).getByRole('button', { name });
      expect((await line.boundingBox())!.height).toBeGreaterThanOrEqual(44);
      if (name === 'Export') await expectAccessible(page);
      await line.tap();
      const sheet = page.getByRole('dialog', { name });
      await expect(sheet).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await page.keyboard.press('Escape');
      await expect(more).toBeFocused();
    }
    for (const tab of ['Features', 'Norms', 'Attention']) {
      await page.getByRole('tab', { name: tab }).tap();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
    await page.getByRole('button', { name: 'Compare the remedies' }).tap();
    await expect(page.getByRole('status').first()).toHaveText(/^4 lenses in /, { timeout: 90_000 });
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  test('a tap asks, a second one pins, a finger takes the query along, a long press pins, two fingers zoom', async ({
    page,
    context,
  }) => {
    const scope = await openScope(page);
    const box = (await scope.figure.boundingBox())!;
    const at = (x: number, y: number) => ({ x: box.x + box.width * x, y: box.y + box.height * y });
    const pinned = scope.stage.getByRole('button', { name: /pinned/ });
    const tap = at(0.31, 0.31);
    await page.touchscreen.tap(tap.x, tap.y);
    await expect(scope.query).toHaveText('Query patch 6, 6');
    await expect(pinned).toBeHidden();
    await page.touchscreen.tap(tap.x, tap.y);
    await expect(pinned).toBeVisible();

    const device = await context.newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
      device.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: points.map((point, id) => ({ ...point, id })),
      });
    await touch('touchStart', [at(0.12, 0.12)]);
    for (let step = 1; step <= 8; step++) await touch('touchMove', [at(0.12 + step * 0.1, 0.12)]);
    await touch('touchEnd', []);
    await expect(scope.query).toHaveText('Query patch 2, 18');
    await expect(pinned).toBeHidden();

    await touch('touchStart', [at(0.62, 0.22)]);
    await expect(pinned).toBeVisible();
    await touch('touchEnd', []);
    await expect(scope.query).toHaveText('Query patch 4, 12');
    await expect(pinned).toBeVisible();

    await touch('touchStart', [at(0.4, 0.4)]);
    await touch('touchStart', [at(0.4, 0.4), at(0.6, 0.6)]);
    for (let step = 1; step <= 5; step++) {
      await touch('touchMove', [
        at(0.4 - step * 0.06, 0.4 - step * 0.06),
        at(0.6 + step * 0.06, 0.6 + step * 0.06),
      ]);
    }
    await touch('touchEnd', []);
    const whole = page.getByRole('button', { name: 'Whole image' });
    await expect(whole).toBeVisible();
    await expect(scope.query).toHaveText('Query patch 4, 12');
    const corner = at(0.02, 0.02);
    await page.touchscreen.tap(corner.x, corner.y);
    await expect(scope.query).not.toHaveText('Query patch 0, 0');
    await whole.tap();
    await expect(whole).toBeHidden();
    await expect(scope.figure).toBeFocused();
  });
});

test('with forced colours what is chosen is outlined, and maps keep their colours', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  const scope = await openScope(page);
  const pressed = page.getByRole('button', { name: 'Attention', exact: true });
  await expect(pressed).toHaveCSS('outline-style', 'solid');
  await expect(pressed).toHaveCSS('outline-width', '3px');
  await expect(scope.chip('CLS').locator('span').first()).toHaveCSS('forced-color-adjust', 'none');
  await expectAccessible(page);
});
