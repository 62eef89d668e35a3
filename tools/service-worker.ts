import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

const source = fileURLToPath(new URL('../src/offline/service-worker.ts', import.meta.url));

/** Not needed to run: what is read on the repository's pages, and the worker itself. */
const leftOut = /(^sw\.js|\.md|\.map)$/;

/** Builds sw.js beside the page when everything else is written, with the list of all files and their hashes. */
export function serviceWorker(): Plugin {
  let folder = '';
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        await buildWorker(folder, await listFiles(folder));
      },
    },
  };
}

async function listFiles(folder: string): Promise<[path: string, sha256: string, bytes: number][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !leftOut.test(path))
    .sort();
  return Promise.all(
    paths.map(async (path) => {
      const bytes = await readFile(join(folder, path));
      const sha256 = createHash('sha256').update(bytes).digest('base64');
      return [path === 'index.html' ? '' : path, sha256, bytes.length] as [string, string, number];
    }),
  );
}

async function buildWorker(outDir: string, files: readonly unknown[]): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    define: { BUILD_FILES: JSON.stringify(files) },
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2023',
      rolldownOptions: { input: source, output: { format: 'iife', entryFileNames: 'sw.js' } },
    },
  });
}
