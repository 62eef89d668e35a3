import * as words from '#words/core/texts.ts';
import { InputError } from '../input-error.ts';

const place = '{}';

/** Puts a word or phrase into a template such as "a photo of a {}". @throws InputError if the template has no {}. */
export function fillTemplate(template: string, prompt: string): string {
  if (!template.includes(place)) {
    throw new InputError(words.noPlaceholder(template));
  }
  return template.replaceAll(place, () => prompt);
}
