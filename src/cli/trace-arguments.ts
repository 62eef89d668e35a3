import * as words from '#words/cli/arguments.ts';
import type { FramingRequest } from '../core/image/framing.ts';
import { InputError } from '../core/input-error.ts';
import { framingOptions, parseFraming } from './framing-arguments.ts';
import { commonOptions, parseChoice, parseFiles, required, splitWords } from './option-words.ts';
import { parseTexts, type TextArguments, textOptions } from './text-arguments.ts';
import { needsImage, needsTexts, type TensorName, tensorNames } from './traced-tensors.ts';

/** What `sinkscope trace` was asked to do; paths as they were given. */
export interface TraceArguments {
  readonly model: string;
  /** Address of the hub that a repository is read from, if not the Hub itself. */
  readonly hub: string | undefined;
  readonly input:
    | { readonly kind: 'images'; readonly paths: readonly string[]; readonly framing: FramingRequest }
    | { readonly kind: 'pixels'; readonly path: string }
    /** Texts alone. */
    | { readonly kind: 'none' };
  readonly texts: TextArguments | undefined;
  readonly positionRule: 'publisher' | 'original';
  /** A JSON file of interventions. */
  readonly intervention: string | undefined;
  readonly tensors: readonly TensorName[];
  readonly out: string;
}

/** The options of `sinkscope trace`. */
export const traceOptions = {
  model: { type: 'string' },
  hub: { type: 'string' },
  image: { type: 'string', multiple: true },
  pixels: { type: 'string' },
  ...framingOptions,
  'position-rule': { type: 'string' },
  intervention: { type: 'string' },
  ...textOptions,
  tensors: { type: 'string' },
  out: { type: 'string' },
  ...commonOptions,
} as const;

/** Reads the command line of `trace`. @throws InputError naming what is wrong and what is known. */
export function parseTraceArguments(args: readonly string[]): TraceArguments {
  const {
    values,
    positionals: [, ...rest],
  } = splitWords(args, traceOptions);
  const { image, pixels } = values;
  const model = required('model', values.model);
  const texts = parseTexts(values);
  const tensors = parseTensors(required('tensors', values.tensors));
  const given = Number(image !== undefined) + Number(pixels !== undefined);
  if (given > 1 || (given === 0 && tensors.some(needsImage))) {
    throw new InputError(words.imageOrPixels);
  }
  const untold = texts ? undefined : tensors.find(needsTexts);
  if (untold) throw new InputError(words.tensorNeedsTexts(untold));
  // `--image a.png b.png`, as a shell's wildcards give it: what follows the first file is an image too.
  if (rest.length > 0 && image === undefined) throw new InputError(words.unexpectedArgument(`${rest[0]}`));
  return {
    model,
    hub: values.hub,
    input: parseInput(image && [...image, ...rest], pixels, values),
    texts,
    positionRule: parseChoice('position-rule', values['position-rule'], ['publisher', 'original']),
    intervention: values.intervention,
    tensors,
    out: required('out', values.out),
  };
}

function parseInput(
  images: readonly string[] | undefined,
  pixels: string | undefined,
  values: { readonly size?: string; readonly fit?: string },
): TraceArguments['input'] {
  if (pixels !== undefined) return parsePixelsInput(pixels, values);
  if (!images) return { kind: 'none' };
  return { kind: 'images', paths: parseFiles('image', images), framing: parseFraming(values) };
}

function parsePixelsInput(path: string, values: { readonly size?: string; readonly fit?: string }) {
  for (const option of ['size', 'fit'] as const) {
    if (values[option] === undefined) continue;
    throw new InputError(words.pixelsAreFramed(option));
  }
  return { kind: 'pixels' as const, path };
}

function parseTensors(list: string): TensorName[] {
  const asked = list
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  if (asked.length === 0) throw new InputError(words.noTensors(tensorNames));
  const unknown = asked.find((name) => !tensorNames.some((known) => known === name));
  if (unknown !== undefined) throw new InputError(words.unknownTensor(unknown, tensorNames));
  return tensorNames.filter((name) => asked.includes(name));
}
