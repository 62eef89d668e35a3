import { InputError } from '../core/input-error.ts';
import { help } from './help.ts';
import { createProgressLine } from './progress-line.ts';
import { parseCommandLine } from './trace-arguments.ts';
import { runTrace, type TraceOutcome } from './trace-command.ts';

/** The process around a command line. */
export interface Process {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  /** The folder that relative paths start from. */
  readonly workingFolder: string;
  readonly version: string;
  /** Fires when the user interrupts the program. */
  readonly signal: AbortSignal;
}

const interrupted = 130;

/** Runs a command line without its program and gives the exit status; `help.ts` says what it means. */
export async function runCommandLine(words: readonly string[], around: Process): Promise<number> {
  const { stdout, stderr } = around;
  const progress = createProgressLine(stderr);
  try {
    const command = parseCommandLine(words);
    switch (command.kind) {
      case 'help':
        stdout.write(help);
        return 0;
      case 'version':
        stdout.write(`${around.version}\n`);
        return 0;
      case 'trace': {
        const onWritten = (path: string) => stdout.write(`${path}\n`);
        return report(await runTrace(command.trace, { ...around, progress, onWritten }), stderr);
      }
    }
  } catch (error) {
    if (around.signal.aborted) return interrupted;
    if (!(error instanceof InputError)) throw error;
    stderr.write(`sinkscope: ${error.message}\n`);
    return 2;
  } finally {
    progress.clear();
  }
}

function report({ done, failures }: TraceOutcome, stderr: Process['stderr']): number {
  if (failures.length === 0) return 0;
  const total = done + failures.length;
  if (total > 1) stderr.write(`sinkscope: ${failures.length} of ${total} images failed:\n`);
  for (const failure of failures) stderr.write(`sinkscope: ${failure}\n`);
  return done > 0 ? 1 : 2;
}
