import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Plugin, runnerImport } from 'vite';

const texts = fileURLToPath(new URL('page-texts.ts', import.meta.url));
const manifestFile = fileURLToPath(new URL('manifest.json', import.meta.url));
const manifestName = 'manifest.webmanifest';

/** Writes what is read of index.html and of the manifest, in the language whose modules the given plugins find. */
export function pageWords(plugins: Plugin[]): Plugin {
  const readTexts = async () =>
    (await runnerImport<typeof import('./page-texts.ts')>(texts, { configFile: false, plugins })).module;
  return {
    name: 'page-words',
    async transformIndexHtml(html) {
      const { tag, name, description, withoutScripts } = await readTexts();
      return {
        html: html
          .replace('<html lang="en">', `<html lang="${escaped(tag)}">`)
          .replace('<noscript></noscript>', `<noscript>${escaped(withoutScripts)}</noscript>`),
        tags: [
          { tag: 'title', children: escaped(name), injectTo: 'head' },
          { tag: 'meta', attrs: { name: 'description', content: description }, injectTo: 'head' },
          { tag: 'link', attrs: { rel: 'manifest', href: `./${manifestName}` }, injectTo: 'head' },
        ],
      };
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: manifestName, source: await manifest() });
    },
    configureServer(server) {
      server.middlewares.use(`/${manifestName}`, async (_request, response) => {
        response.setHeader('Content-Type', 'application/manifest+json');
        response.end(await manifest());
      });
    },
  };

  async function manifest(): Promise<string> {
    const { tag, name, installed } = await readTexts();
    const kept = JSON.parse(readFileSync(manifestFile, 'utf8'));
    return JSON.stringify({ name, short_name: name, description: installed, lang: tag, ...kept }, null, 2);
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
