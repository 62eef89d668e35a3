import { expect, test } from 'vitest';
import type { TraceId } from '../engine/engine.ts';
import type { Displayed } from '../state/displayed.ts';
import { tokenMap } from '../state/layer-maps.ts';
import type { MapKind } from '../state/requested.ts';
import { createTraceRecords } from '../state/trace-record.ts';
import { mapInShort, mapSummary } from './text-alternatives.ts';

const trace = 'trace-1' as TraceId;
const start = {
  trace,
  layout: { cls: 1, registers: 1, rows: 3, columns: 3, testTimeRegisters: 0 },
  frame: { x: 0, y: 0, width: 3, height: 3 },
  input: { height: 24, width: 24 },
  depth: 1,
  heads: 1,
  queryToken: 0,
  interventions: {},
} as const;

/** CLS, a register, nine patches. */
const attention = Float32Array.of(0.125, 0.125, 0.5, 0, 0, 0, 0, 0, 0, 0, 0.25);
const norms = Float32Array.of(9, 9, 400, 10, 11, 10, 9, 10, 11, 10, 10);
const records = createTraceRecords();
records.begin(start);
records.addLayer({
  trace,
  layer: 0,
  norms,
  attentionNorms: norms,
  mlpNorms: norms,
  received: attention,
  entropy: attention,
  cls: attention,
  rows: attention,
  gate: undefined,
});
const record = records.get(trace)!;
const displayed = {
  start,
  layersDone: 1,
  attention: { reading: 'attends-to', token: 0, layers: 1 },
} as unknown as Displayed;
const rule = { kind: 'multiple', factor: 4 } as const;

function told(kind: MapKind) {
  const look = { scale: 'head', normScale: 'linear' } as const;
  return { layer: 0, kind, map: tokenMap(record, displayed, { layer: 0, map: kind }, look) };
}

const summaryOf = (kind: MapKind) => mapSummary({ displayed, record }, told(kind), { rule, site: 'output' });

test('attention is told with its place, its largest patches, special tokens and what the outliers hold', () => {
  expect(summaryOf({ kind: 'head', head: 0 })).toBe(
    'Layer 0, head 0. What CLS attends to. 3 rows of 3 patches, counted from 0. ' +
      '50 % of its attention lies in the upper left, 25 % in the lower right. ' +
      'Largest patches: row 0, column 0: 0.500; row 2, column 2: 0.250; row 0, column 1: 0. ' +
      'Special tokens: CLS 0.125, 13 %; R1 0.125, 13 %. ' +
      '1 of 9 patches is an outlier by norm and holds 50 %.',
  );
});

test('norms are told by where they are high and low, without shares', () => {
  const summary = summaryOf({ kind: 'norm' });
  expect(summary).toContain('Highest in the upper left, 400 on average; lowest in the centre, 9.00.');
  expect(summary).toContain('Special tokens: CLS 9.00; R1 9.00. 1 of 9 patches is an outlier by norm.');
});

test('what is read out after a change is short, and nothing where there is no map yet', () => {
  expect(mapInShort(displayed, told({ kind: 'head', head: 0 }), 'output')).toBe(
    'Layer 0, head 0. What CLS attends to. 50 % of its attention lies in the upper left, 25 % in the lower right. Largest: row 0, column 0.',
  );
  const none = { layer: 0, kind: { kind: 'mean' }, map: undefined } as const;
  expect(mapInShort(displayed, none, 'output')).toBeUndefined();
  expect(mapSummary({ displayed, record }, none, { rule, site: 'output' })).toBe(
    'Layer 0, mean of heads. Not computed yet.',
  );
});
