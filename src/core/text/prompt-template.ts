import { InputError } from '../input-error.ts';

const place = '{}';

/** Puts a word or phrase into a template such as "a photo of a {}". @throws InputError if the template has no {}. */
export function fillTemplate(template: string, words: string): string {
  if (!template.includes(place)) {
    throw new InputError(`The template "${template}" has no {}, where the prompt would stand.`);
  }
  return template.replaceAll(place, () => words);
}
