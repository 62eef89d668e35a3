import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patchToken, type TokenLayout, tokenCount } from '../core/vit/token-layout.ts';
import { boxOf, extendSet, moveSet, type PatchSet, patchPlace, setTokens } from './patch-set.ts';

const layout: TokenLayout = { cls: 1, registers: 2, rows: 6, columns: 10, testTimeRegisters: 1 };
const place = (row: number, column: number) => ({ row, column });

const layouts = fc.record({
  cls: fc.constantFrom(0 as const, 1 as const),
  registers: fc.nat(4),
  rows: fc.integer({ min: 1, max: 12 }),
  columns: fc.integer({ min: 1, max: 12 }),
  testTimeRegisters: fc.nat(2),
});
const ends = layouts.chain((own) =>
  fc.record({
    layout: fc.constant(own),
    from: fc.record({ row: fc.nat(own.rows - 1), column: fc.nat(own.columns - 1) }),
    to: fc.record({ row: fc.nat(own.rows - 1), column: fc.nat(own.columns - 1) }),
  }),
);

/** The same count from the corners alone. */
function between(own: TokenLayout, from: ReturnType<typeof place>, to: ReturnType<typeof place>): number[] {
  const tokens: number[] = [];
  for (let row = Math.min(from.row, to.row); row <= Math.max(from.row, to.row); row++) {
    for (
      let column = Math.min(from.column, to.column);
      column <= Math.max(from.column, to.column);
      column++
    ) {
      tokens.push(patchToken(own, row, column));
    }
  }
  return tokens;
}

describe('a box', () => {
  it('holds the patches of both corners and all between them, whichever way it was drawn', () => {
    fc.assert(
      fc.property(ends, ({ layout: own, from, to }) => {
        expect(setTokens(own, boxOf(own, from, to))).toEqual(between(own, from, to));
      }),
    );
  });

  it('covers the same part of the image on another grid', () => {
    const set = boxOf(layout, place(1, 2), place(2, 4));
    const finer = { ...layout, rows: 12, columns: 20 };
    expect(setTokens(finer, set)).toEqual(between(finer, place(2, 4), place(5, 9)));
  });

  it('that lies between the centres of a coarse grid is the patch under it', () => {
    const fine = { ...layout, rows: 24, columns: 40 };
    const set = boxOf(fine, place(0, 0), place(0, 0));
    expect(setTokens(layout, set)).toEqual([patchToken(layout, 0, 0)]);
  });

  it('is the same after a way through JSON', () => {
    const set = boxOf(layout, place(1, 2), place(0, 7));
    expect(JSON.parse(JSON.stringify(set))).toEqual(set);
  });
});

describe('the moving corner', () => {
  it('goes through the corner where the box was begun and out on the other side', () => {
    let set = boxOf(layout, place(2, 2), place(2, 3));
    for (let step = 0; step < 3; step++) set = extendSet(layout, set, { rows: 0, columns: -1 });
    expect(setTokens(layout, set)).toEqual(between(layout, place(2, 0), place(2, 2)));
  });

  it('stops at the edge', () => {
    const set = boxOf(layout, place(4, 8), place(5, 9));
    expect(extendSet(layout, set, { rows: 1, columns: 1 })).toEqual(set);
  });

  it('of a lasso is that of the box around it', () => {
    const lasso: PatchSet = {
      kind: 'lasso',
      points: [
        { x: 0.05, y: 0.1 },
        { x: 0.3, y: 0.1 },
        { x: 0.3, y: 0.4 },
      ],
    };
    const extended = extendSet(layout, lasso, { rows: 0, columns: 1 });
    const inside = setTokens(layout, lasso).map((token) => patchPlace(layout, token));
    const right = Math.max(...inside.map(({ column }) => column));
    expect(setTokens(layout, extended)).toContain(patchToken(layout, inside[0]!.row, right + 1));
  });
});

describe('a set that is moved', () => {
  it('keeps its size, also at the edge', () => {
    fc.assert(
      fc.property(
        ends,
        fc.integer({ min: -14, max: 14 }),
        fc.integer({ min: -14, max: 14 }),
        ({ layout: own, from, to }, rows, columns) => {
          const set = boxOf(own, from, to);
          const moved = setTokens(own, moveSet(own, set, { rows, columns }));
          expect(moved).toHaveLength(setTokens(own, set).length);
          expect(Math.max(...moved)).toBeLessThan(tokenCount(own));
        },
      ),
    );
  });

  it('moves by whole patches', () => {
    const moved = moveSet(layout, boxOf(layout, place(1, 1), place(2, 2)), { rows: 1, columns: 3 });
    expect(setTokens(layout, moved)).toEqual(between(layout, place(2, 4), place(3, 5)));
  });
});

describe('a lasso', () => {
  const triangle: PatchSet = {
    kind: 'lasso',
    points: [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 0, y: 1 },
    ],
  };

  it('holds the patches whose centres lie inside', () => {
    const square = { ...layout, rows: 4, columns: 4 };
    const inside = [];
    for (let row = 0; row < 4; row++)
      for (let column = 0; column < 4; column++)
        if (row + column + 1 < 4) inside.push(patchToken(square, row, column));
    expect(setTokens(square, triangle)).toEqual(inside);
  });

  it('that goes around nothing is the patch under its middle', () => {
    const point = { x: 0.31, y: 0.55 };
    expect(setTokens(layout, { kind: 'lasso', points: [point, point] })).toEqual([patchToken(layout, 3, 3)]);
  });
});
