import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { golden } from '../../tools/fixtures/goldens.ts';
import { createCommandFolder } from '../../tools/fixtures/run-sinkscope.ts';

const { at, run, trace, writePixels } = createCommandFolder();
const timm = dirname(golden('timm-micro').config);
const dinov2 = dirname(golden('dinov2-micro').config);
const wide = ['--image', 'photos/wide.png'];
const rest = ['--tensors', 'norms', '--out', 'never.safetensors'];

beforeAll(async () => {
  mkdirSync(at('photos'));
  const image = sharp({ create: { width: 90, height: 60, channels: 3, background: '#375' } });
  await image.png().toFile(at('photos/wide.png'));
  writeFileSync(at('photos/bad.png'), 'this is text');
  writeFileSync(at('empty.png'), '');
  writePixels('odd.safetensors', [1, 3, 28, 30], new Float32Array(3 * 28 * 30));
  writePixels('flat.safetensors', [3, 14, 14], new Float32Array(3 * 14 * 14));
});

interface BadInput {
  readonly what: string;
  readonly words: readonly string[];
  /** How the line on stderr starts, after the program's name. */
  readonly message: string;
}

const badInputs: BadInput[] = [
  {
    what: 'a flag that is not known',
    words: ['--sise', '3'],
    message:
      'There is no option --sise. Known are --model, --hub, --image, --pixels, --size, --fit, --position-rule, --intervention, --text, --template, --token-ids, --tensors, --out, --help, --version.\n',
  },
  {
    what: 'a model folder that is not there',
    words: ['--model', 'nowhere', ...wide, ...rest],
    message: '--model nowhere: there is no such file or folder.\n',
  },
  {
    what: 'a folder without a config',
    words: ['--model', 'photos', ...wide, ...rest],
    message:
      '--model photos has no config.json; give a folder that holds config.json and model.safetensors.\n',
  },
  {
    what: 'a file as the model',
    words: ['--model', 'empty.png', ...wide, ...rest],
    message: '--model empty.png is a file; give the folder that holds config.json and model.safetensors.\n',
  },
  {
    what: 'an image that is not there',
    words: ['--model', timm, '--image', 'none.png', ...rest],
    message: 'none.png: there is no such file or folder.\n',
  },
  {
    what: 'an empty image',
    words: ['--model', timm, '--image', 'empty.png', ...rest],
    message: 'empty.png is empty (0 bytes). Choose a file that holds an image.\n',
  },
  {
    what: 'a folder without images',
    words: ['--model', timm, '--image', timm, '--tensors', 'norms', '--out', 'o'],
    message: `${timm} holds no images (.png, .jpg, .jpeg, .webp, .avif, .gif, .tif, .tiff).\n`,
  },
  {
    what: 'a file where a folder is needed',
    words: ['--model', timm, '--image', 'photos', ...rest],
    message: '--out never.safetensors names a file; several images need a folder.\n',
  },
  {
    what: 'an output below a file',
    words: ['--model', timm, ...wide, '--tensors', 'norms', '--out', 'empty.png/x/a.safetensors'],
    message: 'empty.png/x/a.safetensors: a file stands where a folder is needed.\n',
  },
  {
    what: 'logits of a model without a head',
    words: ['--model', dinov2, ...wide, '--tensors', 'logits', '--out', 'never.safetensors'],
    message: '--tensors logits: dinov2-micro has no classification head.\n',
  },
  {
    what: 'pixels that do not fit the patch',
    words: ['--model', dinov2, '--pixels', 'odd.safetensors', ...rest],
    message: 'odd.safetensors: pixels is 28 × 30; both sides must be multiples of the model’s patch, 14.\n',
  },
  {
    what: 'pixels of another shape',
    words: ['--model', dinov2, '--pixels', 'flat.safetensors', ...rest],
    message: 'flat.safetensors: pixels should be [1, 3, height, width], but is [3, 14, 14].\n',
  },
  {
    what: 'a file without pixels',
    words: ['--model', dinov2, '--pixels', join(timm, 'model.safetensors'), ...rest],
    message: `${join(timm, 'model.safetensors')} has no tensor pixels; it holds `,
  },
  {
    what: 'pixels that are no safetensors file',
    words: ['--model', dinov2, '--pixels', 'photos/wide.png', ...rest],
    message: 'photos/wide.png is no safetensors file',
  },
  {
    what: 'an output that would replace the input',
    words: ['--model', dinov2, '--pixels', 'odd.safetensors', '--tensors', 'q', '--out', './odd.safetensors'],
    message: '--out would replace odd.safetensors, which is read; choose another.\n',
  },
];

describe('sinkscope says in one line what is wrong with', () => {
  test.each(badInputs)('$what', async ({ words, message }) => {
    const result = await run('trace', ...words);
    expect(result).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(/^[^\n]+\n$/) });
    expect(result.stderr.slice(0, 'sinkscope: '.length + message.length)).toBe(`sinkscope: ${message}`);
  });

  test('several images that are all bad', async () => {
    const images = ['--image', 'empty.png', 'photos/bad.png'];
    const result = await trace(timm, ...images, '--tensors', 'norms', '--out', 'none');
    expect(result).toEqual({
      status: 2,
      stdout: '',
      stderr: [
        'sinkscope: 2 of 2 images failed:',
        'sinkscope: empty.png is empty (0 bytes). Choose a file that holds an image.',
        'sinkscope: photos/bad.png is not an image Sinkscope can read. Use PNG, JPEG, WebP, AVIF or GIF.\n',
      ].join('\n'),
    });
  });

  afterAll(() => {
    expect(existsSync(at('never.safetensors'))).toBe(false);
    expect(readdirSync(at()).filter((name) => name.includes('unfinished'))).toEqual([]);
  });
});
