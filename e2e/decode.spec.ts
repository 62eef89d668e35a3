import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import sharp, { type Sharp } from 'sharp';
import { createServer, type ViteDevServer } from 'vite';
import { decodeImage as decodeInNode } from '../src/cli/decode-image.ts';

type Decoded = { width: number; height: number; data: string } | { error: string };
type DecodeWindow = Window & { decode(bytes: string, name: string): Promise<Decoded> };

let server: ViteDevServer;

test.beforeAll(async () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  server = await createServer({ root, logLevel: 'error', server: { port: 0, hmr: false } });
  await server.listen();
});
test.afterAll(() => server.close());

test.beforeEach(async ({ page }) => {
  const address = server.resolvedUrls?.local[0];
  await page.route(`${address}decode`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  );
  await page.goto(`${address}decode`);
  await page.evaluate(async (module) => {
    const { decodeImage } = await import(module);
    (window as unknown as DecodeWindow).decode = async (base64, name) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      try {
        const { width, height, data } = await decodeImage(new Blob([bytes]), name);
        let text = '';
        for (let i = 0; i < data.length; i += 4096)
          text += String.fromCharCode(...data.subarray(i, i + 4096));
        return { width, height, data: btoa(text) };
      } catch (error) {
        return { error: String(error) };
      }
    };
  }, `${address}src/engine/decode-browser.ts`);
});

function noise(length: number): Uint8Array {
  let state = 7;
  return Uint8Array.from({ length }, () => {
    state = (state * 16807) % 2147483647;
    return state & 255;
  });
}

function noiseImage(width: number, height: number, channels: 1 | 3 | 4): Sharp {
  return sharp(noise(width * height * channels), { raw: { width, height, channels } });
}

const images: Record<string, () => Promise<Buffer>> = {
  'rgb.png': () => noiseImage(300, 200, 3).png().toBuffer(),
  'grey.png': () => noiseImage(300, 200, 1).toColourspace('b-w').png().toBuffer(),
  'transparent.png': () => noiseImage(300, 200, 4).png().toBuffer(),
  'taller-than-a-tile.png': () => noiseImage(50, 2100, 4).png({ compressionLevel: 0 }).toBuffer(),
  'one-row.png': () => noiseImage(70_000, 1, 3).png().toBuffer(),
  'sixteen-bit.png': () =>
    sharp(new Uint16Array(noise(300 * 200 * 6).buffer), { raw: { width: 300, height: 200, channels: 3 } })
      .toColourspace('rgb16')
      .png()
      .toBuffer(),
  'profile.png': async () =>
    sharp(await noiseImage(300, 200, 3).png().toBuffer())
      .withIccProfile('p3')
      .png()
      .toBuffer(),
  'upright.jpg': () => noiseImage(300, 200, 3).blur(3).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  'lossless.webp': () => noiseImage(300, 200, 3).webp({ lossless: true }).toBuffer(),
};

for (const [name, create] of Object.entries(images)) {
  test(`${name}: the browser decodes the same pixels as the command line`, async ({ page }) => {
    const bytes = await create();
    const result = await page.evaluate(
      ([base64, name]) => (window as unknown as DecodeWindow).decode(base64, name),
      [bytes.toString('base64'), name] as const,
    );
    const expected = await decodeInNode(new Blob([new Uint8Array(bytes)]), name);
    if ('error' in result) throw new Error(result.error);
    expect([result.width, result.height]).toEqual([expected.width, expected.height]);
    const pixels = Buffer.from(result.data, 'base64');
    expect(pixels.equals(Buffer.from(expected.data))).toBe(true);
  });
}

test('a PNG that was cut off is called damaged', async ({ page }) => {
  const whole = await images['rgb.png']!();
  const result = await page.evaluate(
    (base64) => (window as unknown as DecodeWindow).decode(base64, 'cut.png'),
    whole.subarray(0, whole.length >> 1).toString('base64'),
  );
  expect(result).toEqual({
    error:
      'InputError: cut.png is damaged or cut off: its header says PNG, 300 × 200 pixels, but the pixels cannot be decoded. Download or export it again.',
  });
});
