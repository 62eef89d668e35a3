import { readFileSync } from 'node:fs';
import { runCommandLine } from './command-line.ts';

/** npm runs scripts in the package's folder and says in INIT_CWD where the user was. */
function workingFolder(): string {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env;
  return script === 'sinkscope' && folder ? folder : process.cwd();
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest && 'version' in manifest ? String(manifest.version) : '';
}

const interruption = new AbortController();
process.once('SIGINT', () => interruption.abort());
process.exitCode = await runCommandLine(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  workingFolder: workingFolder(),
  version: version(),
  signal: interruption.signal,
});
