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

/** The first few of a list, and how many more there are: "a · b and 2 more". */
export function firstOf(items: readonly string[], most: number): string {
  const shown = items.slice(0, most).join(' · ');
  return items.length > most ? `${shown} and ${integer(items.length - most)} more` : shown;
}
