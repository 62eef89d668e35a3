import type { ProgressLine } from './progress-line.ts';

/** The world around a command. */
export interface Surroundings {
  /** The folder that relative paths start from. */
  readonly workingFolder: string;
  readonly version: string;
  readonly signal: AbortSignal;
  readonly progress: ProgressLine;
  /** Tells the user what does not stop the command. */
  readonly warn: (message: string) => void;
  /** Called with the path of every file that was written, as the user would write it. */
  readonly onWritten: (path: string) => void;
}

/** How a command went. */
export interface Outcome {
  /** Inputs that were used. */
  readonly done: number;
  /** One message for each input that failed. */
  readonly failures: readonly string[];
  /** Why nothing could be done with the inputs that could be used. */
  readonly fault?: string;
}
