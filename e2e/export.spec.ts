import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { openSafetensors, readFloats } from '../src/core/checkpoint/safetensors.ts';
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts';
import { dropFiles } from './drop-files.ts';
import { expect, test } from './journey.ts';
import { openScope, paintedStage, scopePage } from './scope-page.ts';

const moon = fileURLToPath(new URL('../public/samples/moon.webp', import.meta.url));

async function openSheet(page: Page): Promise<Locator> {
  await page.keyboard.press('e');
  const sheet = page.getByRole('dialog', { name: 'Export' });
  await expect(sheet).toBeVisible();
  return sheet;
}

/** Chooses by the visible label, as a pointer would. */
async function choose(sheet: Locator, ...labels: readonly string[]): Promise<void> {
  for (const label of labels) {
    const radio = sheet.getByRole('radio', { name: new RegExp(`^${label}( ?[A-Z].*)?$`) });
    await radio.first().check({ force: true });
  }
}

async function save(page: Page, sheet: Locator): Promise<{ name: string; path: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    sheet.getByRole('button', { name: 'Save file' }).click(),
  ]);
  return { name: download.suggestedFilename(), path: await download.path() };
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** RGBA words, row by row. */
  readonly words: readonly number[];
}

/** The pixels of a file, as the browser decodes it. */
async function decoded(page: Page, path: string): Promise<Pixels> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    return { width: bitmap.width, height: bitmap.height, words: [...new Uint32Array(data.buffer)] };
  }, readFileSync(path).toString('base64'));
}

async function canvasPixels(figure: Locator): Promise<Pixels> {
  return figure.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
    return { width, height, words: [...new Uint32Array(data.buffer)] };
  });
}

/** How many pixels of an enlarged picture differ from the pixel that they stand for. */
function differing(large: Pixels, small: Pixels): number {
  const [across, down] = [large.width / small.width, large.height / small.height];
  expect([across % 1, down % 1]).toEqual([0, 0]);
  return large.words.filter((word, place) => {
    const row = Math.floor(place / large.width / down);
    const column = Math.floor((place % large.width) / across);
    return word !== small.words[row * small.width + column];
  }).length;
}

test('a PNG of the map alone has the very pixels of the stage at every size, in patches and smooth', async ({
  page,
}) => {
  const scope = await openScope(page);
  await scope.cell(4, 'head 2').click();
  const stage = await canvasPixels(scope.figure);
  let sheet = await openSheet(page);
  await choose(sheet, 'Stage', 'PNG');
  await sheet.getByRole('checkbox', { name: 'Image under the map' }).uncheck();
  await sheet.getByRole('checkbox', { name: 'Colour bar and settings' }).uncheck();
  for (const [size, side] of [
    ['1×', 560],
    ['2×', 1120],
    ['4×', 2240],
  ] as const) {
    await choose(sheet, size);
    await expect(sheet.getByText(`${side} × ${side} px`)).toBeVisible();
    const { name, path } = await save(page, sheet);
    expect(name).toMatch(/^sinkscope_mini-with-artifacts_robin_layer-4_head-2_map(_[24]x)?\.png$/);
    const picture = await decoded(page, path);
    expect(picture.width).toBe(side);
    expect(differing(picture, stage), size).toBe(0);
  }
  await page.keyboard.press('Escape');
  await page.keyboard.press('s');
  const smooth = await canvasPixels(scope.figure);
  expect(smooth.width).toBeGreaterThan(300);
  sheet = await openSheet(page);
  await choose(sheet, '1×');
  await expect(sheet.getByText(`${smooth.width} × ${smooth.height} px`)).toBeVisible();
  const { path } = await save(page, sheet);
  expect(await decoded(page, path)).toEqual(smooth);
});

test('SVG holds its settings as text and its pictures as PNG, and nothing that other programs trip over', async ({
  page,
}) => {
  const scope = await openScope(page);
  const stage = await canvasPixels(scope.figure);
  const sheet = await openSheet(page);
  for (const format of ['SVG', 'SVG for PDF']) {
    await choose(sheet, format);
    await expect(sheet.getByText(format === 'SVG' ? / px, / : / mm, /)).toBeVisible();
    const { path } = await save(page, sheet);
    const svg = readFileSync(path, 'utf8');
    const found = await page.evaluate((text) => {
      const root = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        names: [...new Set([...root.querySelectorAll('*')].map(({ localName }) => localName))].sort(),
        texts: [...root.querySelectorAll('text')].map(({ textContent }) => textContent),
        images: [...root.querySelectorAll('image')].map((image) => image.getAttribute('xlink:href') ?? ''),
        opacities: [...root.querySelectorAll('image')].map((image) => image.getAttribute('opacity')),
        width: root.documentElement.getAttribute('width'),
      };
    }, svg);
    expect(found.names).toEqual(['desc', 'g', 'image', 'polyline', 'rect', 'svg', 'text', 'title']);
    expect(found.texts).toEqual(
      expect.arrayContaining([
        'Layer 5 · mean of heads',
        'What CLS attends to',
        'cividis, patches, 65 % over the image',
      ]),
    );
    for (const image of found.images) expect(image).toMatch(/^data:image\/png;base64,/);
    expect(svg).toMatch(/font-family="'IBM Plex Sans', Helvetica, Arial, sans-serif"/);
    if (format === 'SVG') {
      const map = await decodedAddress(page, found.images[1]!);
      expect(map).toEqual(stage);
    } else {
      expect(found.width).toMatch(/^\d+(\.\d+)?mm$/);
      expect(found.opacities.filter((opacity) => opacity !== null && opacity !== '1')).toEqual([]);
    }
  }
});

