import { tag } from '#words/language.ts';
import * as words from '#words/view/export-sheet.tsx';

/** A file's size with three digits. */
export function formatBytes(bytes: number): string {
  const { byteUnits } = words;
  let [size, unit] = [bytes, 0];
  while (size >= 999.5 && unit < byteUnits.length - 1) [size, unit] = [size / 1000, unit + 1];
  return words.bytes(size.toLocaleString(tag, { maximumSignificantDigits: 3 }), byteUnits[unit]!);
}
