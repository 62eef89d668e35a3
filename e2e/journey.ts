import { test as base, expect } from '@playwright/test';

/** What went wrong on a page besides what the test looks at. */
interface Watch {
  readonly problems: string[];
}

/**
 * A test that also fails when the page logs an error, throws, or asks any other origin for anything: the page works
 * offline and sends nothing.
 */
export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ context, page, baseURL }, use) => {
      const problems: string[] = [];
      const origin = new URL(baseURL ?? '').origin;
      context.on('request', (request) => {
        const url = request.url();
        const local = url.startsWith(`${origin}/`) || url.startsWith('blob:') || url.startsWith('data:');
        if (!local) problems.push(`request to ${url}`);
      });
      page.on('console', (message) => {
        if (message.type() === 'error')
          problems.push(`console: ${message.text()} (${message.location().url})`);
      });
      page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
      await use({ problems });
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
