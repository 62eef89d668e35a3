import * as v from 'valibot';
import * as words from '#words/core/json.ts';
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
  const path = v.getDotPath(issue) ?? words.wholeFile;
  if (issue.received === 'undefined') throw new InputError(words.missingField(file, path));
  if (issue.expected === 'never') throw new InputError(words.unknownField(file, path));
  const received = words.types[issue.received] ?? issue.received;
  throw new InputError(words.wrongField(file, path, expectation(issue), received));
}

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
  if (type === 'integer') return words.wholeNumber;
  return words.types[expected ?? ''] ?? expected ?? words.valid;
}

/** Parses a JSON object; `hint` says what the file should be. @throws InputError if it is something else. */
export function parseJsonObject(
  text: string,
  file: string,
  hint = words.publishersFile,
): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InputError(words.notJson(file, hint));
  }
  if (Array.isArray(value)) throw new InputError(words.listNotObject(file));
  return parseFields(v.record(v.string(), v.unknown()), value, file);
}
