import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { dropFiles } from './drop-files.ts';
import { canvasPixels, choose, dropSession, openSheet, save } from './export-sheet.ts';
import { expect, test } from './journey.ts';
import { openScope, paintedStage, scopePage } from './scope-page.ts';

const moon = fileURLToPath(new URL('../public/samples/moon.webp', import.meta.url));

test('a session with its image opens again to the same pixels, and a broken one changes nothing', async ({
  page,
}, testInfo) => {
  const scope = await openScope(page);
  await dropFiles(page, [moon]);
  await expect(page.getByRole('button', { name: 'moon.webp' })).toHaveAttribute('aria-pressed', 'true');
  await scope.waitForTrace(6);
  await scope.cell(3, 'head 1').click();
  for (const key of ['p', 's']) await page.keyboard.press(key);
  await scope.hoverPatch(6, 4, { rows: 20, columns: 20 });
  await page.mouse.down();
  await page.mouse.up();
  await expect(scope.stage.getByRole('button', { name: 'pinned' })).toBeVisible();
  await expect(scope.query).toHaveText('Query patch 6, 4');
  await page.mouse.move(0, 0);
  const before = await paintedStage(scope.figure);

  const sheet = await openSheet(page);
  await choose(sheet, 'Session');
  await expect(sheet.getByRole('checkbox', { name: 'The image itself' })).toBeChecked();
  const { name, path } = await save(page, sheet);
  expect(name).toBe('sinkscope_mini-with-artifacts_moon_session.sinkscope.json');
  const kept = testInfo.outputPath(name);
  copyFileSync(path, kept);

  await page.reload();
  const again = scopePage(page);
  await again.waitForTrace(6);
  const fresh = await paintedStage(again.figure);
  expect(fresh).not.toBe(before);

  const broken = testInfo.outputPath('broken.sinkscope.json');
  writeFileSync(broken, readFileSync(kept, 'utf8').replace('"palette": "', '"palette": "no-'));
  await dropFiles(page, [broken]);
  await expect(again.alert).toContainText('broken.sinkscope.json: The settings: look.palette should be');
  expect(await paintedStage(again.figure)).toBe(fresh);

  await dropFiles(page, [kept]);
  await expect(page.getByRole('button', { name: 'moon.webp' })).toHaveAttribute('aria-pressed', 'true');
  await again.waitForTrace(6);
  await expect(again.query).toHaveText('Query patch 6, 4');
  await expect.poll(() => paintedStage(again.figure)).toBe(before);
  await expect(again.alert).toBeEmpty();
});

/** A session in which nothing is as on a first visit, but what would hide the stage. */
const everything = {
  lenses: [
    { id: 'lens-1', model: { kind: 'embedded', id: 'mini' } },
    {
      id: 'lens-2',
      model: { kind: 'embedded', id: 'mini-registers' },
      interventions: { registers: { count: 1, init: 'zeros', seed: 0 } },
    },
  ],
  active: 'lens-2',
  comparison: {
    scale: 'own',
    shows: 'difference',
    reference: 'lens-2',
    outlierLayer: 4,
    normLayer: 5,
  },
  image: { kind: 'sample', file: 'moon.webp' },
  framing: { fit: 'whole', size: { height: 96, width: 144 } },
  query: {
    target: { kind: 'box', from: { x: 0.3, y: 0.3 }, to: { x: 0.5, y: 0.62 } },
    pinned: true,
  },
  reading: 'attended-by',
  staged: { layer: 4, map: { kind: 'rollout' } },
  look: {
    palette: 'magma',
    scale: 'layer',
    range: 'all-tokens',
    normScale: 'linear',
    opacity: 0.5,
    smooth: true,
    rule: { kind: 'sigma', sigmas: 2.5 },
  },
  combining: {
    weights: { 3: 2.5 },
    rollout: { start: 1, heads: 'max', identity: false, discard: 0.5 },
    range: { start: 1, heads: 'max' },
    columns: ['rollout'],
    mask: { shown: true, share: 0.5 },
  },
  features: {
    shows: 'pca',
    basis: 'own',
    leavesOutOutliers: true,
    foreground: 'above',
    threshold: 0.25,
  },
  grid: {
    order: 'entropy',
    highestFirst: false,
    filter: { measure: 'sink-share', keeps: 'at-most', limit: 0.25, others: 'hidden' },
    zoom: 1.5,
  },
  normSite: 'mlp',
  numbers: { chart: 'entropy', sort: 'smallest' },
  theme: 'dark',
};

