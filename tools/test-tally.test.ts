import { expect, test } from 'vitest';
import { addTallies, parsePlaywrightReport, parseVitestReport } from './test-tally.ts';

const vitest = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 2,
  numTodoTests: 1,
  numFailedTestSuites: 0,
};

test('counts todo tests of vitest as skipped', () => {
  expect(parseVitestReport(vitest)).toEqual({ passed: 7, failed: 0, skipped: 3 });
});

test('counts a test file that could not be loaded as a failure', () => {
  expect(parseVitestReport({ ...vitest, numFailedTestSuites: 1 }).failed).toBe(1);
});

test('counts errors outside of tests of Playwright as failures', () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
  expect(parsePlaywrightReport({ stats, errors: [{ message: 'no server' }] })).toEqual({
    passed: 4,
    failed: 2,
    skipped: 2,
  });
});

test('rejects a report of another shape', () => {
  expect(() => parseVitestReport({})).toThrow();
});

test('adds up', () => {
  expect(
    addTallies([
      { passed: 1, failed: 2, skipped: 3 },
      { passed: 10, failed: 0, skipped: 1 },
    ]),
  ).toEqual({ passed: 11, failed: 2, skipped: 4 });
});
