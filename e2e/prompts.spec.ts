import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test as labTest } from '@playwright/test';
import sharp from 'sharp';
import { decodeImage } from '../src/cli/decode-image.ts';
import { createLocalEngine } from '../src/engine/local-engine.ts';
import { createNodeRuntime } from '../src/engine/node.ts';
import { golden } from '../tools/fixtures/goldens.ts';
import { readIntegers } from '../tools/fixtures/integers.ts';
import { withWords, wordPrompt, wordTokenizer } from '../tools/fixtures/prompt-model.ts';
import { checkpointBeside, openTensorFile, readTensor } from '../tools/fixtures/tensor-file.ts';
import { openLab } from '../tools/lab/open-lab.ts';
import { expectAccessible } from './accessibility.ts';
import { dropFiles } from './drop-files.ts';
import { expect, test } from './journey.ts';
import { openScope, paintedStage } from './scope-page.ts';

const clip = golden('clip-micro');
const end = 63;
const ids = await readIntegers(await openTensorFile(clip.golden), 'token_ids');
const prompt = wordPrompt(ids, end);
const other = prompt.slice(0, 3);
const sample = fileURLToPath(new URL('../public/samples/teapot.webp', import.meta.url));

/** A folder as a publisher of CLIP ships it, with files that are of no use here. */
function writeClip(folder: string, { tokenizer = true } = {}): string {
  mkdirSync(`${folder}/.git/objects`, { recursive: true });
  mkdirSync(`${folder}/onnx`);
  copyFileSync(clip.config, `${folder}/config.json`);
  copyFileSync(clip.model, `${folder}/model.safetensors`);
  const { vocab, merges } = wordTokenizer(ids, end);
  if (tokenizer) writeFileSync(`${folder}/vocab.json`, vocab);
  writeFileSync(`${folder}/merges.txt`, merges);
  for (const file of ['README.md', 'pytorch_model.bin', '.git/config.json', 'onnx/config.json'])
    writeFileSync(`${folder}/${file}`, '{}');
  return folder;
}

/** What the engine under Node says of the prompts on an image. */
async function expectedOf(image: string, prompts: readonly string[]): Promise<number[]> {
  const runtime = await createNodeRuntime({ prefer: 'wasm' });
  const engine = createLocalEngine(runtime, { decode: decodeImage, traceBudgetBytes: 1e9 });
  const model = await engine.open(withWords(await checkpointBeside(clip.model), ids, end));
  const decoded = await engine.decode(new Blob([readFileSync(image)]), { name: 'image' });
  const request = { model: model.id, image: decoded.id, framing: { fit: 'publisher' } } as const;
  const { trace } = await engine.trace({ ...request, positionRule: 'publisher', queryToken: 0 });
  const answers = (await engine.prompts(trace, prompts)).prompts;
  return answers.map((answer) => (answer.kind === 'compared' ? answer.cosine : Number.NaN));
}

test('a dropped CLIP compares the image with prompts, and shows how it reads them', async ({
  page,
}, info) => {
  const scope = await openScope(page);
  const image = info.outputPath('teapot.png');
  await sharp(sample).png().toFile(image);
  await dropFiles(page, [writeClip(info.outputPath('clip')), image]);
  await scope.waitForTrace(3);
  const section = page.getByRole('region', { name: 'Prompts' });
  await expect(section).toContainText('The first prompt reads the text tower, 0.1 MB.');

  for (const text of [prompt, other]) {
    await section.getByLabel('New prompt').fill(text);
    await section.getByLabel('New prompt').press('Enter');
  }
  const rows = section.getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await expect(rows.last()).toContainText('%');
  for (const [i, expected] of (await expectedOf(image, [prompt, other])).entries()) {
    const shown = /cosine (−?)(\d\.\d{4})/.exec((await rows.nth(i).textContent())!)!;
    expect(Number(shown[2]) * (shown[1] ? -1 : 1)).toBeCloseTo(expected, 3.9);
  }

  const before = await paintedStage(scope.figure);
  await section.getByLabel('Map of prompt 1 on the stage').click();
  await expect(scope.stage.getByRole('heading')).toHaveText('Layer 2 · prompt 1');
  await expect(scope.stage).toContainText(`Cosine of each patch with “${prompt}”`);
  expect(await paintedStage(scope.figure)).not.toBe(before);

  await section.getByLabel('Tokens and attention of prompt 1').click();
  const sheet = page.getByRole('dialog', { name: 'How the text tower reads it' });
  const tokens = sheet.getByRole('list', { name: 'Tokens' }).getByRole('listitem');
  await expect(tokens).toHaveCount(7);
  expect(await tokens.locator('small').allTextContents()).toEqual(ids.slice(0, 7).map(String));
  await sheet.getByRole('combobox', { name: 'Layer' }).selectOption('1');
  await sheet.getByRole('combobox', { name: 'Head' }).selectOption('0');
  await expect(sheet.getByRole('button', { name: 'Layer 1, head 0' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await section.getByLabel('Remove prompt 1').click();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('100 %');
  await section.getByRole('combobox', { name: 'Template' }).selectOption('a photo of a {}.');
  await expect(section.getByRole('alert')).toBeHidden();
});

test('a CLIP without a tokenizer says which files are missing', async ({ page }, info) => {
  const scope = await openScope(page);
  await dropFiles(page, [writeClip(info.outputPath('clip'), { tokenizer: false })]);
  await scope.waitForTrace(3);
  const section = page.getByRole('region', { name: 'Prompts' });
  await section.getByLabel('New prompt').fill('a cat');
  await section.getByRole('button', { name: 'Add' }).click();
  await expect(section.getByRole('alert')).toContainText(
    'The model came without a tokenizer, so prompts cannot be read. Give its tokenizer.json too, or its vocab.json and merges.txt.',
  );
});

test('a missing shard is named', async ({ page }, info) => {
  const scope = await openScope(page);
  const folder = info.outputPath('shards');
  mkdirSync(folder, { recursive: true });
  copyFileSync(clip.config, `${folder}/config.json`);
  copyFileSync(clip.model, `${folder}/model-00001-of-00002.safetensors`);
  const map = { a: 'model-00001-of-00002.safetensors', b: 'model-00002-of-00002.safetensors' };
  writeFileSync(`${folder}/model.safetensors.index.json`, JSON.stringify({ weight_map: map }));
  await dropFiles(page, [folder]);
  await expect(scope.alert).toContainText(
    'The folder shards has no model-00002-of-00002.safetensors, which model.safetensors.index.json names.',
  );
});

labTest('the golden of clip-micro in the browser, as prompts are asked', async ({ page }) => {
  await openLab(page);
  const answer = await page.evaluate(() =>
    window.lab.run('prompts', {
      source: 'files/goldens/clip-micro',
      golden: 'files/goldens/clip-micro/golden.safetensors',
      end: 63,
    }),
  );
  expect(answer.ids).toEqual(ids.slice(0, 7));
  expect(answer.embedding.relative).toBeLessThan(1e-4);
  const { data: cosine } = await readTensor(await openTensorFile(clip.golden), 'cosine');
  expect(Math.abs(answer.cosine - cosine[0]!)).toBeLessThan(1e-5);
  const map = await openTensorFile(clip.golden.replace('clip-micro/golden', 'text-map'));
  const { data: expected } = await readTensor(map, 'clip-micro');
  for (const [token, value] of expected.entries()) {
    expect(Math.abs(answer.tokenCosines[token]! - value)).toBeLessThan(1e-5);
  }
});
