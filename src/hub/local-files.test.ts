import { describe, expect, it } from 'vitest';
import { InputError } from '../core/input-error.ts';
import type { LocalFile } from './local-file.ts';
import { classifyLocalFiles } from './local-files.ts';

function files(...paths: string[]): LocalFile[] {
  return paths.map((path) => ({ path, blob: new Blob([path]) }));
}

describe('classifyLocalFiles', () => {
  it('takes a session beside images and a model, also a numbered download of one, and not two', async () => {
    const given = files('a.sinkscope (2).json', 'cat.png', 'vit/config.json', 'vit/model.safetensors');
    const { session, images, model } = await classifyLocalFiles(given);
    expect(session?.name).toBe('a.sinkscope (2).json');
    expect(images.map(({ name }) => name)).toEqual(['cat.png']);
    expect(model?.name).toBe('vit');
    await expect(classifyLocalFiles(files('a.sinkscope.json', 'b.sinkscope.json'))).rejects.toThrow(
      new InputError('There are 2 sessions here. Drop one session at a time.'),
    );
    await expect(classifyLocalFiles(files('sinkscope.json'))).rejects.toThrow(InputError);
  });

  it('takes a folder with config.json and model.safetensors as a model named after the folder', async () => {
    const { model, images } = await classifyLocalFiles(
      files(
        'vit/config.json',
        'vit/model.safetensors',
        'vit/preprocessor_config.json',
        'vit/labels.json',
        'vit/README.md',
      ),
    );
    expect(model?.name).toBe('vit');
    expect(await model?.weights.text()).toBe('vit/model.safetensors');
    expect(await model?.preprocessor?.text()).toBe('vit/preprocessor_config.json');
    expect(await model?.labels?.text()).toBe('vit/labels.json');
    expect(images).toEqual([]);
  });

  it('takes loose files as a model named after the weights', async () => {
    const { model } = await classifyLocalFiles(files('config.json', 'dino.safetensors'));
    expect(model?.name).toBe('dino');
    expect(model).not.toHaveProperty('labels');
  });

  it('finds a model inside a nested folder and names it after the innermost', async () => {
    expect(
      (await classifyLocalFiles(files('all/vit-b/config.json', 'all/vit-b/model.safetensors'))).model?.name,
    ).toBe('vit-b');
  });

  it('takes images and a model together', async () => {
    const { model, images } = await classifyLocalFiles(
      files('cat.png', 'config.json', 'model.safetensors', 'IMG_2.JPG'),
    );
    expect(images.map((image) => image.name)).toEqual(['cat.png', 'IMG_2.JPG']);
    expect(model?.name).toBe('model');
  });

  it('takes a folder of images in the order of their numbers and skips hidden files', async () => {
    const { images } = await classifyLocalFiles(
      files('trip/10.jpg', 'trip/2.jpg', 'trip/.DS_Store', 'trip/notes.txt'),
    );
    expect(images.map((image) => image.name)).toEqual(['2.jpg', '10.jpg']);
  });

  it('knows an image by its type where the name says nothing', async () => {
    expect(
      (await classifyLocalFiles([{ path: 'pasted', blob: new Blob([], { type: 'image/png' }) }])).images,
    ).toHaveLength(1);
  });

  it('prefers model.safetensors where a folder holds other weights too', async () => {
    const { model } = await classifyLocalFiles(
      files('m/config.json', 'm/adapter.safetensors', 'm/model.safetensors', 'm/pytorch_model.bin'),
    );
    expect(await model?.weights.text()).toBe('m/model.safetensors');
  });

  it.each([
    [
      ['vit/model.safetensors'],
      'The folder vit has no config.json. Drop a folder with config.json and model.safetensors, as the publisher ships them.',
    ],
    [
      ['vit/readme.txt'],
      'The folder vit has no config.json. Drop a folder with config.json and model.safetensors, or an image (PNG, JPEG, WebP, AVIF, GIF).',
    ],
    [
      ['vit/config.json', 'vit/pytorch_model.bin'],
      'The folder vit has no model.safetensors but pytorch_model.bin, a Python pickle, which could run code. Only safetensors are read; look for a revision of the model that has them.',
    ],
    [
      ['vit/config.json', 'vit/model-00001-of-00002.safetensors', 'vit/model-00002-of-00002.safetensors'],
      'The folder vit has 2 .safetensors files, none of them called model.safetensors, and no model.safetensors.index.json that says how they belong together. Drop a folder with config.json and model.safetensors, as the publisher ships them.',
    ],
    [
      ['config.json'],
      'config.json came without its weights. Drop config.json and model.safetensors together.',
    ],
    [
      ['model.safetensors'],
      'model.safetensors came without its config.json. Drop config.json and model.safetensors together.',
    ],
    [
      ['pytorch_model.bin'],
      'pytorch_model.bin, a Python pickle, which could run code, is not read. Only safetensors are: drop config.json together with model.safetensors.',
    ],
    [
      ['config.json', 'model.gguf'],
      'What was dropped has no model.safetensors but model.gguf, weights for llama.cpp. Only safetensors are read; look for a revision of the model that has them.',
    ],
    [
      ['tokenizer.json'],
      'tokenizer.json came without its model. Drop it together with config.json and model.safetensors.',
    ],
    [
      ['clip/open_clip_config.json'],
      'The folder clip has no open_clip_model.safetensors. Drop a folder with config.json and model.safetensors, as the publisher ships them.',
    ],
    [
      ['notes.txt'],
      'notes.txt is neither an image nor part of a model. Drop an image (PNG, JPEG, WebP, AVIF, GIF), or a folder with config.json and model.safetensors.',
    ],
    [
      ['a/config.json', 'a/model.safetensors', 'b/config.json', 'b/model.safetensors'],
      'There are 2 models here (a, b). Drop one model at a time.',
    ],
    [
      [],
      'Nothing was dropped. Drop an image (PNG, JPEG, WebP, AVIF, GIF), or a folder with config.json and model.safetensors.',
    ],
    [
      ['a/config.json', 'a/model.safetensors', 'b/config.json'],
      'The folder b has no model.safetensors. Drop a folder with config.json and model.safetensors, as the publisher ships them.',
    ],
  ])('says what is wrong with %j', async (paths, message) => {
    await expect(classifyLocalFiles(files(...paths))).rejects.toThrow(new InputError(message));
  });
});

