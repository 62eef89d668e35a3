import { cloneElement, isValidElement, type ReactElement, type ReactNode } from 'react';

const accents: Readonly<Record<string, string>> = {
  ...{ a: 'åå', e: 'éé', i: 'îî', o: 'öö', u: 'ûû', y: 'ý', c: 'ç', n: 'ñ', s: 'š', z: 'ž' },
  ...{ A: 'Å', E: 'É', I: 'Î', O: 'Ö', U: 'Û', Y: 'Ý', C: 'Ç', N: 'Ñ', S: 'Š', Z: 'Ž' },
};

/** What must stay as it is in every language: addresses, options, names of files. */
const kept = /https?:\S+|--[\w-]+|[\w/-]+\.[a-z]\w{1,10}\b/g;
/** The attributes of markup that are read. */
const readAttributes = ['alt', 'aria-description', 'aria-label', 'label', 'placeholder', 'title'];

/**
 * The same words with accents and, since vowels double, about a third longer: texts, functions that give texts,
 * records of them, markup. A text that went through twice is as after the first time.
 */
export function pseudo<Words>(words: Words): Words {
  return accented(words) as Words;
}

function accented(value: unknown): unknown {
  if (typeof value === 'string') return accentedText(value);
  if (typeof value === 'function') return (...blanks: unknown[]) => accented(value(...blanks));
  if (Array.isArray(value)) return value.map(accented);
  if (isValidElement(value)) return accentedElement(value as ReactElement<Record<string, unknown>>);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, accented(text)]));
}

function accentedText(text: string): string {
  const names = text.match(kept) ?? [];
  return text
    .split(kept)
    .map(
      (part, index) => part.replace(/[a-z]/gi, (letter) => accents[letter] ?? letter) + (names[index] ?? ''),
    )
    .join('');
}

function accentedElement(element: ReactElement<Record<string, unknown>>): ReactElement {
  const { children, ...attributes } = element.props;
  const read = Object.entries(attributes).filter(([name]) => readAttributes.includes(name));
  const changed = Object.fromEntries(read.map(([name, text]) => [name, accented(text)]));
  if (children === undefined) return cloneElement(element, changed);
  const inside = accented(children) as ReactNode;
  return Array.isArray(inside)
    ? cloneElement(element, changed, ...inside)
    : cloneElement(element, changed, inside);
}
