import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { golden } from '../../tools/fixtures/goldens.ts';
import { openTensorFile } from '../../tools/fixtures/tensor-file.ts';
import { help } from './help.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cwd = mkdtempSync(join(tmpdir(), 'sinkscope-'));

function sinkscope(words: readonly string[], env: Record<string, string> = {}) {
  const loader = join(root, 'node_modules/tsx/dist/loader.mjs');
  const program = ['--import', loader, join(root, 'src/cli/main.ts')];
  const { npm_lifecycle_event: _, ...outer } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [...program, ...words], {
    cwd,
    encoding: 'utf8',
    env: { ...outer, ...env },
  });
  return { status, stdout, stderr };
}

describe('the process', () => {
  test('--help goes to stdout', () => {
    expect(sinkscope(['--help'])).toEqual({ status: 0, stdout: help, stderr: '' });
  });

  test('bad input is one line on stderr and exit status 2', () => {
    expect(
      sinkscope(['trace', '--model', 'm', '--image', 'a.png', '--tensors', 'norm', '--out', 'o']),
    ).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'sinkscope: --tensors: there is no tensor norm. Known are tokens, norms, attention_norms, mlp_norms, attention, attention_cls, attention_received, entropy, q, k, v, activations, gate, final, logits, image_embedding, pixels, text_tokens, text_attention, text_embedding, similarity.\n',
    });
  });

  test('under npm, paths start where the user is, and nothing but the result is printed', async () => {
    await sharp({ create: { width: 20, height: 30, channels: 3, background: '#357' } })
      .png()
      .toFile(join(cwd, 'a.png'));
    const words = [
      '--model',
      dirname(golden('timm-micro').config),
      '--image',
      'a.png',
      '--tensors',
      'norms',
      '--out',
      'a',
    ];
    const result = sinkscope(['trace', ...words], { npm_lifecycle_event: 'sinkscope', INIT_CWD: cwd });
    expect(result).toEqual({ status: 0, stdout: `${join('a', 'a.safetensors')}\n`, stderr: '' });
    const file = await openTensorFile(join(cwd, 'a/a.safetensors'));
    expect(file.metadata.version).toMatch(/^\d+\.\d+\.\d+/);
  });
});
