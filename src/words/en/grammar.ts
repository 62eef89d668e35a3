import { tag } from './language.ts';

const whole = new Intl.NumberFormat(tag);

/** A whole number with its thousands apart: "1,370". */
export function integer(value: number): string {
  return whole.format(value);
}

/** "1 patch", "1,370 patches". */
export function counted(count: number, singular: string, plural: string): string {
  return `${integer(count)} ${count === 1 ? singular : plural}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(items: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

const hundredths = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 });

/** Pixels in millions, rounded up to hundredths: "50.01". */
export function megapixels(pixels: number): string {
  return hundredths.format(Math.ceil(pixels / 1e4) / 100);
}

const fixedFormats = Array.from(
  { length: 6 },
  (_, digits) =>
    new Intl.NumberFormat(tag, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      useGrouping: false,
    }),
);

/** A number with so many digits behind its point: "1.70". */
export function fixed(value: number, digits: 0 | 1 | 2 | 3 | 4 | 5): string {
  return fixedFormats[digits]!.format(value);
}

/** Sentences one after the other; empty ones are left out. */
export function joined(sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** The first few of a list, and how many more there are: "a · b and 2 more". */
export function firstOf(items: readonly string[], most: number): string {
  const shown = items.slice(0, most).join(' · ');
  return items.length > most ? `${shown} and ${integer(items.length - most)} more` : shown;
}
