import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  patchCount,
  patchToken,
  patchValues,
  prefixCount,
  specialTokens,
  summaryCount,
  type TokenLayout,
  tokenCount,
  tokenName,
  tokenRole,
} from './token-layout.ts';

const layouts = fc.record({
  cls: fc.constantFrom(0 as const, 1 as const),
  distillation: fc.constantFrom(0 as const, 1 as const),
  registers: fc.nat(4),
  rows: fc.integer({ min: 1, max: 6 }),
  columns: fc.integer({ min: 1, max: 6 }),
  testTimeRegisters: fc.nat(3),
});

const layout: TokenLayout = { cls: 1, registers: 2, rows: 2, columns: 3, testTimeRegisters: 1 };

test('tokens stand in the order CLS, registers, patches row by row, test-time registers', () => {
  const names = Array.from({ length: tokenCount(layout) }, (_, token) => tokenName(layout, token));
  expect(names).toEqual(['CLS', 'R1', 'R2', '0, 0', '0, 1', '0, 2', '1, 0', '1, 1', '1, 2', 'T1']);
  expect(specialTokens(layout)).toEqual([0, 1, 2, 9]);
  expect([prefixCount(layout), patchCount(layout)]).toEqual([3, 6]);
});

test('a distillation token stands between CLS and the registers', () => {
  const deit: TokenLayout = { ...layout, distillation: 1 };
  expect([0, 1, 2, 3].map((token) => tokenName(deit, token))).toEqual(['CLS', 'DIST', 'R1', 'R2']);
  expect([summaryCount(deit), prefixCount(deit)]).toEqual([2, 4]);
});

test('without CLS and registers the first token is a patch', () => {
  const bare = { cls: 0, registers: 0, rows: 1, columns: 2, testTimeRegisters: 0 } as const;
  expect(tokenName(bare, 0)).toBe('0, 0');
  expect(specialTokens(bare)).toEqual([]);
});

describe('for any layout', () => {
  test('a patch’s token has that patch’s role, and specials and patches are all tokens', () => {
    fc.assert(
      fc.property(layouts, (any) => {
        for (let row = 0; row < any.rows; row++) {
          for (let column = 0; column < any.columns; column++) {
            const token = patchToken(any, row, column);
            expect(tokenRole(any, token)).toEqual({ kind: 'patch', row, column });
          }
        }
        const roles = Array.from({ length: tokenCount(any) }, (_, token) => tokenRole(any, token).kind);
        expect(roles.filter((kind) => kind === 'patch')).toHaveLength(patchCount(any));
        expect(specialTokens(any)).toEqual(roles.flatMap((kind, token) => (kind === 'patch' ? [] : [token])));
      }),
    );
  });

  test('the patches’ values are a view of exactly the patches’ tokens', () => {
    fc.assert(
      fc.property(layouts, (any) => {
        const perToken = Float32Array.from({ length: tokenCount(any) }, (_, token) => token);
        const patches = patchValues(any, perToken);
        expect(patches).toHaveLength(patchCount(any));
        expect(patches[0]).toBe(patchToken(any, 0, 0));
        expect(patches.at(-1)).toBe(patchToken(any, any.rows - 1, any.columns - 1));
        expect(patches.buffer).toBe(perToken.buffer);
      }),
    );
  });
});

test.each([-1, 10, 1000])('there is no token %i', (token) => {
  expect(() => tokenRole(layout, token)).toThrow(
    new RangeError(`There is no token ${token} in a sequence of 10.`),
  );
});

test.each([
  [-1, 0],
  [0, -1],
  [2, 0],
  [0, 3],
])('there is no patch %i, %i', (row, column) => {
  expect(() => patchToken(layout, row, column)).toThrow(
    new RangeError(`There is no patch ${row}, ${column} in a grid of 2 × 3.`),
  );
});