async function decodedAddress(page: Page, address: string): Promise<Pixels> {
  return page.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return { width: canvas.width, height: canvas.height, words: [...new Uint32Array(data.buffer)] };
  }, address);
}

test('tensors and tables reopen with the numbers of the page', async ({ page }) => {
  const scope = await openScope(page);
  const { largest } = await scope.normsOf(5);
  const sheet = await openSheet(page);
  await choose(sheet, 'Tensors');
  await sheet.getByRole('checkbox', { name: /^attention_query/ }).uncheck();
  const saved = await save(page, sheet);
  expect(saved.name).toBe('sinkscope_mini-with-artifacts_robin_tensors.safetensors');
  const file = await openSafetensors(new Blob([readFileSync(saved.path)]), saved.name);
  expect([...file.tensors.keys()]).toEqual(['norms']);
  expect(file.metadata).toMatchObject({ grid: '20x20', prefix_tokens: 'CLS', interventions: '{}' });
  const norms = (await readFloats(file, 'norms')).subarray(5 * 401);
  expect(Math.round(Math.max(...norms))).toBe(largest);

  await choose(sheet, 'Norms', 'CSV');
  const table = readFileSync((await save(page, sheet)).path, 'utf8');
  const lines = table.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  expect(lines[0]).toMatch(/^layer,outliers,threshold,median,max,CLS,0:0,0:1,/);
  const written = lines[6]!.split(',').slice(5).map(Number);
  expect(Float32Array.from(written)).toEqual(norms);
});

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

test('the sheet is worked by keys alone, reads well and fits a phone', async ({ page }) => {
  const scope = await openScope(page);
  const sheet = await openSheet(page);
  await expect(sheet.getByRole('img', { name: 'Preview of the figure' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Tab');
  await expect(sheet.getByRole('radio', { name: /^Stage/ })).toBeFocused();
  for (let step = 0; step < 6; step++) await page.keyboard.press('ArrowDown');
  await expect(sheet.getByRole('radio', { name: /^Citation/ })).toBeChecked();
  await expect(sheet.getByText('@misc{sinkscope,')).toBeVisible();
  await expect(sheet.getByText('@article{oquab2024,')).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(scope.figure).toBeVisible();
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

async function dropSession(page: Page, path: string, settings: object): Promise<void> {
  const session = { format: 'sinkscope-session', version: 1, settings, files: {} };
  writeFileSync(path, JSON.stringify(session));
  await dropFiles(page, [path]);
}

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

test('components are exported in their colours with a legend, and computed tensors beside the trace’s', async ({
  page,
}, testInfo) => {
  const scope = await openScope(page);
  await dropSession(page, testInfo.outputPath('pca.sinkscope.json'), {
    staged: { layer: 3, map: { kind: 'pca', site: 'k' } },
  });
  await expect(scope.stage.getByRole('list', { name: 'Colours' })).toBeVisible();
  const stage = await canvasPixels(scope.figure);
  const sheet = await openSheet(page);
  await choose(sheet, 'Stage', 'SVG');
  await expect(sheet.getByText(/ px, /)).toBeVisible();
  const svg = readFileSync((await save(page, sheet)).path, 'utf8');
  const images = [...svg.matchAll(/xlink:href="([^"]+)"/g)].map(([, address]) => address!);
  expect(images).toHaveLength(5);
  expect(await decodedAddress(page, images[1]!)).toEqual(stage);
  for (const text of ['Component 1, red:', 'Component 3, blue:', 'Own basis']) expect(svg).toContain(text);

  await choose(sheet, 'Tensors');
  for (const name of ['attention', 'v', 'components'])
    await sheet.getByRole('checkbox', { name: new RegExp(`^${name} `) }).check();
  await expect(sheet.getByText('1 × 6 × 401 × 401')).toBeVisible();
  const saved = await save(page, sheet);
  const file = await openSafetensors(new Blob([readFileSync(saved.path)]), saved.name);
  expect(file.metadata).toMatchObject({ attention_layer: '3' });
  expect(file.tensors.get('components')?.shape).toEqual([401, 3]);
  const rows = await readFloats(file, 'attention');
  for (const row of [0, 200, 6 * 401 - 1]) {
    const sum = rows.subarray(row * 401, (row + 1) * 401).reduce((total, value) => total + value, 0);
    expect(sum).toBeCloseTo(1, 4);
  }
});
