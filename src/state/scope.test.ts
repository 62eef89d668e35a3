import { describe, expect, it, vi } from 'vitest';
import { InputError } from '../core/input-error.ts';
import { EngineRestartError } from '../engine/client.ts';
import { activeLens } from './lens.ts';
import { modelFiles, setUp, shown } from './scripted-scope.ts';
import { shownStack } from './trace-record.ts';

describe('the scope', () => {
  it('traces the first sample with the embedded model as soon as it begins', async () => {
    const { scope, log, open, finish } = setUp();
    await open();
    await finish();
    expect(log).toEqual([
      'open mini-artifacts',
      'decode first.webp',
      'trace lens-1 model-1 image-2 publisher',
    ]);
    expect(shown(scope).activity).toEqual({ kind: 'idle' });
    expect(scope.store.getState().device?.backend).toBe('wasm');
  });

  it('shows every layer as it arrives, with the attention of CLS', async () => {
    const { scope, until, open } = setUp();
    await open();
    await until('layer 0 lens-1');
    const { displayed, activity } = shown(scope);
    expect(displayed).toMatchObject({ layersDone: 1, status: 'running', attention: { token: 0, layers: 1 } });
    expect(activity).toEqual({ kind: 'running', layer: 1, depth: 3 });
    const record = scope.record('lens-1', displayed!.start.trace)!;
    expect(shownStack(record, displayed!.attention)).toBe(record.cls);
  });

  it('asks only for the newest token while a probe is under way, and keeps the last answer till then', async () => {
    const { scope, log, until, open, finish } = setUp();
    await open();
    await finish();
    scope.hover({ kind: 'patch', x: 0.01, y: 0.01 });
    scope.hover({ kind: 'patch', x: 0.3, y: 0.01 });
    scope.hover({ kind: 'patch', x: 0.6, y: 0.01 });
    expect(shown(scope).displayed?.attention.token).toBe(0);
    await until('probe 3');
    expect(shown(scope).displayed?.attention.token).toBe(3);
    await until('probe 15');
    await vi.waitFor(() => expect(shown(scope).displayed?.attention.token).toBe(15));
    expect(log.filter((line) => line.startsWith('probe'))).toEqual(['probe row 3', 'probe row 15']);
  });

  it('holds a pinned query until it is freed, and then reads CLS without asking', async () => {
    const { scope, log, until, open, finish } = setUp();
    await open();
    await finish();
    scope.pin({ kind: 'register', index: 0 });
    await until('probe 1');
    scope.hover({ kind: 'patch', x: 0.5, y: 0.5 });
    expect(scope.store.getState().requested.query).toEqual({
      target: { kind: 'register', index: 0 },
      pinned: true,
    });
    scope.free();
    expect(shown(scope).displayed?.attention).toMatchObject({
      reading: 'attends-to',
      token: 0,
      layers: 3,
    });
    expect(log.filter((line) => line.startsWith('probe'))).toHaveLength(1);
  });

  it('asks for the mean of a set’s rows, and keeps the set when the model changes', async () => {
    const { scope, log, until, open, finish } = setUp();
    await open();
    await finish();
    const target = { kind: 'box', from: { x: 0, y: 0 }, to: { x: 0.1, y: 0.05 } } as const;
    scope.pin(target);
    await until('probe 3 4');
    const { displayed } = shown(scope);
    expect(displayed?.attention).toMatchObject({
      reading: 'attends-to',
      token: 3,
      tokens: [3, 4],
      layers: 3,
    });
    const record = scope.record('lens-1', displayed!.start.trace)!;
    expect(shownStack(record, displayed!.attention)).toBe(record.probe);
    scope.read('attended-by');
    await until('probe 3 4');
    scope.extendQuery({ rows: 1, columns: 0 });
    await until('probe 3 4 23 24');
    scope.moveQuery({ rows: 0, columns: 1 });
    await until('probe 4 5 24 25');
    const { query } = scope.store.getState().requested;
    scope.chooseModel({ kind: 'embedded', id: 'mini' });
    expect(scope.store.getState().requested.query).toEqual(query);
    expect(log.filter((line) => line.startsWith('probe'))).toEqual([
      'probe rows 3 4',
      'probe columns 3 4',
      'probe columns 3 4 23 24',
      'probe columns 4 5 24 25',
    ]);
  });

  it('asks for columns when attention is read the other way, and for nothing when it is averaged', async () => {
    const { scope, log, until, open, finish } = setUp();
    await open();
    await finish();
    scope.read('attended-by');
    await until('probe 0');
    await vi.waitFor(() => expect(shown(scope).displayed?.attention.reading).toBe('attended-by'));
    scope.read('received');
    expect(shown(scope).displayed?.attention.reading).toBe('received');
    expect(log.filter((line) => line.startsWith('probe'))).toEqual(['probe column 0']);
  });

  it('drops a trace that was overtaken, even if its layers come late', async () => {
    const { scope, until, open, finish } = setUp();
    await open();
    scope.chooseImage({ kind: 'sample', file: 'second.webp' });
    await until('decode second.webp');
    await until('layer 0 lens-1');
    await until('start lens-1');
    await finish();
    const { displayed } = shown(scope);
    expect(displayed?.imageChoice).toEqual({ kind: 'sample', file: 'second.webp' });
    expect(shown(scope).problem).toBeUndefined();
  });

  it('keeps what was on the screen when a file cannot be used, and says what to do', async () => {
    const { scope, open, finish } = setUp();
    await open();
    await finish();
    const before = shown(scope).displayed;
    await scope.openFiles([{ path: 'notes.txt', blob: new Blob(['x']) }]);
    expect(scope.store.getState().notice?.message).toMatch(
      /^notes\.txt is neither an image nor part of a model/,
    );
    expect(shown(scope).displayed).toBe(before);
    scope.dismissNotice();
    expect(scope.store.getState().notice).toBeUndefined();
  });

  it('returns to the shown model after a broken one', async () => {
    const { scope } = setUp({
      tick: (what) =>
        what === 'open model-1'
          ? Promise.reject(new InputError('The header is cut off.'))
          : Promise.resolve(),
    });
    await scope.begin();
    await vi.waitFor(() => expect(shown(scope).displayed?.status).toBe('complete'));
    await scope.openFiles(modelFiles('m/'));
    await vi.waitFor(() => expect(shown(scope).problem).toBeDefined());
    const state = scope.store.getState();
    expect(shown(scope).problem).toEqual({ tone: 'error', message: 'The header is cut off.' });
    expect(shown(scope).displayed?.status).toBe('complete');
    expect(activeLens(state.requested).model).toEqual({ kind: 'embedded', id: 'mini-artifacts' });
    expect(shown(scope).activity).toEqual({ kind: 'idle' });
    expect(state.localModels).toEqual([]);
  });

  it('keeps the layers that have run when the user stops, and runs on when asked', async () => {
    const { scope, log, until, open, finish } = setUp();
    await open();
    await until('layer 0 lens-1');
    scope.cancel();
    expect(shown(scope).displayed).toMatchObject({ layersDone: 1, status: 'stopped' });
    expect(shown(scope).activity).toEqual({ kind: 'idle' });
    await until('layer 1 lens-1');
    expect(shown(scope).displayed).toMatchObject({ layersDone: 1, status: 'stopped' });
    scope.resume();
    await until('start lens-1');
    await finish();
    expect(log.filter((line) => line.startsWith('trace'))).toHaveLength(2);
    expect(shown(scope).problem).toBeUndefined();
  });

  it('traces the image again, once, when the engine has lost the trace', async () => {
    const probes: string[] = [];
    const { scope, log } = setUp({
      tick: (what) => {
        if (!what.startsWith('probe')) return Promise.resolve();
        probes.push(what);
        return Promise.reject(new Error('The trace is gone'));
      },
    });
    const isComplete = () => expect(shown(scope).displayed?.status).toBe('complete');
    await scope.begin();
    await vi.waitFor(isComplete);
    scope.pin({ kind: 'register', index: 0 });
    await vi.waitFor(() => expect(log.filter((line) => line.startsWith('trace'))).toHaveLength(2));
    await vi.waitFor(isComplete);
    expect(probes.length).toBeGreaterThan(0);
    expect(shown(scope).displayed?.attention.token).toBe(1);
    expect(shown(scope).problem).toBeUndefined();
  });

  it('runs on in an engine that was restarted under a run, but not for ever', async () => {
    let restarts = 0;
    const { scope, log } = setUp({
      tick: (what) =>
        what === 'layer 1 lens-1' && restarts-- > 0
          ? Promise.reject(new EngineRestartError('The graphics device was lost.'))
          : Promise.resolve(),
    });
    const traced = () => log.filter((line) => line.startsWith('trace')).length;
    restarts = 2;
    await scope.begin();
    await vi.waitFor(() => expect(shown(scope).displayed?.status).toBe('complete'));
    expect(traced()).toBe(3);
    expect(shown(scope).problem).toBeUndefined();
    restarts = 3;
    scope.chooseModel({ kind: 'embedded', id: 'mini' });
    await vi.waitFor(() => expect(shown(scope).problem?.message).toContain('The graphics device was lost.'));
    expect(traced()).toBe(6);
  });

  it('keeps the framing between the embedded variants and returns to the recipe for another model', async () => {
    const { scope, open } = setUp();
    await open();
    scope.chooseFraming({ fit: 'pad', size: { height: 160, width: 160 } });
    scope.chooseModel({ kind: 'embedded', id: 'mini' });
    expect(scope.store.getState().requested.framing.fit).toBe('pad');
    await scope.openFiles(modelFiles(''));
    expect(scope.store.getState().requested.framing).toEqual({ fit: 'publisher' });
    expect(scope.store.getState().localModels).toHaveLength(1);
  });
});
