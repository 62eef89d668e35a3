import { EMBEDDED_MODELS } from '../../hub/embedded-models.ts';
import { formatModelReference, parseModelReference } from '../../hub/model-reference.ts';
import type { QueryTarget } from '../query-target.ts';
import type { MapKind, ModelChoice, Requested } from '../requested.ts';

/** A model in a link: the name of one that comes with the page, or `OWNER/NAME@REVISION`. A local one has none. */
export function modelText(model: ModelChoice): string | undefined {
  if (model.kind === 'local') return undefined;
  return model.kind === 'embedded' ? model.id : formatModelReference(model);
}

/**
 * The model that a text names; the address of a repository's page is one too.
 * @throws InputError
 */
export function textModel(text: string): ModelChoice {
  const embedded = EMBEDDED_MODELS.find(({ id }) => id === text);
  return embedded ? { kind: 'embedded', id: embedded.id } : { kind: 'hub', ...parseModelReference(text) };
}

const sampleEnding = '.webp';

/** A sample in a link. */
export function sampleText(file: string): string {
  return file.endsWith(sampleEnding) ? file.slice(0, -sampleEnding.length) : file;
}

/** The file of the sample that a text names; the settings say whether it can be one. */
export function textSample(text: string): string {
  return text.includes('.') ? text : text + sampleEnding;
}

/** Whether a link's image is an address, not the name of a sample. */
export function isImageAddress(text: string): boolean {
  return /^(https?|data):/i.test(text);
}

/** `patch:0.4,0.6`: x and y in the frame; `cls`; `register:0`; `box:` and `lasso:` with more points. */
export function queryText(target: QueryTarget): string {
  switch (target.kind) {
    case 'cls':
    case 'distillation':
      return target.kind;
    case 'register':
    case 'test-time-register':
      return `${target.kind}:${target.index}`;
    case 'patch':
      return `patch:${target.x},${target.y}`;
    case 'box':
      return `box:${[target.from, target.to].flatMap(({ x, y }) => [x, y]).join(',')}`;
    case 'lasso':
      return `lasso:${target.points.flatMap(({ x, y }) => [x, y]).join(',')}`;
  }
}

/** What a query's text describes, to be checked as a setting. */
export function textQuery(text: string): unknown {
  const [kind = '', rest] = split(text, ':');
  const numbers = rest === undefined ? [] : rest.split(',').map(number);
  const [first, second] = numbers;
  switch (kind) {
    case 'register':
    case 'test-time-register':
      return { kind, index: first };
    case 'patch':
      return { kind, x: first, y: second };
    case 'box': {
      const [from, to] = points(numbers);
      return { kind, from, to };
    }
    case 'lasso':
      return { kind, points: points(numbers) };
    default:
      return { kind };
  }
}

/** The map on the stage as parameters: `head=3`, or `map=` and its kind. */
export function mapParameter(map: MapKind): readonly [name: 'head' | 'map', text: string] {
  switch (map.kind) {
    case 'head':
      return ['head', String(map.head)];
    case 'prompt':
      return ['map', `prompt:${map.prompt}`];
    case 'similarity':
    case 'pca':
      return ['map', `${map.kind}:${map.site}`];
    default:
      return ['map', map.kind];
  }
}

/** What a map's text describes, to be checked as a setting. */
export function textMap(text: string): unknown {
  const [kind, rest] = split(text, ':');
  if (rest === undefined) return { kind };
  return kind === 'prompt' ? { kind, prompt: number(rest) } : { kind, site: rest };
}

/** `HEIGHTxWIDTH` in pixels. */
export function sizeText({ height, width }: NonNullable<Requested['framing']['size']>): string {
  return `${height}x${width}`;
}

/** What a size's text describes, to be checked as a setting. */
export function textSize(text: string): unknown {
  const [height, width] = text.split('x').map(number);
  return { height, width };
}

/** A decimal number; anything else as it was, so that the message can show it. */
export function number(text: string): number | string {
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text) ? Number(text) + 0 : text; // no negative zero
}

function points(numbers: readonly (number | string)[]): { x: unknown; y: unknown }[] {
  return Array.from({ length: Math.ceil(numbers.length / 2) }, (_, place) => ({
    x: numbers[2 * place],
    y: numbers[2 * place + 1],
  }));
}

function split(text: string, at: string): [string, string?] {
  const place = text.indexOf(at);
  return place < 0 ? [text] : [text.slice(0, place), text.slice(place + 1)];
}
