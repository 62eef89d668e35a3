import type { FramingRequest } from '../core/image/framing.ts';
import { InputError } from '../core/input-error.ts';
import { framingOptions, parseFraming } from './framing-arguments.ts';
import { commonOptions, parseChoice, parseFiles, required, splitWords } from './option-words.ts';
import { type TensorName, tensorNames } from './traced-tensors.ts';

/** What `sinkscope trace` was asked to do; paths as they were given. */
export interface TraceArguments {
  readonly model: string;
  /** Address of the hub that a repository is read from, if not the Hub itself. */
  readonly hub: string | undefined;
  readonly input:
    | { readonly kind: 'images'; readonly paths: readonly string[]; readonly framing: FramingRequest }
    | { readonly kind: 'pixels'; readonly path: string };
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
  tensors: { type: 'string' },
  out: { type: 'string' },
  ...commonOptions,
} as const;

/** Reads the command line of `trace`. @throws InputError naming what is wrong and what is known. */
export function parseTraceArguments(words: readonly string[]): TraceArguments {
  const {
    values,
    positionals: [, ...rest],
  } = splitWords(words, traceOptions);
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
          paths: parseFiles('image', [...(image ?? []), ...rest]),
          framing: parseFraming(values),
        }
      : parsePixelsInput(pixels, values);
  return {
    model,
    hub: values.hub,
    input,
    positionRule: parseChoice('position-rule', values['position-rule'], ['publisher', 'original']),
    intervention: values.intervention,
    tensors: parseTensors(required('tensors', values.tensors)),
    out: required('out', values.out),
  };
}

function parsePixelsInput(path: string, values: { readonly size?: string; readonly fit?: string }) {
  for (const option of ['size', 'fit'] as const) {
    if (values[option] === undefined) continue;
    throw new InputError(`--${option} frames images; the tensor that --pixels names is used as it is.`);
  }
  return { kind: 'pixels' as const, path };
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
