import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';

let server: ViteDevServer;

test.beforeAll(async () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  server = await createServer({ root, logLevel: 'error', server: { port: 0, hmr: false } });
  await server.listen();
});
test.afterAll(() => server.close());

test('the browser’s own hash of small files and the one in pieces of large ones give the same', async ({
  page,
}) => {
  const address = server.resolvedUrls!.local[0]!;
  await page.route(`${address}hash`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  );
  await page.goto(`${address}hash`);
  const pieces = ['', 'a model ', 'in pieces', '\u0000'.repeat(100_000)];
  const digests = await page.evaluate(
    async ([module, texts]) => {
      const { createPageSha256 } = await import(module as string);
      const hashOf = async (size: number) => {
        const hash = createPageSha256(size);
        for (const text of texts as string[]) await hash.update(new TextEncoder().encode(text));
        return hash.digest();
      };
      return [await hashOf((texts as string[]).join('').length), await hashOf(1e9)];
    },
    [`${address}src/hub/sha256-client.ts`, pieces] as const,
  );
  const expected = createHash('sha256').update(pieces.join('')).digest('hex');
  expect(digests).toEqual([expected, expected]);
});
