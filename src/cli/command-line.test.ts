import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { distance } from '../../tools/fixtures/compare.ts';
import { type GoldenName, golden } from '../../tools/fixtures/goldens.ts';
import { createCommandFolder } from '../../tools/fixtures/run-sinkscope.ts';
import { openTensorFile, readTensor } from '../../tools/fixtures/tensor-file.ts';

const { at, trace, writePixels } = createCommandFolder();
const folderOf = (name: GoldenName) => dirname(golden(name).config);

beforeAll(async () => {
  mkdirSync(at('photos'));
  const gradient = Uint8Array.from({ length: 90 * 60 * 3 }, (_, i) => (i * 31) % 256);
  const image = sharp(gradient, { raw: { width: 90, height: 60, channels: 3 } });
  await image.clone().png().toFile(at('photos/wide.png'));
  await image.clone().jpeg().toFile(at('photos/wide.jpg'));
  await image.clone().rotate(90).webp().toFile(at('photos/tall.webp'));
  writeFileSync(at('photos/bad.png'), 'this is text');
  writeFileSync(at('photos/notes.txt'), 'no image, and not named as one');
});

describe('sinkscope trace equals the publishers’ code', () => {
  const cases = [
    ['dinov2-micro', '70x70.pixels', '70x70.hf.', 'publisher'],
    ['dinov2-micro', '98x56.pixels', '98x56.original.', 'original'],
    ['dinov2-registers-micro', '42x84.pixels', '42x84.hf.', 'original'],
    ['timm-micro', 'pixels', '', 'publisher'],
    ['timm-registers-micro', 'pixels', '', 'publisher'],
  ] as const;

  test.each(cases)('%s, from %s, against %s, rule %s', async (name, pixelsName, prefix, rule) => {
    const reference = await openTensorFile(golden(name).golden);
    const pixels = await readTensor(reference, pixelsName);
    writePixels('pixels.safetensors', pixels.shape, pixels.data);
    const tensors = [...reference.tensors.keys()]
      .filter((key) => key.startsWith(prefix) && !key.endsWith('pixels'))
      .map((key) => key.slice(prefix.length));
    const result = await trace(
      folderOf(name),
      ...['--pixels', 'pixels.safetensors', '--position-rule', rule],
      ...['--tensors', [...tensors, 'pixels'].join(), '--out', 'parity.safetensors'],
    );
    expect(result).toEqual({ status: 0, stdout: 'parity.safetensors\n', stderr: '' });
    const written = await openTensorFile(at('parity.safetensors'));
    expect([...written.tensors.keys()].sort()).toEqual([...tensors, 'pixels'].sort());
    expect((await readTensor(written, 'pixels')).data).toEqual(pixels.data);
    for (const tensor of tensors) {
      const expected = await readTensor(reference, prefix + tensor);
      const actual = await readTensor(written, tensor);
      expect(actual.shape, tensor).toEqual(expected.shape);
      const { absolute, relative } = distance(actual.data, expected.data);
      if (tensor.startsWith('attention')) expect(absolute, tensor).toBeLessThanOrEqual(1e-5);
      else expect(relative, tensor).toBeLessThanOrEqual(1e-4);
    }
  });

  test('norms of the block’s output and of what its branches add equal the reference', async () => {
    const reference = await openTensorFile(golden('norm-sites-micro').golden);
    const pixels = await readTensor(reference, 'pixels');
    writePixels('sites.safetensors', pixels.shape, pixels.data);
    const { status } = await trace(
      folderOf('norm-sites-micro'),
      ...['--pixels', 'sites.safetensors', '--out', 'norms.safetensors'],
      ...['--tensors', 'norms,attention_norms,mlp_norms'],
    );
    expect(status).toBe(0);
    const written = await openTensorFile(at('norms.safetensors'));
    const sites = { norms: 'output', attention_norms: 'attention', mlp_norms: 'mlp' };
    for (const [name, site] of Object.entries(sites)) {
      const expected = await readTensor(reference, `norms.${site}`);
      const actual = await readTensor(written, name);
      expect(actual.shape, name).toEqual(expected.shape);
      expect(distance(actual.data, expected.data).relative, name).toBeLessThan(1e-5);
    }
  });

  test('attention_cls, attention_received and entropy follow from attention; v has the shape of q', async () => {
    await trace(
      folderOf('timm-registers-micro'),
      ...['--image', 'photos/wide.png', '--out', 'derived.safetensors'],
      ...['--tensors', 'attention,attention_cls,attention_received,entropy,q,v'],
    );
    const file = await openTensorFile(at('derived.safetensors'));
    const attention = await readTensor(file, 'attention');
    const [layers, heads, queries, keys] = attention.shape as [number, number, number, number];
    const derived = {
      attention_cls: new Float32Array(layers * heads * keys),
      attention_received: new Float32Array(layers * heads * keys),
      entropy: new Float32Array(layers * heads * queries),
    };
    attention.data.forEach((weight, i) => {
      const key = i % keys;
      const row = Math.floor(i / keys);
      const map = Math.floor(row / queries);
      if (row % queries === 0) derived.attention_cls[map * keys + key] = weight;
      derived.attention_received[map * keys + key]! += weight / queries;
      derived.entropy[row]! -= weight * Math.log(weight);
    });
    for (const [name, expected] of Object.entries(derived)) {
      expect(distance((await readTensor(file, name)).data, expected).absolute, name).toBeLessThan(1e-5);
    }
    expect(file.tensors.get('v')?.shape).toEqual(file.tensors.get('q')?.shape);
  });
});

