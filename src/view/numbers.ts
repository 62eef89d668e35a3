import { fixed, integer } from '#words/grammar.ts';
import { tag } from '#words/language.ts';
import * as words from '#words/view/numbers.ts';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

// Made once: toLocaleString makes one for every number, which shows while the pointer moves.
const THREE_DIGITS = new Intl.NumberFormat(tag, { maximumSignificantDigits: 3 });

/** A value as it stands at a colour bar or a chip: three significant digits, small ones as a power of ten. */
export function formatValue(value: number): string {
  if (!Number.isFinite(value)) return words.none;
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1000) return integer(Math.round(value));
  if (size >= 100) return fixed(value, 0);
  if (size >= 10) return fixed(value, 1);
  if (size >= 1) return fixed(value, 2);
  if (size >= 0.0995) return fixed(value, 3);
  if (size >= 0.000995) return fixed(value, 4);
  if (size >= 0.0000995) return fixed(value, 5);
  return formatPower(value);
}

/** A difference: with its sign, the minus as long as the plus. */
export function formatDifference(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return formatValue(value);
  return `${value > 0 ? '+' : '−'}${formatValue(Math.abs(value))}`;
}

/** A round number at an axis. */
export function formatTick(tick: number): string {
  if (tick !== 0 && Math.abs(tick) < 0.00001) return formatPower(tick);
  return THREE_DIGITS.format(tick);
}

/** A share as a percentage with one decimal below ten. */
export function formatShare(share: number): string {
  const percent = share * 100;
  return words.percent(fixed(percent, percent >= 10 || percent === 0 ? 0 : 1));
}

/** Bytes in MB, with one decimal below ten. */
export function formatMegabytes(bytes: number): string {
  const megabytes = bytes / 1e6;
  return megabytes < 10 ? fixed(megabytes, 1) : integer(Math.round(megabytes));
}

/** Milliseconds as a short duration. */
export function formatDuration(ms: number): string {
  return ms < 1000 ? words.milliseconds(fixed(ms, 0)) : words.seconds(fixed(ms / 1000, 1));
}

function formatPower(value: number): string {
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  const digits = [...String(-exponent)].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
  return `${fixed(value / 10 ** exponent, 1)}·10⁻${digits}`;
}
