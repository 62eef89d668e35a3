import type { ByteRange } from '../core/checkpoint/byte-source.ts';

/** Ranges in ascending order that neither overlap nor touch. */
export type ByteRanges = readonly ByteRange[];

/** The ranges with one more. */
export function withRange(ranges: ByteRanges, { begin, end }: ByteRange): ByteRanges {
  if (end <= begin) return ranges;
  const before = ranges.filter((range) => range.end < begin);
  const after = ranges.filter((range) => range.begin > end);
  const touching = ranges.slice(before.length, ranges.length - after.length);
  const joined = {
    begin: Math.min(begin, touching[0]?.begin ?? begin),
    end: Math.max(end, touching.at(-1)?.end ?? end),
  };
  return [...before, joined, ...after];
}

/** All the ranges, joined where they overlap or touch. */
export function joinRanges(ranges: readonly ByteRange[]): ByteRanges {
  const joined: ByteRange[] = [];
  for (const { begin, end } of [...ranges].sort((a, b) => a.begin - b.begin)) {
    const last = joined.at(-1);
    if (last && begin <= last.end)
      joined[joined.length - 1] = { begin: last.begin, end: Math.max(end, last.end) };
    else if (end > begin) joined.push({ begin, end });
  }
  return joined;
}

/** The parts of a range that the ranges lack, in ascending order. */
export function missingFrom(ranges: ByteRanges, { begin, end }: ByteRange): ByteRange[] {
  const missing: ByteRange[] = [];
  let position = begin;
  for (const range of ranges) {
    if (range.end <= position) continue;
    if (range.begin >= end) break;
    if (range.begin > position) missing.push({ begin: position, end: range.begin });
    position = range.end;
  }
  if (position < end) missing.push({ begin: position, end });
  return missing;
}

/** The parts of a range that the ranges have, in ascending order. */
export function common(ranges: ByteRanges, { begin, end }: ByteRange): ByteRange[] {
  return ranges
    .map((range) => ({ begin: Math.max(begin, range.begin), end: Math.min(end, range.end) }))
    .filter((part) => part.begin < part.end);
}

/** Number of bytes in the ranges. */
export function byteCount(ranges: readonly ByteRange[]): number {
  return ranges.reduce((sum, { begin, end }) => sum + end - begin, 0);
}
