/** One parameter of a link, its text decoded. */
export type Parameter = readonly [name: string, text: string];

/** Longer links are refused before anything in them is looked at. */
export const longestLink = 200_000;

/** The parameters of a query or a fragment, with or without its first character. Never throws. */
export function readParameters(text: string): Parameter[] {
  return [...new URLSearchParams(text.replace(/^[?#]/, ''))];
}

/** Parameters as a fragment without its `#`: what is safe there and reads better stays as it is. */
export function writeParameters(parameters: readonly Parameter[]): string {
  return parameters.map(([name, text]) => `${escaped(name)}=${escaped(text)}`).join('&');
}

/** Half a character: no address can hold it. */
const loneSurrogate = /\p{Surrogate}/gu;

function escaped(text: string): string {
  return encodeURIComponent(text.replace(loneSurrogate, '\uFFFD'))
    .replaceAll('%20', '+')
    .replace(/%(3A|2F|2C|40)/g, decodeURIComponent);
}

/** A value as the text of a parameter: JSON, where words that are no JSON stand for themselves. */
function valueText(value: unknown): string {
  return typeof value === 'string' && !isJson(value) ? value : JSON.stringify(value);
}

/** The value that a text stands for. Never throws. */
function textValue(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value === 0 ? 0 : value; // no negative zero
  } catch {
    return text;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The values within an object, each under its path: `look.opacity`. Lists are values. */
export function flatParameters(value: unknown, path: string): Parameter[] {
  if (!isRecord(value) || Object.keys(value).length === 0) return [[path, valueText(value)]];
  return Object.entries(value).flatMap(([name, part]) =>
    flatParameters(part, path === '' ? name : `${path}.${name}`),
  );
}

type Tree = Map<string, Tree | { readonly value: unknown }>;

/** The object that parameters with paths describe; of two for one place the last one counts. */
export function nestedValue(parameters: readonly Parameter[]): Record<string, unknown> {
  const root: Tree = new Map();
  for (const [path, text] of parameters) {
    const names = path.split('.');
    const last = names.pop()!;
    let place = root;
    for (const name of names) {
      const known = place.get(name);
      const next: Tree = known instanceof Map ? known : new Map();
      place.set(name, next);
      place = next;
    }
    place.set(last, { value: textValue(text) });
  }
  return asObject(root, 0);
}

/** No setting lies deeper. */
const deepest = 12;

function asObject(tree: Tree, depth: number): Record<string, unknown> {
  if (depth > deepest) return {};
  // Makes own properties whatever they are called, `__proto__` too.
  return Object.fromEntries(
    [...tree].map(([name, part]) => [name, part instanceof Map ? asObject(part, depth + 1) : part.value]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
