import { expectAccessible } from './accessibility.ts';
import { expect, test } from './journey.ts';
import { openMechanism } from './mechanism-page.ts';
import { openScope, paintedStage, scopePage } from './scope-page.ts';

test('a link brings open panels and the zoomed image along, and undo leaves them as they are', async ({
  page,
  browser,
}) => {
  const scope = await openScope(page);
  const mechanism = await openMechanism(scope);
  await mechanism.open('Gate');
  await scope.hoverPatch(6, 4, { rows: 20, columns: 20 });
  await page.mouse.down();
  await page.mouse.up();
  for (let step = 0; step < 3; step++) await page.keyboard.press('+');
  await page.mouse.move(0, 0);
  await page.keyboard.press('p');
  await page.keyboard.press('Control+z');
  await expect(page.getByLabel('Palette')).toHaveValue('cividis');
  await expect(mechanism.panel).toBeVisible();
  await expect(scope.figure.getByRole('button', { name: 'Whole image' })).toBeVisible();
  await page.keyboard.press('k');
  const menu = page.getByRole('region', { name: 'Combine heads and layers' });
  await expect(menu).toBeVisible();
  await page.keyboard.press('u');
  const link = await page.getByRole('dialog').getByLabel('Link', { exact: true }).inputValue();
  expect(decodeURIComponent(link)).toMatch(
    /&panels\.change=true&panels\.sections=\["registers","neurons","gate"\]&panels\.menu=combining&view\.scale=3\.375&view\.x=0\.\d{1,5}&view\.y=0\.\d{1,5}$/,
  );
  await expect(page).toHaveURL(link);
  await page.keyboard.press('Escape');
  await expect(menu).toBeVisible();
  const seen = (on: typeof scope) =>
    on.figure.locator('[data-frame]').evaluate((element) => element.getBoundingClientRect().toJSON());
  const [box, map] = [await seen(scope), await paintedStage(scope.figure)];

  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const fresh = await context.newPage();
  await fresh.goto(link);
  const other = scopePage(fresh);
  await other.waitForTrace(6);
  await expect(fresh.getByRole('region', { name: 'Combine heads and layers' })).toBeVisible();
  const panel = fresh.getByRole('complementary', { name: 'Change the model' });
  for (const [title, isOpen] of [
    ['Registers', true],
    ['Gate', true],
    ['Masks', false],
  ] as const) {
    const heading = panel.getByRole('region', { name: title, exact: true }).getByRole('button').first();
    await expect(heading).toHaveAttribute('aria-expanded', String(isOpen));
  }
  await expect.poll(() => seen(other)).toEqual(box);
  await expect.poll(() => paintedStage(other.figure)).toBe(map);
  await expectAccessible(fresh);
  await other.figure.click();
  await expect(fresh.getByRole('region', { name: 'Combine heads and layers' })).toBeHidden();
  await context.close();
});

test('lenses side by side are zoomed together', async ({ page }) => {
  await page.goto('./#v=1&lens2.model=mini-registers&comparison.layout=columns&view.scale=2&view.x=0.5');
  const figures = page.getByRole('application');
  await expect(figures).toHaveCount(2);
  const places = () =>
    figures
      .locator('[data-frame]')
      .evaluateAll((frames) => frames.map((frame) => frame.getAttribute('style')?.replaceAll(' ', '')));
  await expect.poll(async () => (await places()).length).toBe(2);
  const [first, second] = await places();
  expect(first).toContain('inline-size:200%');
  expect(first).toContain('inset-inline-start:-100%');
  expect(second).toBe(first);
  await figures.nth(1).focus();
  await page.keyboard.press('0');
  await expect.poll(async () => (await places())[0]).toContain('inline-size:100%');
  await expect(page.getByRole('button', { name: 'Whole image', exact: true })).toHaveCount(0);
});
