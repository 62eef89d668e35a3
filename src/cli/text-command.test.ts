import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { distance } from '../../tools/fixtures/compare.ts';
import { type GoldenName, golden } from '../../tools/fixtures/goldens.ts';
import { readIntegers } from '../../tools/fixtures/integers.ts';
import { createCommandFolder } from '../../tools/fixtures/run-sinkscope.ts';
import { openTensorFile, readTensor } from '../../tools/fixtures/tensor-file.ts';

const { at, trace } = createCommandFolder();
const clip = golden('clip-micro');
const clipFolder = dirname(clip.config);
const open = (name: string) => openTensorFile(at(name));

/** CLIP's micro model with a made-up tokenizer: letters, letters that end a word, and two merges. */
const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const tokens = [...letters, ...letters.map((letter) => `${letter}</w>`), 'ca', 'cat</w>'];
const vocab: Record<string, number> = {
  ...Object.fromEntries(tokens.map((token, id) => [token, id])),
  '<|startoftext|>': 62,
  '<|endoftext|>': 63,
};

beforeAll(async () => {
  const ids = await readIntegers(await openTensorFile(clip.golden), 'token_ids');
  writeFileSync(at('ids.json'), JSON.stringify(ids));
  mkdirSync(at('model'));
  copyFileSync(clip.config, at('model', 'config.json'));
  copyFileSync(clip.model, at('model', 'model.safetensors'));
  writeFileSync(at('model', 'vocab.json'), JSON.stringify(vocab));
  writeFileSync(at('model', 'merges.txt'), '#version: 0.2\nc a\nca t</w>\n');
});

describe('texts on the command line', () => {
  const asked = {
    similarity: 'cosine',
    image_embedding: 'image_embedding',
    text_embedding: 'text_embedding',
  };

  test('token ids and pixels give what openai/CLIP gives', async () => {
    const names = [...Object.keys(asked), 'text_tokens', 'text_attention', 'norms'];
    const result = await trace(
      clipFolder,
      ...['--pixels', clip.golden, '--token-ids', 'ids.json'],
      ...['--tensors', names.join(), '--out', 'ids.safetensors'],
    );
    expect(result).toEqual({ status: 0, stdout: 'ids.safetensors\n', stderr: '' });
    const [written, reference] = [await open('ids.safetensors'), await openTensorFile(clip.golden)];
    for (const name of names) {
      const actual = await readTensor(written, name);
      const expected = await readTensor(reference, name === 'similarity' ? 'cosine' : name);
      expect(actual.shape, name).toEqual(expected.shape);
      const { absolute, relative } = distance(actual.data, expected.data);
      if (/attention|similarity/.test(name)) expect(absolute, name).toBeLessThanOrEqual(1e-5);
      else expect(relative, name).toBeLessThanOrEqual(1e-4);
    }
    expect(Number(written.metadata.logit_scale)).toBeCloseTo(Math.exp(2.6592), 3);
  });

  test('texts need no image where none of its tensors is asked for', async () => {
    const words = ['--text', 'a cat', '--tensors', 'text_embedding,text_tokens'];
    expect(await trace('model', ...words, '--out', 'text.safetensors')).toMatchObject({
      status: 0,
      stderr: '',
    });
    const file = await open('text.safetensors');
    expect(JSON.parse(file.metadata.token_ids!)).toEqual([[62, vocab['a</w>'], vocab['cat</w>'], 63]]);
    expect(file.tensors.get('text_tokens')?.shape).toEqual([2, 4, 32]);
    expect(await trace('model', ...words, '--out', 'folder/')).toMatchObject({
      stdout: 'folder/texts.safetensors\n',
    });
  });

  test('several texts are filled up to one length, which changes none of them', async () => {
    const tensors = ['--tensors', 'text_tokens,text_attention,text_embedding,similarity'];
    const image = ['--pixels', clip.golden];
    const template = ['--template', 'a {}'];
    await trace(
      'model',
      ...image,
      ...template,
      '--text',
      'cat',
      '--text',
      'b c d',
      ...tensors,
      '--out',
      'two.safetensors',
    );
    await trace('model', ...image, '--text', 'a cat', ...tensors, '--out', 'one.safetensors');
    const [two, one] = [await open('two.safetensors'), await open('one.safetensors')];
    expect(two.tensors.get('text_tokens')?.shape).toEqual([2, 2, 6, 32]);
    expect(two.tensors.get('text_attention')?.shape).toEqual([2, 2, 2, 6, 6]);
    expect(two.tensors.get('similarity')?.shape).toEqual([2]);
    expect(JSON.parse(two.metadata.texts!)).toEqual(['a cat', 'a b c d']);
    for (const name of ['text_embedding', 'similarity']) {
      const [both, alone] = [(await readTensor(two, name)).data, (await readTensor(one, name)).data];
      expect(distance(both.subarray(0, alone.length), alone).absolute, name).toBeLessThan(1e-6);
    }
  });
});

