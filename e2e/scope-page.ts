import { expect, type Locator, type Page } from '@playwright/test';

/** What a visitor sees and touches, by name. */
export interface ScopePage {
  readonly page: Page;
  /** How far loading or running is, or what it took. */
  readonly status: Locator;
  readonly alert: Locator;
  readonly stage: Locator;
  /** The image with the map over it. */
  readonly figure: Locator;
  readonly grid: Locator;
  /** One map of the grid: a head, or the column "mean of heads" or "token norms". */
  cell(layer: number, column: string): Locator;
  /** The norms of one layer in numbers. */
  normsOf(layer: number): Promise<NormNumbers>;
  /** Where the query token is named. */
  readonly query: Locator;
  chip(name: string): Locator;
  /** Waits until a trace of that many layers is complete. */
  waitForTrace(layers: number): Promise<void>;
  /** Moves the pointer to the middle of a patch of the figure. */
  hoverPatch(row: number, column: number, grid: { rows: number; columns: number }): Promise<void>;
}

/** As the page's norm table gives them. */
export interface NormNumbers {
  readonly median: number;
  readonly largest: number;
  readonly outliers: number;
}

/** Names the parts of a page that has been opened. */
export function scopePage(page: Page): ScopePage {
  const stage = page.getByRole('region', { name: 'Stage' });
  const figure = stage.getByRole('application');
  const grid = page.getByRole('grid');
  const status = page.getByRole('banner').getByRole('status');
  return {
    page,
    status,
    alert: page.getByRole('alert'),
    stage,
    figure,
    grid,
    query: stage.getByText(/^Query /),
    cell: (layer, column) => grid.getByRole('gridcell', { name: `Layer ${layer}, ${column}` }),
    chip: (name) =>
      page.getByRole('list', { name: 'Special tokens' }).getByRole('button', { name: `${name}:` }),
    normsOf: (layer) => readNorms(page, layer),
    async waitForTrace(layers) {
      await expect(status).toHaveText(new RegExp(`^${layers} layers in `), { timeout: 60_000 });
    },
    async hoverPatch(row, column, { rows, columns }) {
      const box = (await figure.boundingBox())!;
      await page.mouse.move(
        box.x + ((column + 0.5) * box.width) / columns,
        box.y + ((row + 0.5) * box.height) / rows,
      );
    },
  };
}

/** Opens the page and waits for its first trace: the embedded model on the first sample. */
export async function openScope(page: Page): Promise<ScopePage> {
  await page.goto('./');
  const scope = scopePage(page);
  await scope.waitForTrace(6);
  return scope;
}

async function readNorms(page: Page, layer: number): Promise<NormNumbers> {
  const row = page.getByRole('button', { name: new RegExp(`^Norms of layer ${layer}:`) });
  const label = (await row.getAttribute('aria-label')) ?? '';
  const match = /median ([\d.,]+), largest ([\d.,]+), (\d+) outliers/.exec(label);
  if (!match) throw new Error(`The norm table says: ${label}`);
  const number = (text = '') => Number(text.replaceAll(',', ''));
  return { median: number(match[1]), largest: number(match[2]), outliers: number(match[3]) };
}

/** A fingerprint of every map of the grid, as painted, by the name of its cell. */
export async function paintedCells(grid: Locator): Promise<Record<string, string>> {
  return grid.evaluate((node) => {
    const canvas = node.querySelector('canvas')!;
    const context = canvas.getContext('2d')!;
    const area = canvas.getBoundingClientRect();
    const scale = canvas.width / area.width;
    const fingerprint = (cell: Element) => {
      const { left, top, width, height } = cell.getBoundingClientRect();
      const [x, y] = [(left - area.left) * scale, (top - area.top) * scale];
      const { data } = context.getImageData(x, y, width * scale, height * scale);
      return data.reduce((hash, byte) => (Math.imul(hash, 31) + byte) | 0, 0).toString(16);
    };
    const cells = [...node.querySelectorAll('[role=gridcell]')];
    return Object.fromEntries(cells.map((cell) => [cell.getAttribute('aria-label'), fingerprint(cell)]));
  });
}

/** The map on the stage, as painted. */
export async function paintedStage(figure: Locator): Promise<string> {
  return figure.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
}

/** Chooses the longer side of a square input in the framing's panel, which it opens and closes. */
export async function chooseSide(page: Page, pixels: number): Promise<void> {
  const framing = page.getByRole('button', { name: /^Framing / });
  await framing.click();
  await page.getByRole('region', { name: 'Size' }).getByRole('slider').fill(String(pixels));
  await expect(framing).toHaveAccessibleName(new RegExp(`${pixels} × ${pixels} px`), { timeout: 60_000 });
  await page.keyboard.press('Escape');
}
