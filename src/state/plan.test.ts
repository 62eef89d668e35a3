import { describe, expect, it } from 'vitest';
import type { DecodedImage, OpenModel, TraceId } from '../engine/engine.ts';
import type { Displayed } from './displayed.ts';
import { plan } from './plan.ts';
import { INITIAL_REQUEST, type LensRequest } from './requested.ts';

const image = { kind: 'sample', file: 'robin.webp' } as const;
const initial: LensRequest = { ...INITIAL_REQUEST, ...INITIAL_REQUEST.lenses[0]! };
const requested: LensRequest = { ...initial, image };
const patch = { kind: 'patch', x: 0.5, y: 0.5 } as const;

const displayed: Displayed = {
  model: { id: 'model-1' as OpenModel['id'] } as OpenModel,
  modelChoice: requested.model,
  interventions: {},
  image: { id: 'image-1' as DecodedImage['id'], width: 960, height: 640 },
  imageChoice: image,
  framing: { fit: 'publisher' },
  start: {
    trace: 'trace-1' as TraceId,
    layout: { cls: 1, registers: 0, rows: 2, columns: 2, testTimeRegisters: 0 },
    frame: { x: 160, y: 0, width: 640, height: 640 },
    input: { height: 160, width: 160 },
    depth: 6,
    heads: 6,
    queryToken: 0,
    interventions: {},
  },
  layersDone: 6,
  status: 'complete',
  took: undefined,
  attention: { reading: 'attends-to', token: 0, layers: 6 },
};

function planFor(change: Partial<LensRequest>, shown: Partial<Displayed> = {}) {
  return plan({ ...displayed, ...shown }, { ...requested, ...change });
}

describe('the plan', () => {
  it('keeps everything where what is shown is what is asked for', () => {
    expect(planFor({})).toEqual({ model: 'keep', image: 'keep', trace: 'keep', attention: { kind: 'keep' } });
  });

  it('does everything where nothing is shown, and nothing before there is an image', () => {
    expect(plan(undefined, requested)).toMatchObject({ model: 'open', image: 'decode', trace: 'run' });
    expect(plan(undefined, initial)).toMatchObject({ model: 'keep', image: 'keep', trace: 'keep' });
  });

  it('redoes only what a change touches', () => {
    expect(planFor({ model: { kind: 'embedded', id: 'mini' } })).toMatchObject({
      model: 'open',
      image: 'keep',
      trace: 'run',
    });
    expect(planFor({ image: { kind: 'local', key: 'image-1' } })).toMatchObject({
      model: 'keep',
      image: 'decode',
      trace: 'run',
    });
    expect(planFor({ framing: { fit: 'whole' } })).toMatchObject({
      model: 'keep',
      image: 'keep',
      trace: 'run',
    });
    expect(planFor({ interventions: { normaliser: 'softmax-1' } })).toMatchObject({
      model: 'keep',
      image: 'keep',
      trace: 'run',
    });
  });

  it('counts a trace that the user stopped as shown', () => {
    expect(planFor({}, { status: 'stopped', layersDone: 2 }).trace).toBe('keep');
  });

  it('asks the trace for a patch, along the row or the column', () => {
    const query = { target: patch, pinned: false };
    expect(planFor({ query }).attention).toEqual({ kind: 'probe', probe: 'row', token: 4 });
    expect(planFor({ query, reading: 'attended-by' }).attention).toEqual({
      kind: 'probe',
      probe: 'column',
      token: 4,
    });
  });

  it('asks the trace for a set of patches together, once it is whole', () => {
    const whole = { kind: 'box', from: { x: 0, y: 0 }, to: { x: 1, y: 0.5 } } as const;
    const query = { target: whole, pinned: true };
    const tokens = [1, 2];
    expect(planFor({ query }).attention).toEqual({ kind: 'probe-set', probe: 'rows', tokens });
    expect(planFor({ query, reading: 'attended-by' }).attention).toEqual({
      kind: 'probe-set',
      probe: 'columns',
      tokens,
    });
    expect(planFor({ query }, { status: 'running' }).attention).toEqual({ kind: 'keep' });
    const answered = { reading: 'attends-to', token: 1, tokens, layers: 6 } as const;
    expect(planFor({ query }, { attention: answered }).attention).toEqual({ kind: 'keep' });
    const other = { ...answered, tokens: [1, 3] };
    expect(planFor({ query }, { attention: other }).attention).toMatchObject({ kind: 'probe-set' });
    const single = { ...query, target: { kind: 'patch', x: 0.1, y: 0.1 } } as const;
    expect(planFor({ query: single }, { attention: answered }).attention).toMatchObject({
      kind: 'probe',
      token: 1,
    });
  });

  it('takes the row of CLS, the row that the run brought along and the mean from the summaries', () => {
    const attention = { reading: 'attends-to', token: 3, layers: 6 } as const;
    expect(planFor({}, { attention }).attention).toEqual({ kind: 'summary', token: 0 });
    expect(planFor({ reading: 'received' }).attention).toEqual({ kind: 'summary', token: 0 });
    const start = { ...displayed.start, queryToken: 4 };
    const query = { target: patch, pinned: true };
    expect(planFor({ query }, { start, status: 'running' }).attention).toEqual({ kind: 'summary', token: 4 });
  });

  it('asks the finished trace again for what was answered while it ran', () => {
    const query = { target: patch, pinned: true };
    const early = { reading: 'attends-to', token: 4, layers: 6, isEarly: true } as const;
    const asked = { kind: 'probe', probe: 'row', token: 4 };
    const running = { attention: early, status: 'running' } as const;
    expect(planFor({ query }, running).attention).toEqual({ kind: 'keep' });
    expect(planFor({ query }, { attention: early }).attention).toEqual(asked);
    expect(planFor({ query }, { attention: { ...early, isEarly: false } }).attention).toEqual({
      kind: 'keep',
    });
  });

  it('goes on with layers that have run since, and is content with an answer that is ahead of them', () => {
    const attention = { reading: 'attends-to', token: 0, layers: 2 } as const;
    expect(planFor({}, { attention, layersDone: 3, status: 'running' }).attention).toEqual({
      kind: 'summary',
      token: 0,
    });
    expect(planFor({}, { attention, layersDone: 1, status: 'running' }).attention).toEqual({ kind: 'keep' });
  });

  it('does not ask a trace of which no layer has run', () => {
    const query = { target: patch, pinned: true };
    expect(planFor({ query }, { layersDone: 0, status: 'running' }).attention).toEqual({ kind: 'keep' });
  });
});
