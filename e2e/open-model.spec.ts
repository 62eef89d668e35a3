import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { decodeImage } from '../src/cli/decode-image.ts';
import type { LayerSummary } from '../src/engine/engine.ts';
import { createLocalEngine } from '../src/engine/local-engine.ts';
import { createNodeRuntime } from '../src/engine/node.ts';
import { golden, missingShared, sharedFile } from '../tools/fixtures/goldens.ts';
import { checkpointBeside, openTensorFile, readTensor } from '../tools/fixtures/tensor-file.ts';
import { dropFiles } from './drop-files.ts';
import { expect, test } from './journey.ts';
import { openScope, type ScopePage } from './scope-page.ts';

const tiny = golden('timm-micro');
const samplePath = fileURLToPath(new URL('../public/samples/teapot.webp', import.meta.url));

/** A sample as a PNG, which every decoder turns into the same pixels. */
async function writePng(path: string): Promise<string> {
  await sharp(samplePath).png().toFile(path);
  return path;
}

/** What the engine under Node says of the tiny model on an image. */
async function expectedOf(image: string): Promise<{ layers: LayerSummary[]; topClass: number }> {
  const engine = createLocalEngine(await createNodeRuntime({ prefer: 'wasm' }), {
    decode: decodeImage,
    traceBudgetBytes: 1e9,
  });
  const model = await engine.open(await checkpointBeside(tiny.model));
  const decoded = await engine.decode(new Blob([readFileSync(image)]), { name: 'image' });
  const layers: LayerSummary[] = [];
  const { logits } = await engine.trace(
    {
      model: model.id,
      image: decoded.id,
      framing: { fit: 'publisher' },
      positionRule: 'publisher',
      queryToken: 0,
    },
    { onLayer: (layer) => layers.push(layer) },
  );
  return { layers, topClass: argmax(logits!) };
}

function argmax(values: Float32Array): number {
  return values.indexOf(values.reduce((a, b) => Math.max(a, b)));
}

function topLabel(page: Page) {
  return page.getByRole('region', { name: 'Labels' }).getByRole('listitem').first();
}

async function expectTinyModel(scope: ScopePage, image: string): Promise<void> {
  await expect(scope.page.getByRole('button', { name: /^Model timm-micro/ })).toBeVisible();
  await scope.waitForTrace(4);
  const { layers, topClass } = await expectedOf(image);
  for (const { layer, norms } of layers) {
    const shown = await scope.normsOf(layer);
    expect(shown.largest / Math.max(...norms.subarray(1))).toBeCloseTo(1, 2);
  }
  await expect(topLabel(scope.page)).toContainText(`class ${topClass}`);
}

test('a dropped folder and a dropped picture open together', async ({ page }, info) => {
  const scope = await openScope(page);
  const image = await writePng(info.outputPath('teapot.png'));
  await dropFiles(page, [dirname(tiny.model), image]);
  await expectTinyModel(scope, image);
  await expect(scope.figure.getByRole('img')).toHaveAttribute('alt', 'teapot.png');
});

test('files from the file picker open like dropped ones', async ({ page }, info) => {
  const scope = await openScope(page);
  const image = await writePng(info.outputPath('teapot.png'));
  await page.getByRole('button', { name: /^Model / }).click();
  const modelChooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Folder…' }).click();
  await (await modelChooser).setFiles(dirname(tiny.model));
  await scope.waitForTrace(4);
  const imageChooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await (await imageChooser).setFiles(image);
  await expect(scope.figure.getByRole('img')).toHaveAttribute('alt', 'teapot.png');
  await expectTinyModel(scope, image);
});

test('a picture from the clipboard opens', async ({ page }) => {
  const scope = await openScope(page);
  const bytes = (await sharp(samplePath).resize(320).png().toBuffer()).toString('base64');
  await page.evaluate((base64) => {
    const blob = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([blob], 'pasted.png', { type: 'image/png' }));
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, bytes);
  await expect(scope.figure.getByRole('img')).toHaveAttribute('alt', 'pasted.png');
  await scope.waitForTrace(6);
});

const model = 'vit-tiny-augreg';

test('a real model shows its four corner artifacts on a photograph', async ({ page }) => {
  const needed = [`models/${model}`, 'photos/astronaut.png', `goldens/photos/${model}.astronaut.safetensors`];
  test.skip(missingShared(`the journey with ${model}`, ...needed), '../shared is missing');
  const scope = await openScope(page);
  const folder = sharedFile(`models/${model}`)!;
  const files = ['config.json', 'model.safetensors', 'labels.json'].map((name) => `${folder}/${name}`);
  await dropFiles(page, [...files, sharedFile('photos/astronaut.png')!]);
  await scope.waitForTrace(12);

  const expected = await openTensorFile(sharedFile(`goldens/photos/${model}.astronaut.safetensors`)!);
  const { data: norms, shape } = await readTensor(expected, 'norms'); // [layers, tokens]
  const patches = norms.subarray(7 * shape[1]! + 1, 8 * shape[1]!);
  const shown = await scope.normsOf(7);
  expect(shown.largest).toBeGreaterThan(490);
  expect(shown.median).toBeGreaterThan(11);
  expect(shown.median).toBeLessThan(13);
  await page.getByRole('button', { name: /^Norms of layer 7:/ }).click();
  const grid = { rows: 14, columns: 14 };
  const valueAt = async (row: number, column: number) => {
    await scope.hoverPatch(row, column, grid);
    const text = await scope.stage.getByText(new RegExp(`^row ${row}, column ${column}: `)).textContent();
    return Number(/: ([\d.]+) /.exec(text ?? '')?.[1]);
  };
  const corners = [0, 13].flatMap((row) => [0, 13].map((column) => [row, column] as const));
  for (const [row, column] of corners) {
    const value = await valueAt(row, column);
    expect(value / patches[row * 14 + column]!, `row ${row}, column ${column}`).toBeCloseTo(1, 2);
    expect(value).toBeGreaterThan(20 * shown.median);
  }
  expect(await valueAt(6, 6)).toBeLessThan(2 * shown.median);
  expect([...patches].filter((norm) => norm > 2 * shown.median)).toHaveLength(corners.length);

  const { data: logits } = await readTensor(expected, 'logits');
  const labels: unknown = JSON.parse(readFileSync(`${folder}/labels.json`, 'utf8'));
  const label = (labels as Record<number, string>)[argmax(logits)]!;
  await expect(topLabel(page)).toContainText(label);
});
