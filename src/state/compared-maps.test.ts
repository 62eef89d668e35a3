import { describe, expect, it } from 'vitest';
import { compareMaps, type PlacedMap } from './compared-maps.ts';

const layout = { cls: 1, registers: 0, rows: 2, columns: 2, testTimeRegisters: 0 } as const;
const withRegister = { ...layout, registers: 1 } as const;

function placed(own: PlacedMap['layout'], tokens: readonly number[]): PlacedMap {
  const all = Float32Array.from(tokens);
  const values = all.subarray(own.cls + own.registers);
  return {
    layout: own,
    map: { tokens: all, values, low: 0, high: Math.max(...values), axis: 'linear', isFixed: false },
  };
}

const plain = placed(layout, [9, 1, 2, 3, 4]);
const registered = placed(withRegister, [7, 5, 2, 2, 2, 2]);
const missing: PlacedMap = { layout, map: undefined };

describe('compared maps', () => {
  it('share the range that holds them all, without special tokens', () => {
    const [a, b, c] = compareMaps([plain, registered, missing], 0, { shows: 'maps', scale: 'shared' });
    expect(a).toMatchObject({ kind: 'map', low: 0, high: 4 });
    expect(b).toMatchObject({ kind: 'map', low: 0, high: 4 });
    expect(c).toBeUndefined();
  });

  it('keep their own ranges if that is asked for', () => {
    const maps = compareMaps([plain, registered], 0, { shows: 'maps', scale: 'own' });
    expect(maps.map((map) => map?.high)).toEqual([4, 2]);
  });

  it('are clipped at a percentile of all columns, but not where the scale is fixed', () => {
    const values = Array.from({ length: 400 }, (_, patch) => (patch === 7 ? 1000 : 1));
    const wide = { ...layout, rows: 20, columns: 20 };
    const maps = [placed(wide, [0, ...values])];
    expect(compareMaps(maps, 0, { shows: 'maps', scale: 'clipped' })[0]?.high).toBe(1);
    const fixed = [{ layout: wide, map: { ...maps[0]!.map!, high: 2000, isFixed: true } }];
    expect(compareMaps(fixed, 0, { shows: 'maps', scale: 'clipped' })[0]?.high).toBe(2000);
  });

  it('differ from the reference around 0, patch by patch and token by token of the same role', () => {
    const [a, b] = compareMaps([plain, registered], 0, { shows: 'difference', scale: 'shared' });
    expect(a).toMatchObject({ kind: 'map', high: 4 });
    expect(b).toMatchObject({ kind: 'difference', low: -2, high: 2 });
    expect([...b!.values]).toEqual([1, 0, -1, -2]);
    expect([...b!.tokens]).toEqual([-2, Number.NaN, 1, 0, -1, -2]);
  });

  it('have no difference between other patch grids, nor from a reference that has no map', () => {
    const other = placed({ ...layout, rows: 1, columns: 4 }, [1, 1, 1, 1, 1]);
    const asked = { shows: 'difference', scale: 'own' } as const;
    expect(compareMaps([plain, other], 0, asked)[1]).toBeUndefined();
    expect(compareMaps([missing, plain], 0, asked)).toEqual([undefined, undefined]);
  });
});
