import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { embedPositions, resamplePositions } from './positions.ts';
import type { PositionRule, ViTSpec } from './spec.ts';

/** What PyTorch gives; written by tools/positions-reference.py. */
interface Reference {
  readonly rows: number;
  readonly columns: number;
  readonly width: number;
  readonly table: number[];
  readonly cases: readonly { rule: PositionRule; rows: number; columns: number; values: number[] }[];
}

const path = join(import.meta.dirname, '../../../tools/fixtures/goldens/positions.json');
const reference: Reference = JSON.parse(readFileSync(path, 'utf8'));
const table = Float32Array.from(reference.table);
const rules = ['bicubic', 'bicubic-antialias', 'bicubic-offset'] as const;
const { width } = reference;

function largestDifference(actual: Float32Array, expected: ArrayLike<number>): number {
  expect(actual).toHaveLength(expected.length);
  return actual.reduce((largest, value, i) => Math.max(largest, Math.abs(value - expected[i]!)), 0);
}

test('the reference holds every rule, grids that grow, shrink, turn and stay', () => {
  expect(reference.cases).toHaveLength(29);
  expect(new Set(reference.cases.map(({ rule }) => rule))).toEqual(new Set(rules));
});

describe('resampling equals PyTorch', () => {
  test.each(reference.cases)('$rule to $rows × $columns', ({ rule, rows, columns, values }) => {
    const to = { rows, columns };
    expect(
      largestDifference(resamplePositions(table, { from: reference, to, width, rule }), values),
    ).toBeLessThan(1e-6);
  });
});

describe('whatever the rule and the grid', () => {
  const side = fc.integer({ min: 1, max: 12 });
  const rule = fc.constantFrom(...rules);

  test('a constant table stays constant, as the weights of every position add up to 1', () => {
    fc.assert(
      fc.property(rule, side, side, side, (chosen, from, rows, columns) => {
        const constant = new Float32Array(from * from).fill(3);
        const options = {
          from: { rows: from, columns: from },
          to: { rows, columns },
          width: 1,
          rule: chosen,
        };
        expect(
          largestDifference(resamplePositions(constant, options), Array(rows * columns).fill(3)),
        ).toBeLessThan(1e-6);
      }),
    );
  });

  test('rows and columns are treated alike: resampling commutes with transposing', () => {
    const transpose = (values: Float32Array, rows: number, columns: number) =>
      values.map((_, i) => values[(i % rows) * columns + Math.floor(i / rows)]!);
    fc.assert(
      fc.property(rule, side, side, (chosen, rows, columns) => {
        const from = { rows: 5, columns: 5 };
        const one = table.filter((_, i) => i % width === 0);
        const there = resamplePositions(one, { from, to: { rows, columns }, width: 1, rule: chosen });
        const turned = resamplePositions(transpose(one, 5, 5), {
          from,
          to: { rows: columns, columns: rows },
          width: 1,
          rule: chosen,
        });
        expect(largestDifference(transpose(there, rows, columns), turned)).toBeLessThan(1e-6);
      }),
    );
  });

  test.each(rules)('%s keeps the table as it is at its own grid', (chosen) => {
    expect(
      resamplePositions(table, { from: reference, to: { rows: 5, columns: 5 }, width, rule: chosen }),
    ).toEqual(table);
  });
});

describe('embedPositions', () => {
  // Only these fields of a spec matter here.
  const specOf = (prefix: number, registers: number) =>
    ({
      width: 1,
      cls: true,
      registers,
      position: { rows: 1, columns: 2, prefix, rule: 'bicubic' },
    }) as ViTSpec;
  const prefix = Float32Array.of(10, 20, 30); // CLS and two registers
  const grid = { rows: 1, columns: 2 };

  test.each([
    [0, [1, 2], [10, 20, 30], [1, 2]],
    [1, [5, 1, 2], [15, 20, 30], [1, 2]],
    [3, [5, 6, 7, 1, 2], [15, 26, 37], [1, 2]],
  ])('a table that begins with %i prefix entries', (placed, positions, withPositions, patches) => {
    const tables = { prefix, positions: Float32Array.from(positions) };
    const embedded = embedPositions(specOf(placed, 2), tables, grid, 'bicubic');
    expect([...embedded.prefix]).toEqual(withPositions);
    expect([...embedded.positions!]).toEqual(patches);
    expect([...prefix]).toEqual([10, 20, 30]); // the checkpoint's own is not touched
  });
});
