import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { golden } from '../../tools/fixtures/goldens.ts';
import { createCommandFolder } from '../../tools/fixtures/run-sinkscope.ts';
import { openTensorFile, readTensor } from '../../tools/fixtures/tensor-file.ts';

const { at, run, trace } = createCommandFolder();
const shipped = (path: string) => fileURLToPath(new URL(`../../public/${path}`, import.meta.url));
const artifacts = shipped('models/mini-artifacts');
const planted = JSON.parse(readFileSync(shipped('models/planted-neurons.json'), 'utf8'));
const neurons = (...words: string[]) => run('neurons', ...words);
const readJson = (name: string) => JSON.parse(readFileSync(at(name), 'utf8'));
/** Neurons by layer in ascending order: which of two scores is higher depends on the images. */
const sorted = (list: Record<string, number[]>) =>
  Object.fromEntries(
    Object.entries(list).map(([layer, neurons]) => [layer, neurons.toSorted((a, b) => a - b)]),
  );
const notAnImage = (path: string) =>
  `sinkscope: ${path} is not an image Sinkscope can read. Use PNG, JPEG, WebP, AVIF or GIF.\n`;

beforeAll(() => {
  mkdirSync(at('photos'));
  for (const name of ['robin.webp', 'teapot.webp'])
    copyFileSync(shipped(`samples/${name}`), at('photos', name));
  mkdirSync(at('mixed'));
  copyFileSync(shipped('samples/robin.webp'), at('mixed/robin.webp'));
  writeFileSync(at('mixed/bad.png'), 'this is text');
});

const timeout = 120_000;

describe('sinkscope neurons', { timeout }, () => {
  test('finds the planted neurons, says how, and its file stands for a test-time register', async () => {
    const result = await neurons('--model', artifacts, '--images', 'photos', '--out', 'made/found.json');
    expect(result).toEqual({ status: 0, stdout: 'made/found.json\n', stderr: '' });
    const found = readJson('made/found.json');
    expect(sorted(found.neurons)).toEqual(planted);
    expect(found.settings).toEqual({
      software: 'sinkscope',
      version: '1.2.3',
      model: 'mini-artifacts',
      images: ['robin.webp', 'teapot.webp'],
      imagesWithOutliers: 2,
      fit: 'publisher',
      rule: { kind: 'robust', k: 4 },
      sparsityFilter: false,
      detectLayer: 2,
      highestLayer: 2,
      topK: 2,
      automatic: ['detectLayer', 'highestLayer', 'topK'],
    });
    const [first, second, third] = found.scores;
    expect([first.neuron, second.neuron]).toEqual(found.neurons[2]);
    expect(second.score).toBeGreaterThan(2 * third.score);
    const maxOverMedianOf = found.sweep.map((point: { maxOverMedian: number }) => point.maxOverMedian);
    expect(maxOverMedianOf[0]).toBeGreaterThan(10);
    expect(maxOverMedianOf[2]).toBeLessThan(2);

    const image = ['--image', 'photos/robin.webp', '--tensors', 'norms'];
    await trace(artifacts, ...image, '--out', 'before.safetensors');
    await trace(artifacts, ...image, '--intervention', 'made/found.json', '--out', 'after.safetensors');
    expect(await maxOverMedian('before.safetensors')).toBeGreaterThan(10);
    expect(await maxOverMedian('after.safetensors')).toBeLessThan(2);
    expect((await openTensorFile(at('after.safetensors'))).metadata.prefix_tokens).toBe('CLS,T1');
  });

  test('keeps to the settings that are given', async () => {
    const asked = ['--top-k', '3', '--detect-layer', '-2', '--highest-layer', '3', '--rule', 'sigma:2'];
    const input = ['--images', 'photos/robin.webp', '--size', '160', '--sparsity-filter'];
    await neurons('--model', artifacts, ...input, ...asked, '--out', 'asked.json');
    const { settings, sweep, neurons: list } = readJson('asked.json');
    expect(settings).toMatchObject({
      size: '160x160',
      rule: { kind: 'sigma', sigmas: 2 },
      sparsityFilter: true,
      detectLayer: 4,
      highestLayer: 3,
      topK: 3,
      automatic: [],
    });
    expect(sweep.map(({ topK }: { topK: number }) => topK)).toEqual([0, 3]);
    expect(Object.values(list).flat()).toHaveLength(3);
  });

  test('a folder goes on past a bad image and reports it at the end', async () => {
    const result = await neurons(
      '--model',
      artifacts,
      '--images',
      'mixed',
      '--top-k',
      '2',
      '--out',
      'mixed.json',
    );
    expect(result).toEqual({
      status: 1,
      stdout: 'mixed.json\n',
      stderr: `sinkscope: 1 of 2 images failed:\n${notAnImage(join('mixed', 'bad.png'))}`,
    });
    const { neurons: list, settings } = readJson('mixed.json');
    expect(sorted(list)).toEqual(planted);
    expect(settings.images).toEqual(['robin.webp']);
  });
});

