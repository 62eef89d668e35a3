import { expect, type Locator } from '@playwright/test';
import type { ScopePage } from './scope-page.ts';

/** The panel "Change the model", by what stands on it. */
export interface MechanismPage {
  readonly panel: Locator;
  /** Name and kind of the variant, and one sentence. */
  readonly head: Locator;
  /** A heading's part of the panel; `open` it before its controls are there. */
  section(title: string): Locator;
  open(title: string): Promise<Locator>;
  /** Waits until the run that a change asked for is on the screen. */
  settled(): Promise<void>;
  /** Largest over median patch norm and the outliers of the staged layer; NaN while a run is under way. */
  norms(): Promise<{ ratio: number; outliers: number }>;
}

/** Opens the panel of changes. */
export async function openMechanism({ page, status }: ScopePage): Promise<MechanismPage> {
  await page.getByRole('button', { name: /^Change the model/ }).click();
  const panel = page.getByRole('complementary', { name: 'Change the model' });
  await expect(panel).toBeVisible();
  const section = (title: string) => panel.getByRole('region', { name: title, exact: true });
  return {
    panel,
    head: panel.locator('header').first(),
    section,
    async open(title) {
      const heading = section(title).getByRole('button').first();
      if ((await heading.getAttribute('aria-expanded')) === 'false') await heading.click();
      return section(title);
    },
    async settled() {
      await expect(page.getByRole('progressbar', { name: 'Progress' })).toBeHidden();
      await expect(status).toHaveText(/^\d+ layers in /, { timeout: 60_000 });
    },
    async norms() {
      const facts = page.getByRole('region', { name: /^Norms of layer/ });
      const text = (await facts.textContent()) ?? '';
      const match = /outliers(\d+) of .*max \/ median([\d.,]+)/.exec(text);
      const isRunning = await page.getByRole('progressbar', { name: 'Progress' }).isVisible();
      if (!match || isRunning) return { outliers: Number.NaN, ratio: Number.NaN };
      return { outliers: Number(match[1]), ratio: Number(match[2]?.replaceAll(',', '')) };
    },
  };
}
