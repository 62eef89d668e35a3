import { describe, expect, it } from 'vitest';
import type { TraceId } from '../engine/engine.ts';
import type { Displayed } from './displayed.ts';
import { attentionMaps, tokenMap } from './layer-maps.ts';
import { createTraceRecords } from './trace-record.ts';

const trace = 'trace-1' as TraceId;
const start = {
  trace,
  layout: { cls: 1, registers: 0, rows: 1, columns: 3, testTimeRegisters: 0 },
  frame: { x: 0, y: 0, width: 3, height: 1 },
  input: { height: 8, width: 24 },
  depth: 1,
  heads: 2,
  queryToken: 0,
  interventions: {},
} as const;

const records = createTraceRecords();
records.begin(start);
const cls = Float32Array.of(0.5, 0.25, 0.125, 0.125, 0.875, 0, 0.0625, 0.0625); // [heads, tokens]
const norms = Float32Array.of(50, 10, 20, 400);
records.addLayer({
  trace,
  layer: 0,
  norms,
  attentionNorms: norms.map((norm) => norm / 10),
  mlpNorms: norms,
  received: cls,
  entropy: cls,
  cls,
  rows: cls,
  gate: undefined,
});
const record = records.get(trace)!;
const displayed = {
  start,
  layersDone: 1,
  attention: { reading: 'attends-to', token: 0, layers: 1 },
} as unknown as Displayed;
const linear = { scale: 'head', normScale: 'linear' } as const;

describe('attention maps', () => {
  it('reach up to their own, the layer’s, or the largest possible patch; CLS does not count', () => {
    const highs = (scale: 'head' | 'layer' | 'fixed') =>
      attentionMaps(record, displayed, scale).map(({ heads, mean }) =>
        [...heads, mean].map(({ high }) => high),
      )[0];
    expect(highs('head')).toEqual([0.25, 0.0625, 0.125]);
    expect(highs('layer')).toEqual([0.25, 0.25, 0.25]);
    expect(highs('fixed')).toEqual([1, 1, 1]);
  });

  it('reach up to the largest of all tokens where special tokens count too', () => {
    const [layer] = attentionMaps(record, displayed, 'head', 'all-tokens');
    expect([...layer!.heads, layer!.mean].map(({ high }) => high)).toEqual([0.5, 0.875, 0.6875]);
    const norm = { layer: 0, map: { kind: 'norm' } } as const;
    const look = { scale: 'head', normScale: 'log' } as const;
    expect(tokenMap(record, displayed, norm, { ...look, range: 'all-tokens' })).toMatchObject({
      low: 10,
      high: 400,
    });
  });

  it('cover no layer before a probe has answered', () => {
    const unread = { ...displayed, attention: { reading: 'attended-by', token: 2, layers: 0 } } as Displayed;
    expect(attentionMaps(record, unread, 'head')).toEqual([]);
  });
});

describe('a token map', () => {
  it('keeps the special tokens’ values beside the patches', () => {
    const map = tokenMap(record, displayed, { layer: 0, map: { kind: 'head', head: 1 } }, linear);
    expect([...map!.values]).toEqual([0, 0.0625, 0.0625]);
    expect(map!.tokens[0]).toBe(0.875);
  });

  it('runs from 0 on a linear and from the smallest patch on a logarithmic scale of norms', () => {
    const norm = { layer: 0, map: { kind: 'norm' } } as const;
    expect(tokenMap(record, displayed, norm, linear)).toMatchObject({ low: 0, high: 400, axis: 'linear' });
    expect(tokenMap(record, displayed, norm, { ...linear, normScale: 'log' })).toMatchObject({
      low: 10,
      high: 400,
      axis: 'log',
    });
  });

  it('is absent for a layer that has not run', () => {
    expect(tokenMap(record, displayed, { layer: 1, map: { kind: 'mean' } }, linear)).toBeUndefined();
  });
});
