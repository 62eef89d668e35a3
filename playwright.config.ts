import { createServer } from 'node:net';
import { defineConfig, devices } from '@playwright/test';
import { chromiumFlags, requireBrowser, softwareGpuFlags } from './tools/find-browser.ts';

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, 'localhost', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

// Playwright loads this file in its workers too: they must see the ports that the first load chose.
process.env.SINKSCOPE_E2E_PORT ??= String(await freePort());
process.env.SINKSCOPE_LAB_PORT ??= String(await freePort());
const port = process.env.SINKSCOPE_E2E_PORT;
const labPort = process.env.SINKSCOPE_LAB_PORT;
// Below a sub-path, as on a project page of a static host.
const address = `http://localhost:${port}/sinkscope/`;
const preview = (at: string) => `npx vite preview --port ${at} --strictPort`;
const lab = '--config tools/lab/vite.config.ts';

const desktop = { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } };
const launch = (flags: string[]) => ({ launchOptions: { executablePath: requireBrowser(), args: flags } });

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/playwright',
  fullyParallel: false,
  workers: 1,
  // A busy machine can hold a journey up; the report names it as flaky.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: 'test-results/playwright.json' }],
    ['./e2e/webgpu-reporter.ts'],
  ],
  use: {
    baseURL: address,
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    // Storing the whole page would slow every journey; offline.spec.ts allows it.
    serviceWorkers: 'block',
  },
  projects: [
    { name: 'wasm', testIgnore: '**/*.webgpu.spec.ts', use: { ...desktop, ...launch(chromiumFlags) } },
    {
      name: 'webgpu',
      testMatch: '**/*.webgpu.spec.ts',
      use: { ...desktop, ...launch([...chromiumFlags, ...softwareGpuFlags]) },
    },
  ],
  webServer: [
    { command: `${preview(port)} --base /sinkscope/`, url: address, reuseExistingServer: false },
    {
      command: `npx vite build ${lab} && ${preview(labPort)} ${lab}`,
      url: `http://localhost:${labPort}/`,
      reuseExistingServer: false,
    },
  ],
});
