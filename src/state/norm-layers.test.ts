import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES } from '../core/analysis/outliers.ts';
import type { LayerSummary, TraceId } from '../engine/engine.ts';
import { normDomain, normLayers } from './norm-layers.ts';
import { createTraceRecords } from './trace-record.ts';

const trace = 'trace-1' as TraceId;
const start = {
  trace,
  layout: { cls: 1, registers: 0, rows: 2, columns: 3, testTimeRegisters: 0 },
  frame: { x: 0, y: 0, width: 3, height: 2 },
  input: { height: 16, width: 24 },
  depth: 2,
  heads: 1,
  queryToken: 0,
  interventions: {},
} as const;

function recordOf(...layers: number[][]) {
  const records = createTraceRecords();
  records.begin(start);
  layers.forEach((norms, layer) => {
    const zeros = new Float32Array(7);
    const summary: LayerSummary = {
      trace,
      layer,
      norms: Float32Array.from(norms),
      attentionNorms: Float32Array.from(norms, (norm) => norm + 1),
      mlpNorms: Float32Array.from(norms, (norm) => norm + 2),
      received: zeros,
      entropy: zeros,
      cls: zeros,
      rows: zeros,
      gate: undefined,
    };
    records.addLayer(summary);
  });
  return records.get(trace)!;
}

describe('the norms of layers', () => {
  it('leaves CLS out of the statistics and finds the outlier', () => {
    const [first] = normLayers(recordOf([900, 10, 11, 12, 13, 14, 300]), 1, DEFAULT_RULES.robust);
    expect(first?.summary).toMatchObject({ count: 6, median: 12.5, maximum: 300 });
    expect(first?.outliers.indices).toEqual([5]);
  });

  it('gives one axis to all layers, from 0 where it is linear', () => {
    const layers = normLayers(
      recordOf([1, 10, 11, 12, 13, 14, 15], [1, 20, 21, 22, 23, 24, 400]),
      2,
      DEFAULT_RULES.robust,
    );
    expect(normDomain(layers, 'linear')).toEqual([0, 400 * 1.04]);
    const [low, high] = normDomain(layers, 'log');
    expect(low).toBeLessThan(10);
    expect(high).toBeGreaterThan(400);
  });

  it('does not stretch the axis to a threshold that is far away', () => {
    const layers = normLayers(recordOf([1, 10, 11, 12, 13, 14, 15]), 1, DEFAULT_RULES.absolute);
    expect(normDomain(layers, 'linear')[1]).toBeLessThan(20);
  });

  it('has an axis even where all norms are 0', () => {
    const layers = normLayers(recordOf([0, 0, 0, 0, 0, 0, 0]), 1, DEFAULT_RULES.robust);
    expect(normDomain(layers, 'log')).toEqual([0.1, 1]);
  });
});
