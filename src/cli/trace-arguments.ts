import { parseArgs } from 'node:util';
import type { Fit, FramingRequest } from '../core/image/framing.ts';
import { maxInputSidePx } from '../core/image/prepare.ts';
import { InputError } from '../core/input-error.ts';
import { type TensorName, tensorNames } from './traced-tensors.ts';

/** What `sinkscope trace` was asked to do; paths as they were given. */
export interface TraceArguments {
  readonly model: string;
  readonly input:
    | { readonly kind: 'images'; readonly paths: readonly string[]; readonly framing: FramingRequest }
    | { readonly kind: 'pixels'; readonly path: string };
  readonly positionRule: 'publisher' | 'original';
  /** A JSON file of interventions. */
  readonly intervention: string | undefined;
  readonly tensors: readonly TensorName[];
  readonly out: string;
}

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'trace'; readonly trace: TraceArguments };

const options = {
  model: { type: 'string' },
  image: { type: 'string', multiple: true },
  pixels: { type: 'string' },
  size: { type: 'string' },
  fit: { type: 'string' },
  'position-rule': { type: 'string' },
  intervention: { type: 'string' },
  tensors: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

const fits: readonly Fit[] = ['publisher', 'whole', 'crop', 'pad', 'stretch'];

/** Reads a command line without its program. Throws InputError naming what is wrong and what is known. */
export function parseCommandLine(words: readonly string[]): Command {
  const { values, positionals } = splitWords(words);
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const [command, ...rest] = positionals;
  if (command !== 'trace') {
    const found = command === undefined ? 'A command is missing' : `There is no command ${command}`;
    throw new InputError(`${found}; the one known is trace. --help says more.`);
  }
  const { image, pixels } = values;
  const model = required('model', values.model);
  if ((image === undefined) === (pixels === undefined)) {
    throw new InputError('Give either --image or --pixels.');
  }
  // `--image a.png b.png`, as a shell's wildcards give it: what follows the first file is an image too.
  if (rest.length > 0 && image === undefined) throw new InputError(`Unexpected argument ${rest[0]}.`);
  const input =
    pixels === undefined
      ? {
          kind: 'images' as const,
          paths: [...(image ?? []), ...rest].map(notEmpty),
          framing: parseFraming(values),
        }
      : parsePixelsInput(pixels, values);
  return {
    kind: 'trace',
    trace: {
      model,
      input,
      positionRule: parseChoice('position-rule', values['position-rule'], ['publisher', 'original']),
      intervention: values.intervention,
      tensors: parseTensors(required('tensors', values.tensors)),
      out: required('out', values.out),
    },
  };
}

function splitWords(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError) || !('code' in error)) throw error;
    const option = /'(-[^' ]*)/.exec(error.message)?.[1] ?? '';
    if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
      const known = Object.keys(options).map((name) => `--${name}`);
      throw new InputError(`There is no option ${option}. Known are ${known.join(', ')}.`);
    }
    throw new InputError(`${error.message.split('\n')[0]?.replace(/\.?$/, '.')}`);
  }
}

function required(option: string, value: string | undefined): string {
  if (value) return value;
  throw new InputError(`--${option} is missing. --help shows what a command needs.`);
}

function notEmpty(path: string): string {
  if (path) return path;
  throw new InputError('--image names no file.');
}

function parsePixelsInput(path: string, values: { readonly size?: string; readonly fit?: string }) {
  for (const option of ['size', 'fit'] as const) {
    if (values[option] === undefined) continue;
    throw new InputError(`--${option} frames images; the tensor that --pixels names is used as it is.`);
  }
  return { kind: 'pixels' as const, path };
}

function parseFraming(values: { readonly size?: string; readonly fit?: string }): FramingRequest {
  const fit = parseChoice('fit', values.fit, fits);
  return values.size === undefined ? { fit } : { fit, size: parseSize(values.size) };
}

/** The first of the choices is the default. */
function parseChoice<T extends string>(option: string, value: string | undefined, choices: readonly T[]): T {
  if (value === undefined) return choices[0]!;
  const choice = choices.find((known) => known === value);
  if (choice) return choice;
  throw new InputError(`--${option} ${value} is not known. Known are ${choices.join(', ')}.`);
}

function parseSize(text: string): { height: number; width: number } {
  const match = /^(\d+)(?:x(\d+))?$/i.exec(text);
  const height = Number(match?.[1]);
  const width = Number(match?.[2] ?? match?.[1]);
  if (match && Math.min(height, width) >= 1 && Math.max(height, width) <= maxInputSidePx) {
    return { height, width };
  }
  throw new InputError(
    `--size ${text} is no size: give one side (518) or height x width (518x224), each from 1 to ${maxInputSidePx.toLocaleString('en')} pixels.`,
  );
}

function parseTensors(list: string): TensorName[] {
  const asked = list
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const known = `Known are ${tensorNames.join(', ')}.`;
  if (asked.length === 0) throw new InputError(`--tensors names none. ${known}`);
  const unknown = asked.find((name) => !tensorNames.some((known) => known === name));
  if (unknown !== undefined) throw new InputError(`--tensors: there is no tensor ${unknown}. ${known}`);
  return tensorNames.filter((name) => asked.includes(name));
}
