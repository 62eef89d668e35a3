import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';
import { builtLanguage, language } from './tools/language.ts';
import { pageWords } from './tools/page-words.ts';
import { serviceWorker } from './tools/service-worker.ts';

/** Threads in WebAssembly need a cross-origin isolated page. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** `wasm-unsafe-eval` and `blob:` workers are what the runtime needs; `https:` and this machine let the page
 * fetch a model from the Hub, a mirror or a local server. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "img-src 'self' blob: data:",
  "connect-src 'self' blob: https: http://localhost:* http://127.0.0.1:*",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
].join('; ');

/** Writes the policy into the built page, so that it holds on hosts that send no headers of ours. */
function policyMeta(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

interface ModuleLookup {
  getModuleInfo(id: string): { readonly isEntry: boolean; readonly importers: readonly string[] } | null;
}

/** Whether the page or the worker cannot begin without a module: whether static imports lead to it from the entry. */
function isInFirstChunk(id: string, context: ModuleLookup, seen = new Set<string>()): boolean {
  const info = context.getModuleInfo(id);
  if (info === null || seen.has(id)) return false;
  seen.add(id);
  return info.isEntry || info.importers.some((importer) => isInFirstChunk(importer, context, seen));
}

/** One file of what is needed at once packs better than one for each set of modules that parts share. */
const firstChunk = {
  debugName: 'first',
  name: (id: string, context: ModuleLookup) => (isInFirstChunk(id, context) ? 'first' : null),
};

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

export default defineConfig({
  base: './',
  define: { 'import.meta.env.VITE_VERSION': JSON.stringify(version) },
  plugins: [
    language(builtLanguage),
    react(),
    policyMeta(),
    pageWords([language(builtLanguage)]),
    serviceWorker(),
  ],
  // This condition picks the runtime's build without an inlined glue, so that glue and wasm load by URL.
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  worker: {
    format: 'es',
    plugins: () => [language(builtLanguage)],
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: 'onnxruntime', test: /onnxruntime-/, priority: 1 }, firstChunk] },
      },
    },
  },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [firstChunk],
        },
      },
    },
  },
  server: { headers: isolation },
  preview: { headers: { ...isolation, 'Content-Security-Policy': contentSecurityPolicy } },
});
