import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import {
  addTallies,
  parsePlaywrightReport,
  parseVitestReport,
  readReport,
  type Tally,
} from './test-tally.ts';

interface Step {
  readonly script: string;
  readonly report?: { readonly path: string; readonly parse: (json: unknown) => Tally };
}

const steps: readonly Step[] = [
  { script: 'check' },
  { script: 'test:unit', report: { path: 'test-results/vitest.json', parse: parseVitestReport } },
  { script: 'test:e2e', report: { path: 'test-results/playwright.json', parse: parsePlaywrightReport } },
];

/** Runs a step. One that fails without a failed test of its own counts as one failure. */
function runStep({ script, report }: Step): Tally {
  console.log(`\n── npm run ${script}`);
  if (report) rmSync(report.path, { force: true });
  const startMs = performance.now();
  const { status } = spawnSync('npm', ['run', '--silent', script], { stdio: 'inherit' });
  const tally = (report && readReport(report.path, report.parse)) ?? addTallies([]);
  const seconds = ((performance.now() - startMs) / 1000).toFixed(0);
  console.log(`── npm run ${script}: ${status === 0 ? 'ok' : 'FAILED'} after ${seconds} s`);
  return status !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

const total = addTallies(steps.map(runStep));
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
