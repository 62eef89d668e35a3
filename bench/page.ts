import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { dropFiles } from '../e2e/drop-files.ts';
import { chooseSide } from '../e2e/scope-page.ts';
import { sharedFile } from '../tools/fixtures/goldens.ts';
import { withPage } from './browser.ts';
import { formatBytes, formatMs, median, type Row } from './table.ts';

/** Moments on the page's own clock, in milliseconds. */
interface Moments {
  firstPaint: number;
  firstMap?: number;
  dropped?: number;
  firstMapAfterDrop?: number;
  lastMapAfterDrop?: number;
}

declare global {
  interface Window {
    moments: Moments;
  }
}

/** Runs before the page's own scripts: notes when maps are on the screen. */
function watchMoments(): void {
  const moments: Moments = { firstPaint: 0 };
  window.moments = moments;
  let awaitingRun = false;
  let running = false;
  const afterPaint = (name: 'firstMap' | 'firstMapAfterDrop' | 'lastMapAfterDrop') => {
    if (moments[name] !== undefined) return;
    moments[name] = 0;
    requestAnimationFrame(() => setTimeout(() => (moments[name] = performance.now())));
  };
  const look = () => {
    const cells = [...document.querySelectorAll('[role=gridcell]')];
    const done = cells.some((cell) => !cell.getAttribute('aria-label')?.includes('not computed'));
    if (done) afterPaint('firstMap');
    const status = document.querySelector('output')?.textContent ?? '';
    if (awaitingRun && /^Layer \d+ of/.test(status)) running = true;
    if (!running) return;
    if (!/^Layer 0 of/.test(status)) afterPaint('firstMapAfterDrop');
    if (/^\d+ layers in/.test(status)) afterPaint('lastMapAfterDrop');
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  window.addEventListener(
    'drop',
    () => {
      moments.dropped = performance.now();
      delete moments.firstMapAfterDrop;
      delete moments.lastMapAfterDrop;
      awaitingRun = true;
      running = false;
    },
    { capture: true },
  );
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) {
      if (name === 'first-contentful-paint') moments.firstPaint = startTime;
    }
  }).observe({ type: 'paint', buffered: true });
}

/** tsx names functions with a helper of this name, which the page does not have. */
export const KEEP_NAMES = { content: 'globalThis.__name = (value) => value;' };

/** Opens the page and waits for its first trace. */
export async function openPage(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page
    .getByRole('status')
    .filter({ hasText: /^\d+ layers in/ })
    .waitFor();
}

async function watchMomentsOf(page: Page): Promise<void> {
  await page.addInitScript(KEEP_NAMES);
  await page.addInitScript(watchMoments);
}

async function drop(page: Page, files: readonly string[]): Promise<Required<Moments>> {
  await dropFiles(page, files);
  await page.waitForFunction(() => (window.moments.lastMapAfterDrop ?? 0) > 0, null, { timeout: 120_000 });
  return page.evaluate(() => window.moments as Required<Moments>);
}

/** First paint and first map of the page in a browser that has never seen it. */
export async function coldStart(address: string): Promise<Row[]> {
  const rounds: Moments[] = [];
  for (let i = 0; i < 5; i++) {
    rounds.push(
      await withPage(async (page) => {
        await watchMomentsOf(page);
        await openPage(page, address);
        return page.evaluate(() => window.moments);
      }),
    );
  }
  const note = 'median of 5 fresh browsers, served from the same machine';
  const paint = median(rounds.map(({ firstPaint }) => firstPaint));
  const map = median(rounds.map(({ firstMap = Number.NaN }) => firstMap));
  return [
    { what: 'cold start: first paint', measured: formatMs(paint), note },
    { what: 'cold start: first map, embedded model', measured: formatMs(map), aim: '< 2 s', note },
  ];
}

/**
 * From the drop to the last map on the screen, for a model from the test data at a size in pixels; with flags for a GPU,
 * on the GPU.
 */
export async function dropToLastMap(
  address: string,
  { model, size }: { model: string; size: number },
  flags: readonly string[] = [],
): Promise<Row[]> {
  const folder = sharedFile(`models/${model}`)!;
  const photo = (name: string) => sharedFile(`photos/${name}`)!;
  const found = await withPage(async (page) => {
    await watchMomentsOf(page);
    await openPage(page, address);
    const withModel = await drop(page, [folder, photo('astronaut.png')]);
    if (size !== 224) await chooseSize(page, size);
    const others = ['coffee.png', 'rocket.jpg', 'chelsea.png'];
    const pictures: Required<Moments>[] = [];
    for (const name of others) pictures.push(await drop(page, [photo(name)]));
    return { withModel, pictures };
  }, flags);
  const backend = flags.length > 0 ? 'WebGPU' : 'WebAssembly';
  const total = ({ dropped, lastMapAfterDrop }: Required<Moments>) => lastMapAfterDrop - dropped;
  const first = ({ dropped, firstMapAfterDrop }: Required<Moments>) => firstMapAfterDrop - dropped;
  const rows: Row[] = [
    {
      what: `${model} at ${size} px: a picture is dropped, to the last map`,
      measured: formatMs(median(found.pictures.map(total))),
      note: `to the first map ${formatMs(median(found.pictures.map(first)))}; median of 3, ${backend}`,
    },
  ];
  if (size === 224) {
    rows.push({
      what: `${model} at ${size} px: model and picture are dropped, to the last map`,
      measured: formatMs(total(found.withModel)),
      note: `to the first map ${formatMs(first(found.withModel))}, ${backend}`,
    });
  }
  return rows;
}

/** Chooses the model's input size and waits for the trace. */
export async function chooseSize(page: Page, size: number): Promise<void> {
  await chooseSide(page, size);
  await page
    .getByRole('status')
    .filter({ hasText: /^\d+ layers in/ })
    .waitFor({ timeout: 120_000 });
}

/** JavaScript that a first visit loads before its first whole trace, gzipped; the runtime's own glue apart. */
export async function pageSize(address: string): Promise<Row[]> {
  const loaded: string[] = [];
  await withPage(async (page) => {
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    // What follows when the page has nothing to do is no part of the first picture.
    await page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 }));
    await openPage(page, address);
  });
  const assets = fileURLToPath(new URL('../dist/assets/', import.meta.url));
  const files = readdirSync(assets).filter((file) => /\.(js|mjs|wasm)$/.test(file));
  const isRuntime = (file: string) => /^(onnxruntime|ort-)/.test(file);
  const gzipped = (some: readonly string[]) =>
    some.reduce((sum, file) => sum + gzipSync(readFileSync(assets + file)).length, 0);
  const own = files.filter((file) => !isRuntime(file) && loaded.some((path) => path.endsWith(file)));
  return [
    {
      what: 'JavaScript that a first visit loads, gzipped',
      measured: formatBytes(gzipped(own)),
      aim: '< 200 kB',
      note: `beside it the runtime: ${formatBytes(gzipped(files.filter(isRuntime)))}`,
    },
  ];
}
