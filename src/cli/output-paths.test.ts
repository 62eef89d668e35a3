import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { outputNames, outputPaths } from './output-paths.ts';

const workingFolder = mkdtempSync(join(tmpdir(), 'sinkscope-'));
writeFileSync(join(workingFolder, 'file'), '');

const one = { several: false, workingFolder };
const many = { several: true, workingFolder };

describe('outputPaths', () => {
  test('one input and a name with an extension is a file', async () => {
    expect(await outputPaths(['a.png'], 'cat.safetensors', one)).toEqual(['cat.safetensors']);
    expect(await outputPaths(['a.png'], 'file', one)).toEqual(['file']);
  });

  test('one input goes into a folder that is there, ends with a slash or has no extension', async () => {
    expect(await outputPaths(['in/a.png'], '.', one)).toEqual(['a.safetensors']);
    expect(await outputPaths(['in/a.png'], 'new.folder/', one)).toEqual([
      join('new.folder', 'a.safetensors'),
    ]);
    expect(await outputPaths(['in/a.png'], 'new', one)).toEqual([join('new', 'a.safetensors')]);
  });

  test('several inputs go into a folder', async () => {
    expect(await outputPaths(['a.png', 'b.jpg'], 'new', many)).toEqual([
      join('new', 'a.safetensors'),
      join('new', 'b.safetensors'),
    ]);
  });

  test('says where a file stands for a folder', async () => {
    await expect(outputPaths(['a.png'], 'file', many)).rejects.toThrow(
      '--out file is a file; several images need a folder.',
    );
    await expect(outputPaths(['a.png'], 'all.safetensors', many)).rejects.toThrow(
      '--out all.safetensors names a file; several images need a folder.',
    );
    await expect(outputPaths(['a.png'], 'file/', one)).rejects.toThrow(
      /^--out file\/ is a file; it cannot be a folder\.$/,
    );
  });
});

describe('outputNames', () => {
  test('clashing names count up, and never onto a name that is another’s own', () => {
    expect(outputNames(['a/cat.png', 'b/cat.jpg', 'cat-2.png', 'b/CAT.webp', 'dog.tar.png'])).toEqual([
      'cat.safetensors',
      'cat-3.safetensors',
      'cat-2.safetensors',
      'CAT-4.safetensors',
      'dog.tar.safetensors',
    ]);
  });
});
