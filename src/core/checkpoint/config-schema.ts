import * as v from 'valibot';
import { InputError } from '../input-error.ts';

// Beyond every model there is, and small enough for products of them to stay exact integers in a graph.
const largest = 1e9;

export const positiveInteger = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(largest));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(largest));
export const positiveNumber = v.pipe(v.number(), v.gtValue(0), v.maxValue(largest));
export const channelTriple = v.tuple([v.number(), v.number(), v.number()]);

/** Validates a part of a JSON file. @throws InputError naming the file, the field and what was found. */
export function parseFields<const S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  file: string,
): v.InferOutput<S> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  const path = v.getDotPath(issue) ?? 'the whole file';
  if (issue.received === 'undefined') throw new InputError(`${file}: ${path} is missing.`);
  throw new InputError(`${file}: ${path} should be ${expectation(issue)}, but is ${issue.received}.`);
}

function expectation({ type, expected }: { type: string; expected: string | null }): string {
  if (type === 'integer') return 'a whole number';
  return expected === 'Object' ? 'an object' : (expected ?? 'valid');
}

/** Parses a JSON object. @throws InputError if it is something else. */
export function parseJsonObject(text: string, file: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InputError(`${file} is not JSON. It should be the publisher's own file, unchanged.`);
  }
  if (Array.isArray(value))
    throw new InputError(`${file}: the whole file should be an object, but is a list.`);
  return parseFields(v.record(v.string(), v.unknown()), value, file);
}
