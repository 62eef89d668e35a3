import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { dropFiles } from './drop-files.ts';
import { expect, test } from './journey.ts';
import { chooseSide, openScope, paintedCells } from './scope-page.ts';

/** Makes the run slow enough to be stopped: the embedded model on eight times as many patches. */
async function startLongRun(page: Page): Promise<void> {
  await chooseSide(page, 448);
  // Looked for at every frame: on a fast machine a layer takes a tenth of a second.
  await page.waitForFunction(() =>
    /^Layer [1-4] of 6/.test(document.querySelector('output')?.textContent ?? ''),
  );
}

test('a run can be stopped between layers and goes on where it stopped', async ({ page }) => {
  const scope = await openScope(page);
  await startLongRun(page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(scope.status).toHaveText(/^Stopped after [1-5] of 6 layers/);
  const layersDone = Number(/after (\d)/.exec((await scope.status.textContent()) ?? '')?.[1]);
  await expect(scope.cell(layersDone - 1, 'head 0')).toHaveAccessibleName(/head 0$/);
  await expect(scope.cell(5, 'head 0, not computed yet')).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await scope.waitForTrace(6);
  await expect(page.getByRole('button', { name: /^Framing .* 56 × 56 patches$/ })).toBeVisible();
});

test('a newer drop wins over a running trace', async ({ page }, info) => {
  const scope = await openScope(page);
  const path = info.outputPath('newer.png');
  await sharp({ create: { width: 300, height: 300, channels: 3, background: '#7a5' } })
    .composite([
      {
        input: Buffer.from(
          '<svg width="300" height="300"><circle cx="90" cy="120" r="60" fill="#b32"/></svg>',
        ),
      },
    ])
    .png()
    .toFile(path);
  await startLongRun(page);
  await dropFiles(page, [path]);
  await expect(scope.figure.getByRole('img')).toHaveAttribute('alt', 'newer.png');
  await chooseSide(page, 160);
  await scope.waitForTrace(6);
  await expect(page.getByRole('button', { name: /^Framing .* 20 × 20 patches$/ })).toBeVisible();
  await expect(scope.figure.getByRole('img')).toHaveAttribute('alt', 'newer.png');
  await expect(scope.alert).toBeEmpty();
  const maps = await paintedCells(scope.grid);
  expect(new Set(Object.values(maps)).size).toBeGreaterThan(6 * 7);
});
