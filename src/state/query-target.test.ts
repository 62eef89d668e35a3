import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patchToken, tokenCount } from '../core/vit/token-layout.ts';
import { boxOf } from './patch-set.ts';
import {
  extendTarget,
  FIRST_TOKEN,
  queryTokens,
  resolveQuery,
  stepQuery,
  stepTarget,
  targetOf,
} from './query-target.ts';

const layout = { cls: 1, registers: 4, rows: 26, columns: 37, testTimeRegisters: 1 } as const;

describe('a query target', () => {
  it('leads back to the token that it was made from', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: tokenCount(layout) - 1 }), (token) => {
        return resolveQuery(layout, targetOf(layout, token)) === token;
      }),
    );
  });

  it('stays at the same place of the image in another grid', () => {
    const target = targetOf(
      { ...layout, rows: 16, columns: 16 },
      patchToken({ ...layout, rows: 16, columns: 16 }, 8, 4),
    );
    const token = resolveQuery({ ...layout, rows: 32, columns: 32, registers: 0 }, target);
    expect(token).toBe(patchToken({ ...layout, rows: 32, columns: 32, registers: 0 }, 17, 9));
  });

  it('falls back to token 0 where a layout has no token of that role', () => {
    expect(
      resolveQuery({ ...layout, registers: 0, testTimeRegisters: 0 }, { kind: 'register', index: 2 }),
    ).toBe(0);
    expect(resolveQuery(layout, FIRST_TOKEN)).toBe(0);
  });

  it('steps within the grid, and from a special token to its middle', () => {
    const corner = patchToken(layout, 0, 0);
    expect(stepQuery(layout, corner, { rows: -1, columns: -1 })).toBe(corner);
    expect(stepQuery(layout, corner, { rows: 1, columns: 1 })).toBe(patchToken(layout, 1, 1));
    expect(stepQuery(layout, 0, { rows: 1, columns: 0 })).toBe(patchToken(layout, 13, 18));
  });

  it('of a set means all its patches, and its first where one is wanted', () => {
    const set = boxOf(layout, { row: 1, column: 2 }, { row: 2, column: 3 });
    const tokens = [patchToken(layout, 1, 2), patchToken(layout, 1, 3)];
    tokens.push(patchToken(layout, 2, 2), patchToken(layout, 2, 3));
    expect(queryTokens(layout, set)).toEqual(tokens);
    expect(resolveQuery(layout, set)).toBe(tokens[0]);
    expect(queryTokens(layout, FIRST_TOKEN)).toBeUndefined();
  });

  it('grows to a box from a patch, from the middle where a special token asks, and moves as one', () => {
    const right = { rows: 0, columns: 1 };
    const one = targetOf(layout, patchToken(layout, 2, 3));
    const two = extendTarget(layout, one, right);
    expect(queryTokens(layout, two)).toEqual([patchToken(layout, 2, 3), patchToken(layout, 2, 4)]);
    expect(queryTokens(layout, stepTarget(layout, two, right))).toEqual([
      patchToken(layout, 2, 4),
      patchToken(layout, 2, 5),
    ]);
    expect(queryTokens(layout, extendTarget(layout, FIRST_TOKEN, right))).toEqual([
      stepQuery(layout, 0, right),
    ]);
    expect(stepTarget(layout, one, right)).toEqual(targetOf(layout, patchToken(layout, 2, 4)));
  });
});
