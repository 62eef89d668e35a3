import * as wording from '#words/state/link.ts';
import { LARGEST_LENS_COUNT, type Lens } from '../lens.ts';
import { INITIAL_REQUEST, type Requested } from '../requested.ts';
import { decodeRequested, encodeRequested } from '../session/request-settings.ts';
import type { SettingProblem } from '../session/setting.ts';
import {
  isImageAddress,
  mapParameter,
  modelText,
  number,
  queryText,
  sampleText,
  sizeText,
  textMap,
  textModel,
  textQuery,
  textSample,
  textSize,
} from './link-words.ts';
import { LINK_VERSION, migrated } from './migrations.ts';
import { flatParameters, longestLink, nestedValue, type Parameter, writeParameters } from './parameters.ts';

/** Addresses of images that the visitor gave, by their keys: where they were fetched from, or a small copy as data. */
export type ImageAddresses = (key: string) => string | undefined;

/** What a link says. */
export interface DecodedLink {
  readonly requested: Requested;
  /** Of an image that has to be fetched; `requested.image` is undefined then. */
  readonly imageAddress: string | undefined;
  /** Whether the link says what theme to use. */
  readonly hasTheme: boolean;
  readonly problems: readonly SettingProblem[];
}

/** Settings that have words of their own in links, and so are not written by their paths. */
const worded = ['lenses', 'active', 'image', 'framing', 'query', 'staged', 'prompts', 'comparison'] as const;

/**
 * A request as the fragment of an address, without its `#`; empty where all is as on a first visit. Local models and
 * images without an address are left out; the Share sheet names them.
 */
export function encodeLink(requested: Requested, addressOf: ImageAddresses = () => undefined): string {
  const parameters = [
    ...lensParameters(requested),
    ...imageParameters(requested, addressOf),
    ...viewParameters(requested),
    ...pathParameters(requested),
  ];
  return parameters.length === 0 ? '' : writeParameters([['v', String(LINK_VERSION)], ...parameters]);
}

/** Reads a link that anyone may have written. Never throws; what is at fault is as on a first visit, and is named. */
export function decodeLink(parameters: readonly Parameter[]): DecodedLink {
  const problems: SettingProblem[] = [];
  const length = parameters.reduce((sum, [name, text]) => sum + name.length + text.length, 0);
  if (length > longestLink) {
    problems.push(invalid('', wording.tooLong(longestLink)));
    return { requested: INITIAL_REQUEST, imageAddress: undefined, hasTheme: false, problems };
  }
  const { parameters: current, problem } = migrated(parameters);
  if (problem) problems.push(problem);
  const { given, imageAddress } = readWords(current, problems);
  const decoded = decodeRequested(given);
  return {
    requested: decoded.requested,
    imageAddress,
    hasTheme: Object.hasOwn(given, 'theme'),
    problems: [...problems, ...decoded.problems],
  };
}

/** The lenses that a link can carry. */
function carriedLenses({ lenses }: Requested): readonly Lens[] {
  return lenses.filter(({ model }) => model.kind !== 'local');
}

const prefixOf = (place: number) => (place === 0 ? '' : `lens${place + 1}.`);
const idOf = (place: number) => `lens-${place + 1}`;

function lensParameters(requested: Requested): Parameter[] {
  const lenses = carriedLenses(requested);
  const own = lenses.flatMap(({ id, model, interventions }, place): Parameter[] => {
    const prefix = prefixOf(place);
    const text = modelText(model)!;
    const isFirst = place === 0 && text === modelText(INITIAL_REQUEST.lenses[0]!.model);
    const hasChange = Object.keys(interventions).length > 0;
    return [
      ...(isFirst ? [] : [[`${prefix}model`, text] as const]),
      ...(id === idOf(place) ? [] : [[`${prefix}id`, id] as const]),
      ...(hasChange ? flatParameters(interventions, `${prefix}change`) : []),
    ];
  });
  const active = lenses.findIndex(({ id }) => id === requested.active);
  const reference = lenses.findIndex(({ id }) => id === requested.comparison.reference);
  if (active > 0) own.push(['active', String(active + 1)]);
  if (reference >= 0) own.push(['reference', String(reference + 1)]);
  return own;
}

function imageParameters({ image, framing }: Requested, addressOf: ImageAddresses): Parameter[] {
  const text = image && (image.kind === 'sample' ? sampleText(image.file) : addressOf(image.key));
  return [
    ...(text === undefined ? [] : [['image', text] as const]),
    ...(framing.fit === INITIAL_REQUEST.framing.fit ? [] : [['fit', framing.fit] as const]),
    ...(framing.size ? [['size', sizeText(framing.size)] as const] : []),
  ];
}

function viewParameters({ query, staged, prompts }: Requested): Parameter[] {
  const { target, pinned } = query;
  const isFirst = !pinned && target.kind === 'cls';
  return [
    ...(isFirst ? [] : [['query', queryText(target)] as const]),
    ...(isFirst || pinned ? [] : [['pinned', 'false'] as const]),
    ...(staged.layer === 'newest' ? [] : [['layer', String(staged.layer)] as const]),
    ...(staged.map.kind === 'mean' ? [] : [mapParameter(staged.map)]),
    ...prompts.texts.map((text) => ['prompt', text] as const),
  ];
}

