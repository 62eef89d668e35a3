import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patchToken, tokenCount } from '../core/vit/token-layout.ts';
import { FIRST_TOKEN, resolveQuery, stepQuery, targetOf } from './query-target.ts';

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
});
