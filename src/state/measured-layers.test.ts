import { describe, expect, it } from 'vitest';
import type { TraceId, TraceStart } from '../engine/engine.ts';
import { measuredLayers } from './measured-layers.ts';
import type { TraceRecord } from './trace-record.ts';

const layout = { cls: 1, registers: 0, rows: 1, columns: 3, testTimeRegisters: 0 } as const;
const auto = { outlierLayer: 'auto', normLayer: 'auto' } as const;

/** A record whose layers' largest patch norm is given; CLS is larger than all, and does not count. */
function recordOf(...largest: number[]): TraceRecord {
  const start = { trace: 'trace-1' as TraceId, layout, depth: largest.length } as TraceStart;
  return { start, norms: Float32Array.from(largest.flatMap((norm) => [1000, 1, 1, norm])) } as TraceRecord;
}

describe('the measured layers', () => {
  it('are where the reference stands out most', () => {
    const layers = measuredLayers([recordOf(1, 30, 20, 1), recordOf(1, 1, 1, 90)], auto);
    expect(layers).toEqual({ outlierLayer: 1, normLayer: 1, standsOut: 1 });
  });

  it('are where another lens stands out if the reference does not', () => {
    expect(measuredLayers([recordOf(1, 1, 1), recordOf(1, 1, 9)], auto).outlierLayer).toBe(2);
  });

  it('are the last one where none stands out, and those that were asked for within the models', () => {
    const flat = [recordOf(1, 1, 1), recordOf(1, 1)];
    expect(measuredLayers(flat, auto)).toEqual({ outlierLayer: 1, normLayer: 1, standsOut: undefined });
    expect(measuredLayers(flat, { outlierLayer: 0, normLayer: 7 })).toMatchObject({
      outlierLayer: 0,
      normLayer: 1,
    });
  });
});
