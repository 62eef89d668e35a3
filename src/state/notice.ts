import { failed } from '#words/state/notice.ts';
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

/** The one place where an error becomes what the user reads. `task`: what did not work, from the words. */
export function explain(error: unknown, task: string): Notice {
  // An error that has crossed from a worker keeps its name, not its class.
  if (error instanceof InputError || hasName(error, 'InputError')) {
    return { tone: 'error', message: (error as Error).message };
  }
  const detail = error instanceof Error && error.message !== '' ? error.message : String(error);
  return { tone: 'error', message: failed(task, detail) };
}

function hasName(error: unknown, name: string): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === name;
}
