import * as words from '#words/cli/arguments.ts';
import { DEFAULT_RULES, type OutlierRule } from '../core/analysis/outliers.ts';
import type { FramingRequest } from '../core/image/framing.ts';
import { InputError } from '../core/input-error.ts';
import type { FinderRequest } from '../engine/neuron-finder.ts';
import { framingOptions, parseFraming } from './framing-arguments.ts';
import { commonOptions, parseFiles, required, splitWords } from './option-words.ts';

/** What `sinkscope neurons` was asked to do; paths as they were given. */
export interface NeuronsArguments {
  readonly model: string;
  /** Address of the hub that a repository is read from, if not the Hub itself. */
  readonly hub: string | undefined;
  readonly images: readonly string[];
  readonly framing: FramingRequest;
  readonly finder: FinderRequest;
  readonly out: string;
}

/** The options of `sinkscope neurons`. */
export const neuronsOptions = {
  model: { type: 'string' },
  hub: { type: 'string' },
  images: { type: 'string', multiple: true },
  ...framingOptions,
  'top-k': { type: 'string' },
  'detect-layer': { type: 'string' },
  'highest-layer': { type: 'string' },
  rule: { type: 'string' },
  'sparsity-filter': { type: 'boolean' },
  out: { type: 'string' },
  ...commonOptions,
} as const;

/** Reads the command line of `neurons`. @throws InputError naming what is wrong and what is known. */
export function parseNeuronsArguments(args: readonly string[]): NeuronsArguments {
  const {
    values,
    positionals: [, ...rest],
  } = splitWords(args, neuronsOptions);
  const model = required('model', values.model);
  if (values.images === undefined) required('images', undefined);
  const topK = parseNumber('top-k', values['top-k'], { least: 1 });
  const detectLayer = parseNumber('detect-layer', values['detect-layer'], {});
  const highestLayer = parseNumber('highest-layer', values['highest-layer'], {});
  return {
    model,
    hub: values.hub,
    images: parseFiles('images', [...(values.images ?? []), ...rest]),
    framing: parseFraming(values),
    finder: {
      rule: parseRule(values.rule),
      sparsityFilter: values['sparsity-filter'] ?? false,
      ...(topK !== undefined && { topK }),
      ...(detectLayer !== undefined && { detectLayer }),
      ...(highestLayer !== undefined && { highestLayer }),
    },
    out: required('out', values.out),
  };
}

function parseNumber(
  option: string,
  text: string | undefined,
  { least }: { least?: number },
): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(number) && number >= (least ?? number)) return number;
  throw new InputError(words.noWholeNumber(option, text, least));
}

/** `KIND` or `KIND:VALUE`; without a value as the literature has it, but an absolute norm must be given. */
function parseRule(text = 'robust'): OutlierRule {
  const [, kind, written] = /^(\w+)(?::(.*))?$/.exec(text) ?? [];
  const value = written?.trim() ? Number(written) : Number.NaN;
  if (written !== undefined && !(value >= 0 && Number.isFinite(value))) {
    throw new InputError(words.noRuleValue(text, written));
  }
  const given = written === undefined ? undefined : value;
  switch (kind) {
    case 'robust':
      return { kind, k: given ?? DEFAULT_RULES.robust.k };
    case 'sigma':
      return { kind, sigmas: given ?? DEFAULT_RULES.sigma.sigmas };
    case 'quantile':
      if (value > 1) throw new InputError(words.impossibleShare(text));
      return { kind, share: given ?? DEFAULT_RULES.quantile.share };
    case 'multiple':
      return { kind, factor: given ?? DEFAULT_RULES.multiple.factor };
    case 'absolute':
      if (given === undefined) {
        throw new InputError(words.absoluteNeedsNorm);
      }
      return { kind, norm: given };
    default:
      throw new InputError(words.unknownRule(text));
  }
}
