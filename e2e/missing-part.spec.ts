import { expect, test } from '@playwright/test';
import { openScope } from './scope-page.ts';

test('a part whose code does not arrive says so, and comes when it is tried again', async ({ page }) => {
  await page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 }));
  await page.route('**/about-sheet-*.js', (route) => route.abort());
  const scope = await openScope(page);
  await page.getByRole('banner').getByRole('button', { name: 'How to read this' }).click();
  const missing = page.getByRole('alert').filter({ hasText: 'could not be shown' });
  await expect(missing).toBeVisible();
  await expect(scope.figure).toBeVisible();
  await page.unroute('**/about-sheet-*.js');
  await missing.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('dialog', { name: 'How to read this' })).toBeVisible();
  await expect(missing).toBeHidden();
});
