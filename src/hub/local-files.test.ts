import { describe, expect, it } from 'vitest';
import { InputError } from '../core/input-error.ts';
import { classifyLocalFiles, type LocalFile } from './local-files.ts';

function files(...paths: string[]): LocalFile[] {
  return paths.map((path) => ({ path, blob: new Blob([path]) }));
}

describe('classifyLocalFiles', () => {
  it('takes a session beside images and a model, also a numbered download of one, and not two', () => {
    const given = files('a.sinkscope (2).json', 'cat.png', 'vit/config.json', 'vit/model.safetensors');
    const { session, images, model } = classifyLocalFiles(given);
    expect(session?.name).toBe('a.sinkscope (2).json');
    expect(images.map(({ name }) => name)).toEqual(['cat.png']);
    expect(model?.name).toBe('vit');
    expect(() => classifyLocalFiles(files('a.sinkscope.json', 'b.sinkscope.json'))).toThrow(
      new InputError('There are 2 sessions here. Drop one session at a time.'),
    );
    expect(() => classifyLocalFiles(files('sinkscope.json'))).toThrow(InputError);
  });

  it('takes a folder with config.json and model.safetensors as a model named after the folder', async () => {
    const { model, images } = classifyLocalFiles(
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

  it('takes loose files as a model named after the weights', () => {
    const { model } = classifyLocalFiles(files('config.json', 'dino.safetensors'));
    expect(model?.name).toBe('dino');
    expect(model).not.toHaveProperty('labels');
  });

  it('finds a model inside a nested folder and names it after the innermost', () => {
    expect(
      classifyLocalFiles(files('all/vit-b/config.json', 'all/vit-b/model.safetensors')).model?.name,
    ).toBe('vit-b');
  });

  it('takes images and a model together', () => {
    const { model, images } = classifyLocalFiles(
      files('cat.png', 'config.json', 'model.safetensors', 'IMG_2.JPG'),
    );
    expect(images.map((image) => image.name)).toEqual(['cat.png', 'IMG_2.JPG']);
    expect(model?.name).toBe('model');
  });

  it('takes a folder of images in the order of their numbers and skips hidden files', () => {
    const { images } = classifyLocalFiles(
      files('trip/10.jpg', 'trip/2.jpg', 'trip/.DS_Store', 'trip/notes.txt'),
    );
    expect(images.map((image) => image.name)).toEqual(['2.jpg', '10.jpg']);
  });

  it('knows an image by its type where the name says nothing', () => {
    expect(
      classifyLocalFiles([{ path: 'pasted', blob: new Blob([], { type: 'image/png' }) }]).images,
    ).toHaveLength(1);
  });

  it('prefers model.safetensors where a folder holds other weights too', async () => {
    const { model } = classifyLocalFiles(
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
      'The folder vit has config.json but no model.safetensors. Other formats of weights are not read; drop a folder with config.json and model.safetensors.',
    ],
    [
      ['vit/config.json', 'vit/model-00001-of-00002.safetensors', 'vit/model-00002-of-00002.safetensors'],
      'The folder vit holds 2 .safetensors files. Sinkscope reads one: a single file named model.safetensors.',
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
      'pytorch_model.bin is in a format that Sinkscope does not read. Drop config.json together with model.safetensors.',
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
  ])('says what is wrong with %j', (paths, message) => {
    expect(() => classifyLocalFiles(files(...paths))).toThrow(new InputError(message));
  });
});
