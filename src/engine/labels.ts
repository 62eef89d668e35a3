import * as v from 'valibot';
import * as words from '#words/engine/engine.ts';
import { InputError } from '../core/input-error.ts';

// Far more than any classifier has; an index beyond would make an array that nobody can walk through.
const maxLabels = 100_000;

const schema = v.union([v.array(v.string()), v.record(v.pipe(v.string(), v.regex(/^\d+$/)), v.string())]);

/** Reads class names: a JSON array, or an object from index to name. @throws InputError if it is neither. */
export function parseLabels(text: string): string[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new InputError(words.labelsNotJson);
  }
  const result = v.safeParse(schema, json);
  if (!result.success) {
    throw new InputError(words.noLabels);
  }
  if (Array.isArray(result.output)) return result.output;
  const labels: string[] = [];
  for (const [index, name] of Object.entries(result.output)) {
    if (Number(index) >= maxLabels) {
      throw new InputError(words.tooManyLabels(index, maxLabels));
    }
    labels[Number(index)] = name;
  }
  return labels;
}
