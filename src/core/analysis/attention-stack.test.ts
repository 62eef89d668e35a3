import { describe, expect, it } from 'vitest';
import { headValues, largestPatch, meanOverHeads } from './attention-stack.ts';

const layout = { cls: 1, registers: 1, rows: 1, columns: 2, testTimeRegisters: 0 } as const;
const stack = {
  layers: 2,
  heads: 2,
  tokens: 4,
  values: Float32Array.of(0.5, 0.25, 0.125, 0.125, 0.25, 0.25, 0.25, 0.25, 1, 0, 0, 0, 0, 0, 0.5, 0.5),
};

describe('an attention stack', () => {
  it('gives the values of one layer and head', () => {
    expect([...headValues(stack, 1, 0)]).toEqual([1, 0, 0, 0]);
  });

  it('averages the heads of a layer', () => {
    expect([...meanOverHeads(stack, 0)]).toEqual([0.375, 0.25, 0.1875, 0.1875]);
    expect([...meanOverHeads(stack, 1)]).toEqual([0.5, 0, 0.25, 0.25]);
  });

  it('looks for the largest patch and leaves CLS and registers out', () => {
    expect(largestPatch(layout, headValues(stack, 0, 0))).toBe(0.125);
    expect(largestPatch(layout, headValues(stack, 1, 0))).toBe(0);
  });
});
