import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';

/** Tests of one run, counted. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const vitestReport = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
  numFailedTestSuites: v.number(),
});

const playwrightReport = v.object({
  stats: v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number(), skipped: v.number() }),
  errors: v.array(v.unknown()),
});

/** Counts vitest's JSON report. A file that could not even be loaded counts as one failure. */
export function parseVitestReport(json: unknown): Tally {
  const report = v.parse(vitestReport, json);
  const failed = report.numFailedTests === 0 && report.numFailedTestSuites > 0 ? 1 : report.numFailedTests;
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests };
}

/** Counts Playwright's JSON report. Flaky tests count as passed, errors outside tests as failures. */
export function parsePlaywrightReport(json: unknown): Tally {
  const { stats, errors } = v.parse(playwrightReport, json);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
}

/** Reads a report that the run before has written; undefined where there is none. */
export function readReport(path: string, parse: (json: unknown) => Tally): Tally | undefined {
  return existsSync(path) ? parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
}

/** Sum of the tallies. */
export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, tally) => ({
      passed: sum.passed + tally.passed,
      failed: sum.failed + tally.failed,
      skipped: sum.skipped + tally.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}
