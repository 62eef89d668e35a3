import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { missingShared, sharedFile } from '../tools/fixtures/goldens.ts';
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts';
import { dropFiles } from './drop-files.ts';
import { expect, test } from './journey.ts';
import { openScope, paintedStage } from './scope-page.ts';

const names = ['As trained', 'Trained registers', 'Test-time register', 'Trained gates'];

/** One click from the first visit: four lenses, traced. */
async function compareRemedies(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Compare the remedies' }).click();
  await expectTraced(page, 4);
}

async function expectTraced(page: Page, lenses: number): Promise<void> {
  await expect(page.getByRole('status').first()).toHaveText(new RegExp(`^${lenses} lenses in `), {
    timeout: 90_000,
  });
  await expect(page.getByRole('table')).not.toContainText('…');
}

function columns(page: Page): Locator {
  return page.getByRole('region', { name: /^Lens [a-d]$/ });
}

function paintings(page: Page): Promise<string[]> {
  return Promise.all(
    [0, 1, 2, 3].map((place) => paintedStage(columns(page).nth(place).getByRole('application'))),
  );
}

/** A row of the table of effects. */
async function measured(page: Page, name: string): Promise<string[]> {
  const row = page.getByRole('row').filter({ has: page.getByRole('button', { name, exact: true }) });
  return row.getByRole('cell').allTextContents();
}

test('one click sets the model beside three remedies, each labelled for what it is', async ({ page }) => {
  await openScope(page);
  await compareRemedies(page);
  for (const [place, name] of names.entries()) {
    const head = columns(page).nth(place).getByRole('heading');
    await expect(head).toHaveText(`${'abcd'[place]}${name}`);
    const kind = place === 2 ? 'training-free' : 'trained';
    await expect(columns(page).nth(place).getByText(kind, { exact: true })).toBeVisible();
  }
  const outliers = (await measured(page, 'Outliers')).map((text) => Number.parseInt(text, 10));
  expect(outliers[0]).toBeGreaterThan(5);
  expect(outliers.slice(1)).toEqual([0, 0, 0]);
});

test('pointing at one column moves all, and a register that a lens lacks is CLS there', async ({ page }) => {
  await openScope(page);
  await compareRemedies(page);
  const before = await paintings(page);
  const box = (await columns(page).nth(3).getByRole('application').boundingBox())!;
  await page.mouse.move(box.x + (8.5 * box.width) / 20, box.y + (6.5 * box.height) / 20);
  await expect(page.getByText('What patch 6, 8 attends to', { exact: true })).toBeVisible();
  await expect
    .poll(async () => (await paintings(page)).filter((painting, place) => painting !== before[place]).length)
    .toBe(4);
  await columns(page)
    .nth(2)
    .getByRole('button', { name: /^register T1:/ })
    .click();
  await expect(
    columns(page)
      .nth(2)
      .getByRole('button', { name: /^register T1:/ }),
  ).toHaveAttribute('aria-pressed', 'true');
  for (const place of [0, 1, 3]) {
    const cls = columns(page).nth(place).getByRole('button', { name: /^CLS:/ });
    await expect(cls).toHaveAttribute('aria-pressed', 'true');
  }
});

test('the table gives the published effects on a dropped photograph', async ({ page }) => {
  test.skip(missingShared('the published effects', 'embedded/effects.json', 'photos/astronaut.png'));
  const [expected] = JSON.parse(readFileSync(sharedFile('embedded/effects.json')!, 'utf8'));
  await openScope(page);
  await dropFiles(page, [sharedFile('photos/astronaut.png')!]);
  await compareRemedies(page);
  await page.getByLabel(/^Outliers above/).selectOption('4 × median');
  await page.getByLabel(/^Outliers in layer/).selectOption('2');
  await page.getByLabel(/^Max \/ median in layer/).selectOption('4');
  await expect
    .poll(async () => Number.parseFloat((await measured(page, 'Max / median norm'))[0]!))
    .toBeLessThan(30);
  const [, artifacts, testTime, trained, gated] = expected.maxmed as number[];
  const ratios = (await measured(page, 'Max / median norm')).map((text) => Number(text).toFixed(1));
  expect(ratios).toEqual([artifacts, trained, testTime, gated].map((ratio) => ratio!.toFixed(1)));
  expect((await measured(page, 'Outliers'))[0]).toBe('12 of 400 (3.0 %)');
  expect((await measured(page, 'CLS → outliers'))[0]).toBe(expected.cls_sink_share.toFixed(2));
  expect((await measured(page, 'CLS → registers'))[1]).toBe(expected.reg_share.toFixed(2));
  expect((await measured(page, 'CLS → test-time registers'))[2]).toBe(expected.ttr_share.toFixed(2));
  expect((await measured(page, 'Ordinary patches'))[3]).toBe(expected.gated_vs_artifacts.toFixed(3));
});

test('lenses are duplicated, moved, removed and looked at alone', async ({ page }) => {
  await openScope(page);
  await compareRemedies(page);
  const act = async (place: number, action: string) => {
    await columns(page)
      .nth(place)
      .getByRole('button', { name: /what to do with it$/ })
      .click();
    await page.getByRole('button', { name: action, exact: true }).click();
  };
  await act(3, 'Remove');
  await expect(columns(page)).toHaveCount(3);
  await act(0, 'Move to the right');
  await expect(columns(page).nth(1).getByRole('heading')).toHaveText('bAs trained');
  await act(1, 'Duplicate');
  await expectTraced(page, 4);
  await expect(columns(page).nth(2).getByRole('heading')).toHaveText('cAs trained');
  await act(0, 'Look at it alone');
  await expect(page.getByRole('region', { name: 'Stage' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Lens Trained registers trained/ })).toBeVisible();
  await page.keyboard.press('v');
  await expect(columns(page)).toHaveCount(4);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`lenses side by side, as maps, differences and gates, are accessible in ${colorScheme} mode`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await openScope(page);
    await compareRemedies(page);
    await expectAccessible(page);
    await page.getByRole('radio', { name: 'difference' }).check();
    await page.getByRole('radio', { name: 'gate' }).check();
    await expect(page.getByText('implied by 4 registers')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: /^Lens 4 side by side/ }).click();
    await expectAccessible(page);
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('lenses stand two by two, and the table scrolls', async ({ page }) => {
    await page.goto('./');
    await compareRemedies(page);
    await expectNoSidewaysScroll(page);
    const boxes = await Promise.all([0, 1, 2].map((place) => columns(page).nth(place).boundingBox()));
    expect(boxes[1]!.y).toBe(boxes[0]!.y);
    expect(boxes[2]!.x).toBe(boxes[0]!.x);
    expect(boxes[0]!.width).toBeGreaterThan(150);
    await expectAccessible(page);
  });
});
