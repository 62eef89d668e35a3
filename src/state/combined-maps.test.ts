import { describe, expect, it } from 'vitest';
import { headValues, largestPatch } from '../core/analysis/attention-stack.ts';
import { DEFAULT_COMBINING, withinDepth, withWeight } from './combining.ts';
import { type MapLook, tokenMap } from './layer-maps.ts';
import { setUp, shown } from './scripted-scope.ts';

async function traced() {
  const { scope, open, finish } = setUp();
  await open();
  await finish();
  const displayed = shown(scope).displayed!;
  const record = scope.record('lens-1', displayed.start.trace)!;
  const mapOf = (kind: 'weighted' | 'range', layer: number, change: Partial<MapLook> = {}) =>
    tokenMap(record, displayed, { layer, map: { kind } }, { scale: 'head', normScale: 'log', ...change });
  return { displayed, record, mapOf };
}

describe('combined maps', () => {
  it('weighted heads are one head where the others have no weight, up to its own largest patch', async () => {
    const { displayed, record, mapOf } = await traced();
    const map = mapOf('weighted', 1, { combining: { ...DEFAULT_COMBINING, weights: { 0: 0, 1: 0.5 } } });
    expect(map?.tokens).toEqual(headValues(record.cls, 1, 1));
    expect(map?.high).toBe(largestPatch(displayed.start.layout, map!.tokens));
  });

  it('weighted heads share their layer’s scale where maps do', async () => {
    const { record, displayed, mapOf } = await traced();
    const { layout } = displayed.start;
    const combining = { ...DEFAULT_COMBINING, weights: { 0: 0.1 } };
    const largest = Math.max(...[0, 1].map((head) => largestPatch(layout, headValues(record.cls, 2, head))));
    expect(mapOf('weighted', 2, { combining, scale: 'layer' })?.high).toBe(largest);
    expect(mapOf('weighted', 2, { combining, scale: 'fixed' })).toMatchObject({ high: 1, isFixed: true });
  });

  it('a range goes from its first layer to the staged one, and is nothing before', async () => {
    const { record, mapOf } = await traced();
    const combining = { ...DEFAULT_COMBINING, range: { start: 1, heads: 'max' } as const };
    expect(mapOf('range', 0, { combining })).toBeUndefined();
    const largest = (layer: number, token: number) =>
      Math.max(...[0, 1].map((head) => headValues(record.cls, layer, head)[token]!));
    const { tokens } = mapOf('range', 2, { combining })!;
    for (const token of [0, 1, 77, 402]) {
      expect(tokens[token]).toBeCloseTo((largest(1, token) + largest(2, token)) / 2, 6);
    }
  });
});

describe('the settings of combining', () => {
  it('keep a layer within a model that has fewer', () => {
    expect([withinDepth(3, 12), withinDepth(30, 12), withinDepth(1, 0)]).toEqual([3, 11, 0]);
  });

  it('keep only weights that are not 1', () => {
    expect(withWeight({}, 2, 0.5)).toEqual({ 2: 0.5 });
    expect(withWeight({ 2: 0.5 }, 0, 0)).toEqual({ 0: 0, 2: 0.5 });
    expect(withWeight({ 2: 0.5 }, 2, 1)).toEqual({});
  });
});
