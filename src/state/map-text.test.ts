import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenCount } from '../core/vit/token-layout.ts';
import { mapText, tokenEntries } from './map-text.ts';

const layout = { cls: 1, registers: 1, rows: 2, columns: 3, testTimeRegisters: 1 } as const;
// CLS, R1, six patches, T1
const values = Float32Array.of(0.5, 0.25, 0.1, 7, 0.25, 3e-9, 2, 1, 0.125);

describe('the entries of a map', () => {
  it('are ranked over all tokens, and equal values share a rank', () => {
    const ranks = tokenEntries(layout, values, 'sequence').map(({ rank }) => rank);
    expect(ranks).toEqual([4, 5, 8, 1, 5, 9, 2, 3, 7]);
  });

  it('are sorted by value, with the row and column of patches', () => {
    const [first, second] = tokenEntries(layout, values, 'largest');
    expect(first).toEqual({ token: 3, name: 'patch', row: 0, column: 1, value: 7, rank: 1 });
    expect(second).toMatchObject({ row: 1, column: 1, value: 2 });
    const [smallest] = tokenEntries(layout, values, 'smallest');
    expect(smallest).toMatchObject({ row: 1, column: 0, rank: 9 });
  });

  it('name special tokens, which have no row and column', () => {
    const names = tokenEntries(layout, values, 'sequence').map(({ name }) => name);
    expect(names).toEqual(['CLS', 'R1', 'patch', 'patch', 'patch', 'patch', 'patch', 'patch', 'T1']);
    expect(tokenEntries(layout, values, 'sequence').at(-1)).toMatchObject({
      row: undefined,
      column: undefined,
    });
  });

  it('put what could not be computed last', () => {
    const broken = values.with(3, Number.NaN);
    expect(tokenEntries(layout, broken, 'largest').at(-1)).toMatchObject({ token: 3, rank: 9 });
  });
});

describe('the text of a map', () => {
  it('has the patches as they lie, then the special tokens', () => {
    expect(mapText(layout, values, { form: 'patches', sort: 'largest', separator: '\t' })).toBe(
      'row\t0\t1\t2\n0\t0.1\t7\t0.25\n1\t3e-9\t2\t1\nCLS\t0.5\nR1\t0.25\nT1\t0.125\n',
    );
  });

  it('is a list in the chosen order', () => {
    const lines = mapText(layout, values, { form: 'list', sort: 'largest', separator: ',' }).split('\n');
    expect(lines[0]).toBe('rank,token,index,row,column,value');
    expect(lines[1]).toBe('1,patch,3,0,1,7');
    expect(lines[4]).toBe('4,CLS,0,,,0.5');
    expect(lines).toHaveLength(tokenCount(layout) + 2);
  });

  it('holds every F32 exactly', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const all = new Float32Array(tokenCount(layout)).fill(value);
        const text = mapText(layout, all, { form: 'list', sort: 'sequence', separator: ',' });
        const written = text.split('\n')[1]!.split(',').at(-1);
        expect(Math.fround(Number(written))).toBe(Math.fround(value) + 0);
      }),
    );
  });
});
