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
  if (issue.expected === 'never') throw new InputError(`${file}: ${path} is not known.`);
  const received = inWords[issue.received] ?? issue.received;
  throw new InputError(`${file}: ${path} should be ${expectation(issue)}, but is ${received}.`);
}

const inWords: Readonly<Record<string, string>> = { Object: 'an object', Array: 'a list' };

/** What a field should be: the schema's own words where it has any, else valibot's. */
function expectation({
  type,
  expected,
  message,
}: {
  type: string;
  expected: string | null;
  message: string;
}): string {
  if (!message.startsWith('Invalid ')) return message;
  if (type === 'integer') return 'a whole number';
  return inWords[expected ?? ''] ?? expected ?? 'valid';
}

/** Parses a JSON object; `hint` says what the file should be. @throws InputError if it is something else. */
export function parseJsonObject(
  text: string,
  file: string,
  hint = "It should be the publisher's own file, unchanged.",
): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InputError(`${file} is not JSON. ${hint}`);
  }
  if (Array.isArray(value))
    throw new InputError(`${file}: the whole file should be an object, but is a list.`);
  return parseFields(v.record(v.string(), v.unknown()), value, file);
}
