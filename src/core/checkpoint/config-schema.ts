import * as v from 'valibot';
import { InputError } from '../input-error.ts';

export const positiveInteger = v.pipe(v.number(), v.integer(), v.minValue(1));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const positiveNumber = v.pipe(v.number(), v.gtValue(0));
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
  throw new InputError(`${file}: ${path} should be ${issue.expected ?? 'valid'}, but is ${issue.received}.`);
}

/** Parses a JSON object. @throws InputError if it is something else. */
export function parseJsonObject(text: string, file: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InputError(`${file} is not JSON. It should be the publisher's own file, unchanged.`);
  }
  return parseFields(v.record(v.string(), v.unknown()), value, file);
}
