import { writeFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { dropFiles } from './drop-files.ts';
import { expect } from './journey.ts';

/** Opens the export's sheet by its key. */
export async function openSheet(page: Page): Promise<Locator> {
  await page.keyboard.press('e');
  const sheet = page.getByRole('dialog', { name: 'Export' });
  await expect(sheet).toBeVisible();
  return sheet;
}

/** Chooses by the visible label, as a pointer would. */
export async function choose(sheet: Locator, ...labels: readonly string[]): Promise<void> {
  for (const label of labels) {
    const radio = sheet.getByRole('radio', { name: new RegExp(`^${label}( ?[A-Z].*)?$`) });
    await radio.first().check({ force: true });
  }
}

/** Saves the file of the sheet. */
export async function save(page: Page, sheet: Locator): Promise<{ name: string; path: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    sheet.getByRole('button', { name: 'Save file' }).click(),
  ]);
  return { name: download.suggestedFilename(), path: await download.path() };
}

/** A picture. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** RGBA words, row by row. */
  readonly words: readonly number[];
}

/** The pixels of the map over the image. */
export async function canvasPixels(figure: Locator): Promise<Pixels> {
  return figure.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
    return { width, height, words: [...new Uint32Array(data.buffer)] };
  });
}

/** The pixels of a picture within a file, by its address. */
export async function decodedAddress(page: Page, address: string): Promise<Pixels> {
  return page.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return { width: canvas.width, height: canvas.height, words: [...new Uint32Array(data.buffer)] };
  }, address);
}

/** Opens a session that holds nothing but settings. */
export async function dropSession(page: Page, path: string, settings: object): Promise<void> {
  const session = { format: 'sinkscope-session', version: 1, settings, files: {} };
  writeFileSync(path, JSON.stringify(session));
  await dropFiles(page, [path]);
}
