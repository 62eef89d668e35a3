import { InputError } from '../core/input-error.ts';
import { abortError } from './abort.ts';

/** An error on its way between threads: its name and what it says. */
export interface CarriedError {
  readonly name: string;
  readonly message: string;
}

/** What of an error crosses to another thread. */
export function carryError(error: unknown): CarriedError {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { name, message };
}

/** The error on the other side; InputError and AbortError are what they were. */
export function reviveError({ name, message }: CarriedError): Error {
  if (name === 'AbortError') return abortError();
  if (name === 'InputError') return new InputError(message);
  return Object.assign(new Error(message), { name });
}