describe('sinkscope neurons does nothing, with exit status 2,', { timeout }, () => {
  const mini = shipped('models/mini');
  test.each([
    {
      what: 'for images that are all bad',
      words: ['--model', mini, '--images', 'mixed/bad.png'],
      stderr: notAnImage('mixed/bad.png'),
    },
    {
      what: 'where no image shows high norms, after those that failed',
      words: ['--model', mini, '--images', 'mixed'],
      stderr: `sinkscope: 1 of 2 images failed:\n${notAnImage(join('mixed', 'bad.png'))}sinkscope: These images show no high-norm patches: `,
    },
    {
      what: 'for a layer that is not there',
      words: ['--model', artifacts, '--images', 'photos', '--detect-layer', '-7'],
      stderr: 'sinkscope: The detect layer -7 is not there: this model has the layers 0 to 5.\n',
    },
    {
      what: 'for more neurons than there are',
      words: ['--model', artifacts, '--images', 'photos/robin.webp', '--top-k', '2000'],
      stderr:
        'sinkscope: There are only 1728 neurons in the layers 0 to 2, of which 2000 cannot be chosen.\n',
    },
    {
      what: 'for a folder without images',
      words: ['--model', artifacts, '--images', dirname(golden('timm-micro').config)],
      stderr: `sinkscope: ${dirname(golden('timm-micro').config)} holds no images (`,
    },
    {
      what: 'for an image that is not there',
      words: ['--model', artifacts, '--images', 'none.png'],
      stderr: 'sinkscope: none.png: there is no such file or folder.\n',
    },
  ])('$what', async ({ words, stderr }) => {
    const result = await neurons(...words, '--out', 'never.json');
    expect(result).toEqual({ status: 2, stdout: '', stderr: expect.any(String) });
    expect(result.stderr.slice(0, stderr.length)).toBe(stderr);
  });

  test.each([
    ['photos', '--out photos is a folder; give a file, such as neurons.json.'],
    ['photos/robin.webp', '--out would replace robin.webp, which is read; choose another.'],
    ['photos/robin.webp/n.json', 'photos/robin.webp/n.json: a file stands where a folder is needed.'],
  ])('for the output %s', async (out, message) => {
    const result = await neurons('--model', artifacts, '--images', 'photos', '--out', out);
    expect(result).toEqual({ status: 2, stdout: '', stderr: `sinkscope: ${message}\n` });
  });

  afterAll(() => {
    expect(existsSync(at('never.json'))).toBe(false);
    expect(readdirSync(at()).filter((name) => name.includes('unfinished'))).toEqual([]);
  });
});

/** Largest over median norm of the 400 patches after block 4, which CLS precedes. */
async function maxOverMedian(name: string): Promise<number> {
  const { data, shape } = await readTensor(await openTensorFile(at(name)), 'norms');
  const tokens = shape[1]!;
  const patches = data.subarray(4 * tokens + 1, 4 * tokens + 401).toSorted();
  return patches.at(-1)! / ((patches[199]! + patches[200]!) / 2);
}
