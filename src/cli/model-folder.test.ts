import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { golden } from '../../tools/fixtures/goldens.ts';
import { openTensorFile } from '../../tools/fixtures/tensor-file.ts';
import { readFloats } from '../core/checkpoint/safetensors.ts';
import { encodeSafetensors, type NamedTensor } from '../core/checkpoint/safetensors-writer.ts';
import { openModel } from '../engine/model.ts';
import { openModelFolder } from './model-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'sinkscope-model-'));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(root, 'model-'));
});
afterAll(() => rmSync(root, { recursive: true }));

const noRuntime = {
  report: { backend: 'wasm', threads: 1, reason: '' },
  session: () => Promise.reject(new Error('Opening a model makes no session.')),
} as const;

const write = (file: string, data: string | Uint8Array) => writeFileSync(join(folder, file), data);
const copy = (from: string, to: string) => copyFileSync(from, join(folder, to));
const refusal = (name = 'm') =>
  openModelFolder(folder, name).then(
    () => 'It opened.',
    (error: Error) => error.message,
  );

/** The tensors of a golden in as many files, and the index that names them. */
async function writeShards(count: number): Promise<void> {
  const file = await openTensorFile(golden('vit-micro').model);
  const shards = Array.from({ length: count }, (): NamedTensor[] => []);
  const files: Record<string, string> = {};
  const nameOf = (i: number) => `model-0000${i + 1}-of-0000${count}.safetensors`;
  for (const [i, [name, { shape }]] of [...file.tensors].entries()) {
    shards[i % count]!.push({ name, shape, data: await readFloats(file, name) });
    files[name] = nameOf(i % count);
  }
  for (const [i, tensors] of shards.entries()) {
    write(nameOf(i), new Uint8Array(await new Blob(encodeSafetensors(tensors)).arrayBuffer()));
  }
  write('model.safetensors.index.json', JSON.stringify({ weight_map: files }));
  copy(golden('vit-micro').config, 'config.json');
}

describe('a folder with shards', () => {
  test('opens as one checkpoint', async () => {
    await writeShards(3);
    const source = await openModelFolder(folder, 'm');
    expect(source.otherShards).toHaveLength(2);
    const model = await openModel(source, noRuntime);
    expect(model.spec.classes).toBe(5);
    expect(model.weightBytes).toBeGreaterThan(50_000);
  });

  test('of which one is missing says which', async () => {
    await writeShards(2);
    rmSync(join(folder, 'model-00002-of-00002.safetensors'));
    expect(await refusal()).toBe(
      '--model m has no model-00002-of-00002.safetensors, which model.safetensors.index.json names.',
    );
  });
});

describe('a folder in open_clip’s layout', () => {
  const files = golden('open-clip-micro');
  const companions = [
    'tokenizer.json',
    'vocab.json',
    'merges.txt',
    'labels.json',
    'preprocessor_config.json',
  ];

  beforeEach(() => {
    for (const file of [files.config, files.model]) copy(file, file.slice(dirname(file).length + 1));
  });

  test('opens, and brings its smaller files along', async () => {
    for (const file of companions) write(file, file);
    const source = await openModelFolder(folder, 'm');
    expect(await source.config.text()).toBe(readFileSync(files.config, 'utf8'));
    expect(await source.tokenizer?.text()).toBe('tokenizer.json');
    expect(await source.labels?.text()).toBe('labels.json');
    expect(await source.preprocessor?.text()).toBe('preprocessor_config.json');
  });

  test('without a whole tokenizer brings its parts along', async () => {
    for (const file of ['vocab.json', 'merges.txt']) write(file, file);
    const source = await openModelFolder(folder, 'm');
    expect(await source.vocab?.text()).toBe('vocab.json');
    expect(await source.merges?.text()).toBe('merges.txt');
  });

  test('beside timm’s names, which have no text tower, is preferred', async () => {
    copy(golden('timm-clip-micro').config, 'config.json');
    copy(golden('timm-clip-micro').model, 'model.safetensors');
    const { spec } = await openModel(await openModelFolder(folder, 'm'), noRuntime);
    expect(spec.family).toBe('open-clip');
  });

  test('beside Hugging Face’s own layout is left aside', async () => {
    copy(golden('clip-micro').config, 'config.json');
    copy(golden('clip-micro').model, 'model.safetensors');
    const { spec } = await openModel(await openModelFolder(folder, 'm'), noRuntime);
    expect(spec.family).toBe('clip');
  });
});

describe('a folder without safetensors names what it has', () => {
  const only = 'Only safetensors are read; look for a revision of the model that has them.';
  test.each([
    ['pytorch_model.bin', 'a Python pickle, which could run code'],
    ['checkpoint.pth', 'a Python pickle, which could run code'],
    ['tf_model.h5', 'weights for TensorFlow'],
    ['flax_model.msgpack', 'weights for Flax'],
    ['model.onnx', 'a finished ONNX graph'],
    ['model.gguf', 'weights for llama.cpp'],
  ])('%s', async (file, kind) => {
    write('config.json', '{}');
    write(file, '');
    expect(await refusal()).toBe(`--model m has no model.safetensors but ${file}, ${kind}. ${only}`);
  });
});
