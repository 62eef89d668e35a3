import { parseArgs } from 'node:util';
import * as words from '#words/cli/arguments.ts';
import { InputError } from '../core/input-error.ts';
import { type NeuronsArguments, neuronsOptions, parseNeuronsArguments } from './neurons-arguments.ts';
import { splitWords } from './option-words.ts';
import { parseTraceArguments, type TraceArguments, traceOptions } from './trace-arguments.ts';

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'trace'; readonly trace: TraceArguments }
  | { readonly kind: 'neurons'; readonly neurons: NeuronsArguments };

const optionsByCommand = { trace: traceOptions, neurons: neuronsOptions } as const;
const everyOption = { ...traceOptions, ...neuronsOptions };

/** Reads a command line without its program. @throws InputError naming what is wrong and what is known. */
export function parseCommandLine(args: readonly string[]): Command {
  const lax = parseArgs({ args: [...args], options: everyOption, allowPositionals: true, strict: false });
  const [name] = lax.positionals;
  const known = name === 'trace' || name === 'neurons' ? name : undefined;
  const { values } = splitWords(args, known ? optionsByCommand[known] : everyOption);
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  switch (known) {
    case 'trace':
      return { kind: 'trace', trace: parseTraceArguments(args) };
    case 'neurons':
      return { kind: 'neurons', neurons: parseNeuronsArguments(args) };
    case undefined:
      throw new InputError(name === undefined ? words.missingCommand : words.unknownCommand(name));
  }
}
