import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { language, pseudoLanguage } from './language.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'words-'));
  for (const [path, text] of Object.entries({
    'en/stage.ts':
      "export const title = 'Stage';\nexport const heads = (count: number) => count + ' heads';\n",
    'en/grid.ts': "export const title = 'Grid';\n",
    'de/stage.ts':
      "export const title = 'Bühne';\nexport const heads = (count: number) => count + ' Köpfe';\n",
    'fr/stage.ts': "export const title = 'Scène';\n",
    'page.ts': "export * as stage from '#words/stage.ts';\nexport * as grid from '#words/grid.ts';\n",
  })) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

async function built(tag: string) {
  const outDir = join(folder, `built-${tag}`);
  await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [language(tag, folder)],
    build: {
      outDir,
      minify: false,
      lib: { entry: join(folder, 'page.ts'), formats: ['es'], fileName: 'page' },
    },
  });
  return import(join(outDir, 'page.js'));
}

test('a build takes the words of its language, and English where the language lacks a module', async () => {
  const { stage, grid } = await built('de');
  expect([stage.title, stage.heads(3), grid.title]).toEqual(['Bühne', '3 Köpfe', 'Grid']);
});

test('a language that lacks texts of a module is refused with their names', async () => {
  await expect(built('fr')).rejects.toThrow('src/words/fr/stage.ts lacks heads. Write them as in');
});

test('a language that is not there is refused', async () => {
  await expect(built('it')).rejects.toThrow('SINKSCOPE_LANGUAGE=it: there is no folder src/words/it.');
});

test('the pseudo-language changes every text, also of functions', async () => {
  const { stage, grid } = await built(pseudoLanguage);
  expect([stage.title, stage.heads(3), grid.title]).toEqual([
    'Štåågéé',
    '3 hééååds'.replace('s', 'š'),
    'Grîîd',
  ]);
});
