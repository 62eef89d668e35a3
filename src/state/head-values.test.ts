import { describe, expect, it } from 'vitest';
import type { TraceId } from '../engine/engine.ts';
import type { Displayed } from './displayed.ts';
import { measuredHeads } from './head-values.ts';
import { createTraceRecords } from './trace-record.ts';

const heads = 2;
const depth = 2;
const patches = 4;

/** One layer of two has run; head 0 looks at patch 0, head 1 evenly at all tokens. */
function traceOf(
  name: string,
  { registers = 0, columns = 2, token = 0 }: { registers?: number; columns?: number; token?: number } = {},
) {
  const trace = name as TraceId;
  const layout = { cls: 1, registers, rows: patches / columns, columns, testTimeRegisters: 0 } as const;
  const tokens = 1 + registers + patches;
  const start = {
    trace,
    layout,
    frame: { x: 0, y: 0, width: 2, height: 2 },
    input: { height: 16, width: 16 },
    depth,
    heads,
    queryToken: 0,
    interventions: {},
  };
  const records = createTraceRecords();
  records.begin(start);
  const rows = new Float32Array(heads * tokens).fill(1 / tokens);
  for (let key = 0; key < tokens; key++) rows[key] = key === 1 + registers ? 1 : 0;
  const entropy = Float32Array.from(rows, (_, at) => (at < tokens ? 0 : Math.log(tokens)));
  const norms = new Float32Array(tokens).fill(1);
  records.addLayer({
    trace,
    layer: 0,
    norms,
    attentionNorms: norms,
    mlpNorms: norms,
    received: rows,
    entropy,
    cls: rows,
    rows,
    gate: undefined,
  });
  const displayed = {
    start,
    layersDone: 1,
    imageChoice: { kind: 'sample', file: 'a.webp' },
    attention: { reading: 'attends-to', token, layers: 1 },
  } as unknown as Displayed;
  return { displayed, record: records.get(trace)! };
}

const own = traceOf('own');
const nothing = { staged: undefined, other: undefined };

/** Of the layers that have run. */
function values(...question: Parameters<typeof measuredHeads>): number[] {
  const measured = measuredHeads(...question);
  if (measured.kind !== 'values') throw new Error(measured.kind);
  return [...measured.values];
}

describe('measures of the heads of a trace', () => {
  it('cover the layers that have run', () => {
    expect(values('entropy', own, nothing)).toEqual([0, expect.closeTo(Math.log(5), 6)]);
    expect(values('sink-share', own, nothing)).toEqual([0, 0]);
  });

  it('compare the heads’ patches with the map on the stage', () => {
    const staged = { layer: 0, map: { kind: 'head', head: 0 } } as const;
    expect(values('similarity', own, { ...nothing, staged })).toEqual([1, 0.5]);
    const later = { layer: 1, map: { kind: 'mean' } } as const;
    expect(measuredHeads('similarity', own, { ...nothing, staged: later }).kind).toBe('waiting');
  });

  it('compare the heads with another lens’s, whose registers count', () => {
    const other = traceOf('other', { registers: 1 });
    const [first, second] = values('distance', own, { ...nothing, other });
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(0.1);
  });

  it('wait until both lenses show the attention of the same token', () => {
    const other = traceOf('other', { token: 2 });
    expect(measuredHeads('distance', own, { ...nothing, other }).kind).toBe('waiting');
  });

  it('say why there is no distance', () => {
    expect(measuredHeads('distance', own, nothing)).toMatchObject({
      kind: 'impossible',
      why: 'There is no other lens to compare with. Add one under Lens.',
    });
    expect(measuredHeads('distance', own, { ...nothing, other: traceOf('o', { columns: 4 }) })).toMatchObject(
      {
        kind: 'impossible',
        why: 'The other lens has 1 × 4 patches, this one 2 × 2.',
      },
    );
  });
});