describe('sinkscope trace over images', () => {
  test('the file says what made it', async () => {
    const { status } = await trace(
      folderOf('dinov2-micro'),
      ...['--image', 'photos/wide.png', '--size', '140', '--fit', 'whole'],
      ...['--tensors', 'norms', '--out', 'made.safetensors'],
    );
    expect(status).toBe(0);
    const { metadata } = await openTensorFile(at('made.safetensors'));
    expect(metadata).toEqual({
      software: 'sinkscope',
      version: '1.2.3',
      model: 'dinov2-micro',
      backend: expect.stringMatching(/^(wasm|native)$/),
      image: 'wide.png',
      image_size: '60x90',
      input_size: '98x140',
      fit: 'whole',
      frame: '{"x":0,"y":0,"width":90,"height":60}',
      patch: '14',
      grid: '7x10',
      prefix_tokens: 'CLS',
      position_rule: 'bicubic',
      interventions: '{}',
    });
  });

  test('a folder goes on past a bad image and reports it at the end', async () => {
    const result = await trace(
      folderOf('timm-micro'),
      ...['--image', 'photos', '--tensors', 'norms', '--out', 'maps'],
    );
    expect(result).toEqual({
      status: 1,
      stdout: ['tall', 'wide', 'wide-2'].map((name) => `${join('maps', name)}.safetensors\n`).join(''),
      stderr:
        'sinkscope: 1 of 4 images failed:\n' +
        `sinkscope: ${join('photos', 'bad.png')} is not an image Sinkscope can read. Use PNG, JPEG, WebP, AVIF or GIF.\n`,
    });
    expect(readdirSync(at('maps')).sort()).toEqual([
      'tall.safetensors',
      'wide-2.safetensors',
      'wide.safetensors',
    ]);
  });

  test('several files, one of them missing', async () => {
    const result = await trace(
      folderOf('timm-micro'),
      ...['--image', 'photos/wide.png', 'none.png', '--tensors', 'final', '--out', 'some/'],
    );
    expect(result).toEqual({
      status: 1,
      stdout: `${join('some', 'wide.safetensors')}\n`,
      stderr: 'sinkscope: 1 of 2 images failed:\nsinkscope: none.png: there is no such file or folder.\n',
    });
  });
});
