import { describe, expect, test } from 'vitest';
import { floatText, mapsToCsv, mapsToJson, mapToCsv, type NamedMap } from './map-text.ts';

const layout = { cls: 1, registers: 1, rows: 2, columns: 3, testTimeRegisters: 1 } as const;
const tokens = Float32Array.of(0.5, 0.25, 0.1, 1e-7, 3, 4, 5, 6.125, 7);
const map: NamedMap = { labels: { layer: 3, map: 'head 2' }, layout, tokens };
const facts = [
  { key: 'model', name: 'Model', value: 'mini, "clean"\nand more' },
  { key: 'made_with', name: 'Made with', value: 'Sinkscope 1.2.3' },
];

describe('a map as text', () => {
  test('is a grid of rows and columns below its settings, the special tokens apart', () => {
    expect(mapToCsv(map, facts)).toBe(
      [
        '# Model: mini, "clean" and more',
        '# Made with: Sinkscope 1.2.3',
        '# Layout: 2 rows × 3 columns of patches',
        '# Special tokens: CLS = 0.5, R1 = 0.25, T1 = 7',
        '0.1,1e-7,3',
        '4,5,6.125',
        '',
      ].join('\n'),
    );
  });

  test('among others is a line of a table, one table for each layout', () => {
    const other = { cls: 0, registers: 0, rows: 1, columns: 2, testTimeRegisters: 0 } as const;
    const labels = { layer: 0, map: 'of a, b' };
    expect(mapsToCsv([map, { labels, layout: other, tokens: Float32Array.of(1, Number.NaN) }], [])).toBe(
      [
        'layer,map,CLS,R1,0:0,0:1,0:2,1:0,1:1,1:2,T1',
        '3,head 2,0.5,0.25,0.1,1e-7,3,4,5,6.125,7',
        'layer,map,0:0,0:1',
        '0,"of a, b",1,nan',
        '',
      ].join('\n'),
    );
  });

  test('in JSON has its patches as rows, its special tokens by name and its settings beside it', () => {
    const text = mapsToJson([map], facts);
    expect(JSON.parse(text)).toEqual({
      format: 'sinkscope-maps',
      version: 1,
      model: 'mini, "clean"\nand more',
      made_with: 'Sinkscope 1.2.3',
      maps: [
        {
          layer: 3,
          map: 'head 2',
          rows: 2,
          columns: 3,
          special_tokens: { CLS: 0.5, R1: 0.25, T1: 7 },
          values: [
            [0.1, 1e-7, 3],
            [4, 5, 6.125],
          ],
        },
      ],
    });
    expect(text).toContain('[0.1, 1e-7, 3]');
  });

  test('carries every float exactly', () => {
    const bits = new Uint32Array(1);
    const float = new Float32Array(bits.buffer);
    for (let seed = 1; seed < 5000; seed++) {
      bits[0] = Math.imul(seed, 2654435761);
      if (Number.isFinite(float[0]!)) expect(Math.fround(Number(floatText(float[0]!)))).toBe(float[0]);
    }
    expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(floatText)).toEqual([
      'nan',
      'inf',
      '-inf',
    ]);
  });
});
