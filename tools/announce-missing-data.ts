import { sharedFile } from './fixtures/goldens.ts';

/** Says at the start of a test run that the tests on real weights will be skipped, and why. */
export function setup(): void {
  if (sharedFile('models') && sharedFile('goldens') && sharedFile('photos')) return;
  console.warn(
    [
      '',
      '!  ../shared is missing (real weights, photographs and their reference outputs).',
      '!  Tests that need it are SKIPPED; the tiny checkpoints in tools/fixtures are tested all the same.',
      '',
    ].join('\n'),
  );
}
