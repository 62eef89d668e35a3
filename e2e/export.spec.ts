import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { openSafetensors, readFloats } from '../src/core/checkpoint/safetensors.ts';
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts';
import { canvasPixels, choose, decodedAddress, dropSession, openSheet, save } from './export-sheet.ts';
import { expect, test } from './journey.ts';
import { openScope } from './scope-page.ts';

/** A PNG beside a canvas: its size, and how many of its pixels differ from the pixel of the canvas that they stand for. */
async function besideCanvas(canvas: Locator, path: string) {
  return canvas.evaluate(async (small: HTMLCanvasElement, base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const large = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const { width, height } = large;
    const context = new OffscreenCanvas(width, height).getContext('2d')!;
    context.drawImage(large, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const shown = small.getContext('2d')!.getImageData(0, 0, small.width, small.height).data;
    const [across, down] = [width / small.width, height / small.height];
    if (across % 1 !== 0 || down % 1 !== 0) return { width, height, differing: Number.NaN };
    const stage = new Uint32Array(shown.buffer);
    const differing = new Uint32Array(data.buffer).reduce((count, word, place) => {
      const row = Math.floor(place / width / down);
      const column = Math.floor((place % width) / across);
      return count + Number(word !== stage[row * small.width + column]);
    }, 0);
    return { width, height, differing };
  }, readFileSync(path).toString('base64'));
}

test('a PNG of the map alone has the very pixels of the stage at every size, in patches and smooth', async ({
  page,
}) => {
  const scope = await openScope(page);
  await scope.cell(4, 'head 2').click();
  const canvas = scope.figure.locator('canvas');
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
    expect(await besideCanvas(canvas, path), size).toEqual({ width: side, height: side, differing: 0 });
  }
  await page.keyboard.press('Escape');
  await page.keyboard.press('s');
  const [width, height] = await canvas.evaluate((one: HTMLCanvasElement) => [one.width, one.height]);
  expect(width).toBeGreaterThan(300);
  sheet = await openSheet(page);
  await choose(sheet, '1×');
  await expect(sheet.getByText(`${width} × ${height} px`)).toBeVisible();
  const { path } = await save(page, sheet);
  expect(await besideCanvas(canvas, path)).toEqual({ width, height, differing: 0 });
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
