import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TokenLayout } from '../vit/token-layout.ts';
import { type AttentionStack, maxOverHeads, meanOverHeads } from './attention-stack.ts';
import { jensenShannonDistances, meanEntropies, similarities, sinkShares } from './head-measures.ts';

/** What NumPy gives; written by tools/reference/head_measures.py. */
interface Golden {
  readonly reading: string;
  readonly layout: TokenLayout;
  readonly otherLayout: TokenLayout;
  readonly layers: number;
  readonly heads: number;
  readonly sinks: number[];
  readonly staged: number[];
  readonly given: Record<'lines' | 'otherLines' | 'received' | 'entropy', number[]>;
  readonly expected: Record<'sinkShare' | 'entropy' | 'similarity' | 'distance' | 'mean' | 'max', number[]>;
}

const path = join(import.meta.dirname, '../../../tools/fixtures/goldens/head-measures.json');
const goldens: Golden[] = JSON.parse(readFileSync(path, 'utf8'));

/** NumPy in float64 on the same numbers; what is stored has nine digits, what is compared is F32. */
function expectClose(actual: ArrayLike<number>, expected: readonly number[]) {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, place) => {
    expect(Math.abs(actual[place]! - value)).toBeLessThan(1e-6 * Math.max(1, value));
  });
}

describe.each(goldens)(
  'measures of heads, by $reading, $layout.registers and $otherLayout.registers registers',
  (golden) => {
    const { layers, heads, layout, otherLayout, given, expected } = golden;
    const stackOf = (values: readonly number[]): AttentionStack => {
      const tokens = values.length / (layers * heads);
      return { layers, heads, tokens, values: Float32Array.from(values) };
    };
    const stack = stackOf(given.lines);

    it('give the share of the sinks', () => {
      expectClose(sinkShares(stackOf(given.received), golden.sinks), expected.sinkShare);
    });

    it('give the mean entropy of the rows', () => {
      expectClose(meanEntropies(stackOf(given.entropy)), expected.entropy);
    });

    it('give the similarity of the patches to a map', () => {
      expectClose(similarities(stack, layout, golden.staged), expected.similarity);
    });

    it('give the distance to another trace, whatever special tokens it has', () => {
      const other = { stack: stackOf(given.otherLines), layout: otherLayout };
      expectClose(jensenShannonDistances({ stack, layout }, other), expected.distance);
      expectClose(jensenShannonDistances(other, { stack, layout }), expected.distance);
    });

    it('give the mean and the largest over heads', () => {
      const all = (of: typeof meanOverHeads) =>
        Array.from({ length: layers }, (_, layer) => [...of(stack, layer)]).flat();
      expectClose(all(meanOverHeads), expected.mean);
      expectClose(all(maxOverHeads), expected.max);
    });
  },
);

describe('the distance to another trace', () => {
  const layout = { cls: 1, registers: 0, rows: 1, columns: 2, testTimeRegisters: 0 } as const;
  const stack = { layers: 1, heads: 2, tokens: 3, values: Float32Array.of(1, 0, 0, 0.2, 0.3, 0.5) };

  it('is 0 to itself, and 1 where no token has a share in both', () => {
    const swapped = { ...stack, values: Float32Array.of(0, 0.5, 0.5, 0.2, 0.3, 0.5) };
    const distances = jensenShannonDistances({ stack, layout }, { stack: swapped, layout });
    expect([...distances]).toEqual([1, 0]);
  });

  it('is not a number for another patch grid, a head that the other has not, or an empty map', () => {
    const other = { stack, layout: { ...layout, rows: 2, columns: 1 } };
    expect([...jensenShannonDistances({ stack, layout }, other)]).toEqual([Number.NaN, Number.NaN]);
    const single = { layers: 1, heads: 1, tokens: 3, values: new Float32Array(3) };
    const distances = jensenShannonDistances({ stack, layout }, { stack: single, layout });
    expect([...distances]).toEqual([Number.NaN, Number.NaN]);
  });
});

it('a map of zeros is similar to nothing', () => {
  const layout = { cls: 0, registers: 0, rows: 1, columns: 2, testTimeRegisters: 0 } as const;
  const stack = { layers: 1, heads: 1, tokens: 2, values: new Float32Array(2) };
  expect([...similarities(stack, layout, [1, 2])]).toEqual([Number.NaN]);
});
