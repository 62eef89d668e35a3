import type { IndexHtmlTransformHook, Plugin } from 'vite';
import { expect, test } from 'vitest';
import { pageWords } from './page-words.ts';

const modules: Readonly<Record<string, string>> = {
  '#words/language.ts': "export const tag = 'de';",
  '#words/page.ts':
    "export const name = 'S'; export const description = 'D'; export const installed = 'I'; export const withoutScripts = 'Ohne <Skripte>';",
};
const german: Plugin = {
  name: 'german',
  enforce: 'pre',
  resolveId: (source) => (Object.hasOwn(modules, source) ? `\0${source}` : null),
  load: (id) => modules[id.slice(1)] ?? null,
};

test('the page speaks the language that is built before its code runs', async () => {
  const transform = pageWords([german]).transformIndexHtml as IndexHtmlTransformHook;
  const context = { path: '/index.html', filename: 'index.html' };
  const result = await transform.call(
    {} as ThisParameterType<IndexHtmlTransformHook>,
    '<html lang="en"><noscript></noscript>',
    context,
  );
  expect(result).toEqual({
    html: '<html lang="de"><noscript>Ohne &#60;Skripte&#62;</noscript>',
    tags: [
      { tag: 'title', children: 'S', injectTo: 'head' },
      { tag: 'meta', attrs: { name: 'description', content: 'D' }, injectTo: 'head' },
      { tag: 'link', attrs: { rel: 'manifest', href: './manifest.webmanifest' }, injectTo: 'head' },
    ],
  });
});