describe('texts that do not fit are refused with status 2', () => {
  const folderOf = (name: GoldenName) => dirname(golden(name).config);
  const text = ['--text', 'a cat'];
  const pixels = ['--pixels', clip.golden];
  const out = ['--out', 'never.safetensors'];
  const embedding = ['--tensors', 'text_embedding', ...out];

  beforeAll(() => {
    writeFileSync(at('words.json'), '["a"]');
    writeFileSync(at('broken.json'), '[1,');
    writeFileSync(at('large.json'), '[62, 64, 63]');
    writeFileSync(at('endless.json'), '[62, 1]');
  });

  test.each<[string, string, readonly string[], string]>([
    [
      'both kinds',
      'model',
      [...text, '--token-ids', 'ids.json', ...embedding],
      'Give either --text or --token-ids.',
    ],
    [
      'a template alone',
      'model',
      ['--template', 'a {}', ...embedding],
      '--template needs prompts; give them with --text.',
    ],
    [
      'a template without a place',
      'model',
      [...text, '--template', 'a', ...embedding],
      'The template "a" has no {}, where the prompt would stand.',
    ],
    [
      'tensors of texts without texts',
      'model',
      [...pixels, ...embedding],
      '--tensors text_embedding needs texts; give them with --text or --token-ids.',
    ],
    [
      'a similarity without an image',
      'model',
      [...text, '--tensors', 'similarity', ...out],
      'Give either --image or --pixels.',
    ],
    [
      'no tokenizer',
      clipFolder,
      [...text, ...embedding],
      'The model came without a tokenizer, so prompts cannot be read. Give its tokenizer.json too, or its vocab.json and merges.txt.',
    ],
    [
      'a model without a text tower',
      folderOf('timm-clip-micro'),
      [...text, ...embedding],
      '--tensors text_embedding: timm-clip-micro has no text tower.',
    ],
    [
      'a model without an embedding',
      folderOf('vit-micro'),
      [...pixels, '--tensors', 'image_embedding', ...out],
      '--tensors image_embedding: vit-micro makes no vector to compare with texts.',
    ],
    [
      'a prompt that is too long',
      'model',
      ['--text', 'b '.repeat(15), ...embedding],
      `--text "${'b '.repeat(15)}" holds 17 tokens; this text tower takes 16 at most.`,
    ],
    [
      'ids that are no numbers',
      'model',
      ['--token-ids', 'words.json', ...embedding],
      'words.json should be an array of token ids, which are whole numbers.',
    ],
    [
      'ids that are no JSON',
      'model',
      ['--token-ids', 'broken.json', ...embedding],
      'broken.json is not JSON; it should be an array of token ids.',
    ],
    [
      'ids beyond the vocabulary',
      'model',
      ['--token-ids', 'large.json', ...embedding],
      'large.json holds the token 64; this text tower has the tokens 0 to 63.',
    ],
    [
      'ids without an end',
      'model',
      ['--token-ids', 'endless.json', ...embedding],
      'endless.json has no end token (63), whose vector stands for the text.',
    ],
    [
      'ids that are not there',
      'model',
      ['--token-ids', 'none.json', ...embedding],
      '--token-ids none.json: there is no such file or folder.',
    ],
  ])('%s', async (_, model, words, message) => {
    expect(await trace(model, ...words)).toEqual({
      status: 2,
      stdout: '',
      stderr: `sinkscope: ${message}\n`,
    });
  });
});
