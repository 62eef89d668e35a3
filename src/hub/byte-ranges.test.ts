import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byteCount, joinRanges, missingFrom } from './byte-ranges.ts';

const range = fc
  .tuple(fc.nat(40), fc.nat(40))
  .map(([a, b]) => ({ begin: Math.min(a, b), end: Math.max(a, b) }));
const bytesOf = (ranges: readonly { begin: number; end: number }[]) =>
  new Set(ranges.flatMap(({ begin, end }) => Array.from({ length: end - begin }, (_, i) => begin + i)));

it('joins ranges into ascending ones with gaps between them', () => {
  fc.assert(
    fc.property(fc.array(range), (ranges) => {
      const joined = joinRanges(ranges);
      expect(bytesOf(joined)).toEqual(bytesOf(ranges));
      expect(byteCount(joined)).toBe(bytesOf(ranges).size);
      for (let i = 1; i < joined.length; i++) expect(joined[i]!.begin).toBeGreaterThan(joined[i - 1]!.end);
    }),
  );
});

it('finds exactly the bytes that are missing', () => {
  fc.assert(
    fc.property(fc.array(range), range, (ranges, wanted) => {
      const present = bytesOf(ranges);
      const expected = [...bytesOf([wanted])].filter((byte) => !present.has(byte));
      expect([...bytesOf(missingFrom(joinRanges(ranges), wanted))]).toEqual(expected);
    }),
  );
});