/** A file of a text. */
const text = (path: string, content: string): LocalFile => ({ path, blob: new Blob([content]) });
const shards = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'];
const index = text(
  'm/model.safetensors.index.json',
  JSON.stringify({ weight_map: { a: shards[1], b: shards[0], c: shards[1] } }),
);

describe('a checkpoint in shards', () => {
  it('is one model with all of them, in order', async () => {
    const { model } = await classifyLocalFiles([
      ...files('m/config.json', `m/${shards[1]}`, `m/${shards[0]}`),
      index,
    ]);
    expect(await model?.weights.text()).toBe(`m/${shards[0]}`);
    expect(await model?.otherShards?.[0]?.text()).toBe(`m/${shards[1]}`);
    expect(model?.otherShards).toHaveLength(1);
  });

  it('of which one is missing says which', async () => {
    await expect(classifyLocalFiles([...files('m/config.json', `m/${shards[0]}`), index])).rejects.toThrow(
      'The folder m has no model-00002-of-00002.safetensors, which model.safetensors.index.json names. Drop all shards together with the index.',
    );
  });
});

describe('a folder of CLIP', () => {
  const openClip = ['m/open_clip_config.json', 'm/open_clip_model.safetensors'];

  it('in open_clip’s layout brings the tokenizer’s files along', async () => {
    const { model } = await classifyLocalFiles(
      files(...openClip, 'm/vocab.json', 'm/merges.txt', 'm/labels.json', 'm/README.md'),
    );
    expect(await model?.config.text()).toBe('m/open_clip_config.json');
    expect(await model?.weights.text()).toBe('m/open_clip_model.safetensors');
    expect(await model?.vocab?.text()).toBe('m/vocab.json');
    expect(await model?.merges?.text()).toBe('m/merges.txt');
    expect(await model?.labels?.text()).toBe('m/labels.json');
    expect(model).not.toHaveProperty('tokenizer');
  });

  it('with a whole tokenizer leaves its parts aside', async () => {
    const { model } = await classifyLocalFiles(
      files(...openClip, 'm/tokenizer.json', 'm/vocab.json', 'm/merges.txt'),
    );
    expect(await model?.tokenizer?.text()).toBe('m/tokenizer.json');
    expect(model).not.toHaveProperty('vocab');
  });

  it('in both layouts is read by open_clip’s where the other has timm’s names, which have no text tower', async () => {
    const timm = text('m/config.json', '{ "architecture": "vit_base_patch32_clip_224" }');
    const both = [...files(...openClip, 'm/model.safetensors'), timm];
    expect(await (await classifyLocalFiles(both)).model?.weights.text()).toBe(
      'm/open_clip_model.safetensors',
    );
    const own = [
      ...files(...openClip, 'm/model.safetensors'),
      text('m/config.json', '{ "model_type": "clip" }'),
    ];
    expect(await (await classifyLocalFiles(own)).model?.weights.text()).toBe('m/model.safetensors');
  });

  it('as a clone, with its history and its exports for other programs, is one model', async () => {
    const { model, images } = await classifyLocalFiles(
      files(
        ...['m/.git/config.json', 'm/.git/objects/pack.bin', 'm/.cache/x.png', 'm/onnx/config.json'],
        ...['m/config.json', 'm/model.safetensors', 'm/pytorch_model.bin', 'm/onnx/model.onnx'],
      ),
    );
    expect(model?.name).toBe('m');
    expect(images).toEqual([]);
  });
});
