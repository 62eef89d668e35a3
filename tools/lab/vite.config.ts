import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vite';
import page from '../../vite.config.ts';

/** Built like the page itself, beside it: nothing of the lab lands in dist/. */
export default mergeConfig(page, {
  root: fileURLToPath(new URL('.', import.meta.url)),
  publicDir: false,
  build: {
    outDir: fileURLToPath(new URL('../../node_modules/.cache/lab', import.meta.url)),
    emptyOutDir: true,
  },
});
