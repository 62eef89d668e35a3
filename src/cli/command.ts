import { parseArgs } from 'node:util';
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
export function parseCommandLine(words: readonly string[]): Command {
  const lax = parseArgs({ args: [...words], options: everyOption, allowPositionals: true, strict: false });
  const [name] = lax.positionals;
  const known = name === 'trace' || name === 'neurons' ? name : undefined;
  const { values } = splitWords(words, known ? optionsByCommand[known] : everyOption);
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  switch (known) {
    case 'trace':
      return { kind: 'trace', trace: parseTraceArguments(words) };
    case 'neurons':
      return { kind: 'neurons', neurons: parseNeuronsArguments(words) };
    case undefined: {
      const found = name === undefined ? 'A command is missing' : `There is no command ${name}`;
      throw new InputError(`${found}; known are trace and neurons. --help says more.`);
    }
  }
}
