import type { Page } from '@playwright/test';
import { dropFiles } from '../e2e/drop-files.ts';
import { sharedFile } from '../tools/fixtures/goldens.ts';
import { openLab } from '../tools/lab/open-lab.ts';
import { withPage } from './browser.ts';
import { chooseSize, KEEP_NAMES, openPage } from './page.ts';
import { formatMs, median, type Row } from './table.ts';

/** What the page's own clock says of one movement of the pointer, in milliseconds. */
interface Movement {
  /** From the pointer's event to the frame that shows the grid's new maps. */
  readonly paintedMs: number;
}

interface HoverWatch {
  readonly movements: Movement[];
  /** Tasks of the main thread over 50 ms. */
  readonly longTasksMs: number[];
}

declare global {
  interface Window {
    hoverWatch: HoverWatch;
  }
}

/** Runs before the page's own scripts: notes when the grid's canvas has been drawn on and shown. */
function watchGrid(): void {
  const watch: HoverWatch = { movements: [], longTasksMs: [] };
  window.hoverWatch = watch;
  let movedAt = 0;
  let isAwaited = false;
  // The movement itself, before it is handed out once more with the next frame.
  window.addEventListener('pointerrawupdate', ({ timeStamp }) => (movedAt = timeStamp), { capture: true });
  const draw = CanvasRenderingContext2D.prototype.drawImage;
  CanvasRenderingContext2D.prototype.drawImage = function (
    this: CanvasRenderingContext2D,
    ...args: unknown[]
  ) {
    if (!isAwaited && movedAt > 0 && this.canvas.closest?.('[role=grid]')) {
      isAwaited = true;
      const from = movedAt;
      movedAt = 0;
      requestAnimationFrame(() =>
        setTimeout(() => {
          isAwaited = false;
          watch.movements.push({ paintedMs: performance.now() - from });
        }),
      );
    }
    return Reflect.apply(draw, this, args);
  };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watch.longTasksMs.push(duration);
  }).observe({ type: 'longtask' });
}

const movements = 40;
/** Until the sessions are made and the code is compiled. */
const warmUp = 8;

/** A new query at every movement: how long the numbers take, and how long until the grid shows them. */
export async function hoverTime(address: string, model: string, size: number): Promise<Row[]> {
  const { probes, box, plain } = await withPage(async (page) => {
    await openLab(page);
    const asked = { model: `files/shared/models/${model}`, size, image: 'files/shared/photos/astronaut.png' };
    const { row, rows } = await page.evaluate(
      (options) => window.lab.timeProbes({ ...options, count: 40 }),
      asked,
    );
    const { ms } = await page.evaluate((task) => window.lab.run('plainRows', task), {
      source: asked.model,
      size,
      count: 8,
    });
    return { probes: median(row), box: median(rows), plain: median(ms) };
  });
  const watch = await withPage((page) => hover(page, address, model, size));
  const painted = median(watch.movements.map(({ paintedMs }) => paintedMs));
  const longest = Math.max(0, ...watch.longTasksMs);
  const what = `${model} at ${size} px: a new query under the pointer`;
  const ratio = (ms: number) => `${formatMs(ms)} / ${formatMs(plain)} = ${(ms / plain).toFixed(2)}`;
  return [
    {
      what: `${what}, the numbers of every map against plain JavaScript`,
      measured: ratio(probes),
      aim: '< 8 ms',
      note: `median of ${movements}, with the way to the worker and back`,
    },
    {
      what: `${what}, until the whole grid is painted, against the numbers in plain JavaScript`,
      measured: ratio(painted),
      aim: '< 25 ms',
      note: `median of ${watch.movements.length}, from the pointer's event to after the frame`,
    },
    {
      what: `${model} at ${size} px: a box of 400 patches as the query, the mean of their rows against plain JavaScript`,
      measured: `${formatMs(box)} / ${formatMs(400 * plain)} = ${(box / plain / 400).toFixed(2)}`,
      note: 'median of 5; in plain JavaScript 400 times one row',
    },
    {
      what: `${what}, the longest task of the main thread`,
      measured: longest > 0 ? formatMs(longest) : 'none over 50 ms',
      aim: '≤ 50 ms',
    },
  ];
}

async function hover(page: Page, address: string, model: string, size: number): Promise<HoverWatch> {
  await page.addInitScript(KEEP_NAMES);
  await page.addInitScript(watchGrid);
  await openPage(page, address);
  await dropFiles(page, [sharedFile(`models/${model}`)!, sharedFile('photos/astronaut.png')!]);
  await page.getByRole('button', { name: new RegExp(`^Model ${model}`) }).waitFor({ timeout: 120_000 });
  await chooseSize(page, size);
  const figure = page.getByRole('region', { name: 'Stage' }).getByRole('application');
  const box = (await figure.boundingBox())!;
  for (let i = -warmUp; i < movements; i++) {
    if (i === 0)
      await page.evaluate(() => Object.assign(window.hoverWatch, { movements: [], longTasksMs: [] }));
    const seen = await page.evaluate(() => window.hoverWatch.movements.length);
    // Every time to another patch.
    const [x, y] = [((i + warmUp) * 13) % 29, ((i + warmUp) * 7) % 31];
    await page.mouse.move(box.x + (box.width * (x + 0.5)) / 29, box.y + (box.height * (y + 0.5)) / 31);
    await page.waitForFunction((count) => window.hoverWatch.movements.length > count, seen);
  }
  return page.evaluate(() => window.hoverWatch);
}
