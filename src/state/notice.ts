import { InputError } from '../core/input-error.ts';

/** Something that the user should know, until dismissed. */
export interface Notice {
  readonly tone: 'error' | 'info';
  readonly message: string;
}

/** Whether an error only says that something was cancelled; such errors are never shown. */
export function isAbort(error: unknown): boolean {
  return hasName(error, 'AbortError');
}

/** The one place where an error becomes what the user reads. */
export function explain(error: unknown, task: string): Notice {
  // An error that has crossed from a worker keeps its name, not its class.
  if (error instanceof InputError || hasName(error, 'InputError')) {
    return { tone: 'error', message: (error as Error).message };
  }
  const detail = error instanceof Error && error.message !== '' ? error.message : String(error);
  return {
    tone: 'error',
    message: `${task} did not work: ${endSentence(detail)} Try again, or reload the page if it stays so.`,
  };
}

function endSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function hasName(error: unknown, name: string): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === name;
}