/** The texts of the figure of a plan. */
async function figureTexts(page: Page, sheet: Locator, what: string): Promise<string[]> {
  await choose(sheet, what, 'SVG');
  await expect(sheet.getByText(new RegExp(`_${what.toLowerCase()}\\.svg$`))).toBeVisible();
  await expect(sheet.getByText(/ px, /)).toBeVisible();
  const { path } = await save(page, sheet);
  return [...readFileSync(path, 'utf8').matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text!);
}

test('a session in which nothing is as at first opens to the same settings and pixels, and its figures say them', async ({
  page,
}, testInfo) => {
  const scope = await openScope(page);
  await dropSession(page, testInfo.outputPath('all.sinkscope.json'), everything);
  await expect(scope.stage.getByRole('heading', { name: 'Layer 4 · rollout' })).toBeVisible();
  await scope.waitForTrace(6);
  await expect(scope.stage.getByText(/^Where \d+ patches flow to, mean of the set: rollout/)).toBeVisible();
  await expect(scope.alert).toBeEmpty();
  await page.mouse.move(0, 0);
  const ranked = page.getByRole('grid', { name: /ordered by entropy/ });
  await expect(ranked).toBeVisible();
  const before = await canvasPixels(scope.figure);
  expect(new Set(before.words).size).toBeGreaterThan(50);

  const sheet = await openSheet(page);
  const stage = await figureTexts(page, sheet, 'Stage');
  expect(stage).toEqual(
    expect.arrayContaining([
      'Layer 4 · rollout',
      'from layer 1, max of heads, without identity, lowest 50 % discarded',
      expect.stringMatching(/^\d+ patches, a box: rows \d+ to \d+, columns \d+ to \d+, pinned$/),
      expect.stringContaining('in the scale'),
      'the patches that hold 50 % of the map’s mass, as DINO’s script',
      'magma, smooth, 50 % over the image',
    ]),
  );
  const grid = await figureTexts(page, sheet, 'Grid');
  expect(grid).toEqual(
    expect.arrayContaining([
      'Attention of all heads, by entropy',
      'entropy, lowest first',
      expect.stringMatching(/^sink share at most 0\.250?: \d+ of 36 heads, others hidden$/),
    ]),
  );
  const shownFirst = ((await ranked.getByRole('gridcell').first().getAttribute('aria-label')) ?? '').match(
    /Layer (\d+), head (\d+)/,
  )!;
  expect(grid.find((text) => /^\d+·\d+$/.test(text))).toBe(`${shownFirst[1]}·${shownFirst[2]}`);
  const norms = await figureTexts(page, sheet, 'Norms');
  expect(norms).toContain('L2 norm of what the MLP branch adds to each token');
  const charts = await figureTexts(page, sheet, 'Charts');
  expect(charts).toEqual(expect.arrayContaining(['Entropy, nats, layer by layer', '0', '5']));

  await choose(sheet, 'Session');
  const kept = testInfo.outputPath('kept.sinkscope.json');
  copyFileSync((await save(page, sheet)).path, kept);
  const saved = JSON.parse(readFileSync(kept, 'utf8')).settings;
  expect(saved).toMatchObject(everything);

  await page.goto('./');
  await scope.waitForTrace(6);
  await dropFiles(page, [kept]);
  await expect(scope.stage.getByText(/^Where \d+ patches flow to, mean of the set: rollout/)).toBeVisible();
  await expect.poll(async () => (await canvasPixels(scope.figure)).words).toEqual(before.words);
});
