import { describe, expect, it, vi } from 'vitest';
import { tokenMap } from './layer-maps.ts';
import type { Requested } from './requested.ts';
import { setUp, shown } from './scripted-scope.ts';

const look = { scale: 'head', normScale: 'log' } as const;
const rollout = { kind: 'rollout' } as const;

async function begin() {
  const parts = setUp();
  await parts.open();
  return { ...parts, asked: () => parts.log.filter((line) => line.startsWith('rollout')) };
}

/** Changes the rollout's options. */
function options(requested: Requested, change: Partial<Requested['combining']['rollout']>) {
  return { rollout: { ...requested.combining.rollout, ...change } };
}

describe('the rollout of a lens', () => {
  it('is asked for only when it is to be shown, and when all layers have run', async () => {
    const { scope, asked, until } = await begin();
    scope.stage({ layer: 'newest', map: rollout });
    await until('layer 0 lens-1');
    expect(asked()).toEqual([]);
    for (const layer of [1, 2]) await until(`layer ${layer} lens-1`);
    await until('rollout 0');
    expect(asked()).toEqual(['rollout row 0 from 0']);
    await vi.waitFor(() => expect(shown(scope).displayed?.rollout?.layers).toBe(3));
    scope.stage({ layer: 1, map: rollout });
    await new Promise((resolve) => setTimeout(resolve));
    expect(asked()).toHaveLength(1);
  });

  it('follows the query, the reading and the options, and shows the last answer meanwhile', async () => {
    const { scope, asked, until, finish } = await begin();
    await finish();
    expect(asked()).toEqual([]);
    scope.combine({ columns: ['rollout'] });
    await until('rollout 0');
    await vi.waitFor(() => expect(shown(scope).displayed?.rollout?.question.tokens).toEqual([0]));
    scope.pin({ kind: 'register', index: 1 });
    await until('rollout 2');
    expect(shown(scope).displayed?.rollout?.question.tokens).toEqual([2]);
    scope.read('received');
    await until('rollout 0');
    expect(shown(scope).displayed?.rollout?.question.tokens).toBe('all');
    scope.read('attended-by');
    scope.combine(options(scope.store.getState().requested, { start: 7 }));
    // A model of three layers starts at its last one.
    await until('rollout 2');
    await vi.waitFor(() =>
      expect(shown(scope).displayed?.rollout?.question).toMatchObject({
        direction: 'column',
        options: { start: 2 },
      }),
    );
  });

  it('has no map before the layer that it starts from', async () => {
    const { scope, until, finish } = await begin();
    await finish();
    scope.combine(options(scope.store.getState().requested, { start: 1 }));
    scope.stage({ layer: 2, map: rollout });
    await until('rollout 0');
    await vi.waitFor(() => expect(shown(scope).displayed?.rollout).toBeDefined());
    const { displayed } = shown(scope);
    const record = scope.record('lens-1', displayed!.start.trace)!;
    const mapOf = (layer: number) => tokenMap(record, displayed!, { layer, map: rollout }, look);
    expect(mapOf(0)).toBeUndefined();
    expect(mapOf(1)?.tokens).toHaveLength(403);
    expect(mapOf(2)?.high).toBeGreaterThan(0);
  });

  it('is cancelled when it takes long and another one is wanted', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const { scope, asked, until, finish } = await begin();
    await finish();
    scope.stage({ layer: 2, map: rollout });
    await vi.waitFor(() => expect(asked()).toHaveLength(1));
    scope.pin({ kind: 'register', index: 0 });
    await vi.advanceTimersByTimeAsync(1000);
    await until('rollout 0');
    await until('rollout 1');
    await vi.waitFor(() => expect(shown(scope).displayed?.rollout?.question.tokens).toEqual([1]));
    vi.useRealTimers();
  });
});
