import { type ParseArgsConfig, parseArgs } from 'node:util';
import * as words from '#words/cli/arguments.ts';
import { InputError } from '../core/input-error.ts';

/** The options that every command has. */
export const commonOptions = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** Splits a command line into option values and other words. @throws InputError naming what is not known. */
export function splitWords<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
): ReturnType<typeof parseArgs<{ options: Options; allowPositionals: true }>> {
  try {
    return parseArgs({ args: withNegativeNumbers(args, options), options, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError) || !('code' in error)) throw error;
    const option = /'(-[^' ]*)/.exec(error.message)?.[1] ?? '';
    if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
      const known = Object.keys(options).map((name) => `--${name}`);
      throw new InputError(words.unknownOption(option, known));
    }
    throw new InputError(`${error.message.split('\n')[0]?.replace(/\.?$/, '.')}`);
  }
}

/** Joins `--detect-layer -2` to one word: the parser takes `-2` for an option. */
function withNegativeNumbers(
  args: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1);
    const takesValue = before?.startsWith('--') && options[before.slice(2)]?.type === 'string';
    if (takesValue && /^-\d+$/.test(arg)) joined[joined.length - 1] = `${before}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

/** The value of an option that a command cannot do without. @throws InputError if it is missing or empty. */
export function required(option: string, value: string | undefined): string {
  if (value) return value;
  throw new InputError(words.missingOption(option));
}

/** One of the choices, of which the first is the default. @throws InputError listing them. */
export function parseChoice<T extends string>(
  option: string,
  value: string | undefined,
  choices: readonly T[],
): T {
  if (value === undefined) return choices[0]!;
  const choice = choices.find((known) => known === value);
  if (choice) return choice;
  throw new InputError(words.unknownChoice(option, value, choices));
}

/** The files of an option that takes several, repeated or in a row. @throws InputError for an empty name. */
export function parseFiles(option: string, files: readonly string[]): readonly string[] {
  if (files.includes('')) throw new InputError(words.emptyFileName(option));
  return files;
}