function pathParameters(requested: Requested): Parameter[] {
  const { comparison, prompts, ...others } = encodeRequested(requested);
  const { reference: _, ...shared } = (comparison ?? {}) as Record<string, unknown>;
  const { texts: __, ...prompting } = (prompts ?? {}) as Record<string, unknown>;
  for (const name of worded) delete others[name];
  const rest = {
    ...others,
    ...(Object.keys(shared).length > 0 && { comparison: shared }),
    ...(Object.keys(prompting).length > 0 && { prompts: prompting }),
  };
  return Object.keys(rest).length === 0 ? [] : flatParameters(rest, '');
}

interface Words {
  readonly given: Record<string, unknown>;
  readonly imageAddress: string | undefined;
}

/** The settings that parameters describe, as a session file has them. */
function readWords(parameters: readonly Parameter[], problems: SettingProblem[]): Words {
  const words = new Map(parameters);
  const image = words.get('image');
  const isAddress = image !== undefined && isImageAddress(image);
  const paths = parameters.filter(([name]) => !isWord(name));
  const nested = nestedValue(paths);
  const part = (name: string) => (typeof nested[name] === 'object' ? (nested[name] as object) : undefined);
  const texts = parameters.filter(([name]) => name === 'prompt').map(([, text]) => text);
  const lenses = readLenses(parameters, problems);
  const idAt = (name: string) => {
    const text = words.get(name);
    return (lenses ?? INITIAL_REQUEST.lenses)[Number(text) - 1]?.id ?? wording.lensAt(text ?? '');
  };
  const has = (...names: string[]) => names.some((name) => words.has(name));
  const given = {
    ...nested,
    ...(lenses && { lenses, active: lenses[0]!.id }),
    ...(has('active') && { active: idAt('active') }),
    ...(has('reference') && { comparison: { ...part('comparison'), reference: idAt('reference') } }),
    ...(image !== undefined && !isAddress && { image: { kind: 'sample', file: textSample(image) } }),
    ...(has('fit', 'size') && { framing: readFraming(words) }),
    ...(has('query') && {
      query: { target: textQuery(words.get('query')!), pinned: words.get('pinned') !== 'false' },
    }),
    ...(has('layer', 'head', 'map') && { staged: readStaged(words) }),
    ...(texts.length > 0 && { prompts: { ...part('prompts'), texts } }),
  };
  return { given, imageAddress: isAddress ? image : undefined };
}

const wordNames: ReadonlySet<string> = new Set([
  ...['v', 'model', 'id', 'active', 'reference', 'image', 'fit', 'size', 'query', 'pinned'],
  ...['layer', 'head', 'map', 'prompt'],
]);

const lensName = /^(?:lens(\d)\.)?(model$|id$|change(?=\.|$))/;

function isWord(name: string): boolean {
  return wordNames.has(name) || lensName.test(name);
}

interface GivenLens {
  readonly id: string;
  readonly model: unknown;
  readonly interventions: unknown;
}

/** Undefined where the link says nothing of lenses. */
function readLenses(
  parameters: readonly Parameter[],
  problems: SettingProblem[],
): readonly GivenLens[] | undefined {
  const own = parameters.flatMap(([name, text]) => {
    const [, place = '1'] = lensName.exec(name) ?? [undefined, undefined];
    return lensName.test(name) ? [{ place: Number(place), name, text }] : [];
  });
  if (own.length === 0) return undefined;
  const count = Math.max(...own.map(({ place }) => place));
  if (count > LARGEST_LENS_COUNT) {
    problems.push(invalid('', wording.tooManyLenses(count, LARGEST_LENS_COUNT)));
  }
  return Array.from({ length: Math.min(Math.max(1, count), LARGEST_LENS_COUNT) }, (_, place) => {
    const prefix = prefixOf(place);
    const lens = own
      .filter((one) => one.place === place + 1)
      .map(({ name, text }) => [name.slice(name.startsWith(prefix) ? prefix.length : 0), text] as const);
    const texts = new Map(lens);
    const { change = {} } = nestedValue(lens.filter(([name]) => /^change(\.|$)/.test(name)));
    return {
      id: texts.get('id') ?? idOf(place),
      model: readModel(texts.get('model'), `${prefix}model`, problems),
      interventions: change,
    };
  });
}

function readModel(text: string | undefined, name: string, problems: SettingProblem[]): unknown {
  try {
    if (text !== undefined) return textModel(text);
  } catch (error) {
    problems.push(invalid(name, error instanceof Error ? error.message : String(error)));
  }
  return INITIAL_REQUEST.lenses[0]!.model;
}

function readFraming(words: ReadonlyMap<string, string>): unknown {
  const size = words.get('size');
  return {
    fit: words.get('fit') ?? INITIAL_REQUEST.framing.fit,
    ...(size !== undefined && { size: textSize(size) }),
  };
}

function readStaged(words: ReadonlyMap<string, string>): unknown {
  const layer = words.get('layer');
  const map = words.get('map');
  const head = words.get('head');
  return {
    ...(layer !== undefined && { layer: number(layer) }),
    ...(map === undefined && head !== undefined && { map: { kind: 'head', head: number(head) } }),
    ...(map !== undefined && { map: textMap(map) }),
  };
}

function invalid(path: string, message: string): SettingProblem {
  return { kind: 'invalid', path, message };
}
