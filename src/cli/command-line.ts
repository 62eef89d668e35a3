import * as words from '#words/cli/progress.ts';
import { InputError } from '../core/input-error.ts';
import { parseCommandLine } from './command.ts';
import { help } from './help.ts';
import { runNeurons } from './neurons-command.ts';
import { createProgressLine } from './progress-line.ts';
import type { Outcome, Surroundings } from './surroundings.ts';
import { runTrace } from './trace-command.ts';

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
export async function runCommandLine(args: readonly string[], around: Process): Promise<number> {
  const { stdout, stderr } = around;
  const progress = createProgressLine(stderr);
  const surroundings: Surroundings = {
    ...around,
    progress,
    warn(message) {
      progress.clear();
      tell(stderr, message);
    },
    onWritten: (path) => stdout.write(`${path}\n`),
  };
  try {
    const command = parseCommandLine(args);
    switch (command.kind) {
      case 'help':
        stdout.write(help);
        return 0;
      case 'version':
        stdout.write(`${around.version}\n`);
        return 0;
      case 'trace':
        return report(await runTrace(command.trace, surroundings), stderr);
      case 'neurons':
        return report(await runNeurons(command.neurons, surroundings), stderr);
    }
  } catch (error) {
    if (around.signal.aborted) return interrupted;
    if (!(error instanceof InputError)) throw error;
    tell(stderr, error.message);
    return 2;
  } finally {
    progress.clear();
  }
}

function report({ done, failures, fault }: Outcome, stderr: Process['stderr']): number {
  const total = done + failures.length;
  if (failures.length > 0 && total > 1) tell(stderr, words.failedImages(failures.length, total));
  for (const message of [...failures, ...(fault === undefined ? [] : [fault])]) tell(stderr, message);
  if (fault !== undefined || done === 0) return 2;
  return failures.length > 0 ? 1 : 0;
}

function tell(stderr: Process['stderr'], message: string): void {
  stderr.write(`sinkscope: ${message}\n`); // no words
}
