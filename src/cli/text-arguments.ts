import * as words from '#words/cli/arguments.ts';
import { InputError } from '../core/input-error.ts';
import { fillTemplate } from '../core/text/prompt-template.ts';

/** The texts that a model with a text tower is asked to compare. */
export type TextArguments =
  | { readonly kind: 'prompts'; readonly prompts: readonly string[] }
  /** A JSON file with an array of token ids. */
  | { readonly kind: 'token-ids'; readonly path: string };

/** The options that give texts. */
export const textOptions = {
  text: { type: 'string', multiple: true },
  template: { type: 'string' },
  'token-ids': { type: 'string' },
} as const;

/** Reads the options that give texts, undefined without any. @throws InputError naming what does not go together. */
export function parseTexts(values: {
  readonly text?: readonly string[];
  readonly template?: string;
  readonly 'token-ids'?: string;
}): TextArguments | undefined {
  const { text, template, 'token-ids': path } = values;
  if (text && path !== undefined) throw new InputError(words.textOrTokenIds);
  if (template !== undefined && !text) throw new InputError(words.templateNeedsPrompts);
  if (path !== undefined) return { kind: 'token-ids', path };
  if (!text) return undefined;
  const prompts = template === undefined ? text : text.map((prompt) => fillTemplate(template, prompt));
  return { kind: 'prompts', prompts };
}
