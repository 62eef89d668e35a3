import { readFileSync, writeFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumFlags, findOrInstallBrowser } from '../tools/find-browser.ts';

/** Launches a fresh headless Chromium, hands a page of it to the task, and closes it whatever comes. */
export async function withPage<T>(
  task: (page: Page, browser: Browser) => Promise<T>,
  flags: readonly string[] = [],
): Promise<T> {
  const browser = await chromium.launch({
    executablePath: findOrInstallBrowser(),
    args: [...chromiumFlags, ...flags],
  });
  try {
    // Storing the page for use offline must not run beside what is measured.
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      serviceWorkers: 'block',
    });
    return await task(await context.newPage(), browser);
  } finally {
    await browser.close();
  }
}

/** Memory of the processes that draw pages, in bytes. */
export interface PageMemory {
  /** The most that has been resident since above what was resident then. */
  peakGrowth(): number;
}

/** Starts to measure all renderers of a browser. Linux only: elsewhere undefined. */
export async function watchMemory(browser: Browser): Promise<PageMemory | undefined> {
  if (process.platform !== 'linux') return undefined;
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  const read = (id: number, field: 'VmRSS' | 'VmHWM') => {
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) * 1024;
  };
  const before = renderers.map((id) => {
    writeFileSync(`/proc/${id}/clear_refs`, '5'); // proc(5): resets the peak resident set size
    return read(id, 'VmRSS');
  });
  return {
    peakGrowth: () => renderers.reduce((sum, id, i) => sum + read(id, 'VmHWM') - before[i]!, 0),
  };
}
