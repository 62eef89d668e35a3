import { describe, expect, it, vi } from 'vitest';
import { InputError } from '../core/input-error.ts';
import { queryOf } from './displayed.ts';
import { componentsPlace } from './feature-maps.ts';
import { tokenMap } from './layer-maps.ts';
import type { Scope } from './scope.ts';
import { setUp, shown } from './scripted-scope.ts';

const look = { scale: 'head', normScale: 'log' } as const;
const similarity = { kind: 'similarity', site: 'k' } as const;
const pca = { kind: 'pca', site: 'output' } as const;
const firstPatch = { kind: 'patch', x: 0, y: 0 } as const;

async function setUpComplete(change: Parameters<typeof setUp>[0] = {}) {
  const made = setUp({ tick: () => Promise.resolve(), ...change });
  await made.scope.begin();
  await vi.waitFor(() => expect(shown(made.scope).displayed?.status).toBe('complete'));
  return made;
}

function recordOf(scope: Scope, lens = 'lens-1') {
  return scope.record(lens, shown(scope, lens).displayed!.start.trace)!;
}

function mapOf(scope: Scope, layer: number, map: typeof similarity | typeof pca) {
  return tokenMap(recordOf(scope), shown(scope).displayed!, { layer, map }, look);
}

const asked = (log: readonly string[], what: string) => log.filter((line) => line.startsWith(what));

describe('features', () => {
  it('are not asked for until they are looked at', async () => {
    const { scope, log } = await setUpComplete();
    scope.pin(firstPatch);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect([...asked(log, 'similarity'), ...asked(log, 'components')]).toEqual([]);
    expect(mapOf(scope, 1, similarity)).toBeUndefined();
  });

  it('on the stage are similar to the query, which they follow, in every layer', async () => {
    const { scope, log } = await setUpComplete();
    scope.stage({ layer: 1, map: similarity });
    await vi.waitFor(() => expect(mapOf(scope, 2, similarity)?.tokens[0]).toBe(1));
    scope.pin(firstPatch);
    await vi.waitFor(() => expect(mapOf(scope, 1, similarity)?.tokens[3]).toBe(1));
    expect(queryOf(shown(scope).displayed!, similarity).token).toBe(3);
    expect(asked(log, 'similarity')).toEqual(['similarity k 0', 'similarity k 3']);
    // The query itself, at 1, is not part of the range.
    expect(mapOf(scope, 1, similarity)!.high).toBeLessThan(1);
  });

  it('in the table are asked for site by site, the staged one first', async () => {
    const { scope, log } = await setUpComplete();
    scope.stage({ layer: 0, map: similarity });
    scope.changeFeatures({ isOpen: true });
    await vi.waitFor(() => expect(asked(log, 'similarity')).toHaveLength(5));
    expect(asked(log, 'similarity')[0]).toBe('similarity k 0');
    expect(new Set(asked(log, 'similarity')).size).toBe(5);
  });

  it('are components of the staged layer, then of the whole table', async () => {
    const { scope, log } = await setUpComplete();
    scope.stage({ layer: 2, map: pca });
    await vi.waitFor(() => expect(mapOf(scope, 2, pca)?.colours).toHaveLength(400 * 4));
    expect(asked(log, 'components')).toHaveLength(1);
    scope.changeFeatures({ isOpen: true, shows: 'pca' });
    await vi.waitFor(() => expect(asked(log, 'components')).toHaveLength(15));
    await vi.waitFor(() => expect(recordOf(scope).features?.components.size).toBe(15));
  });

  it('are asked for again with other settings, and not with the same', async () => {
    const { scope, log } = await setUpComplete();
    scope.stage({ layer: 2, map: pca });
    await vi.waitFor(() => expect(mapOf(scope, 2, pca)).toBeDefined());
    scope.changeFeatures({ foreground: 'above', threshold: 0.3, leavesOutOutliers: true });
    const place = componentsPlace('output', 2);
    await vi.waitFor(() =>
      expect(recordOf(scope).features?.components.get(place)?.request).toMatchObject({
        foreground: { side: 'above', threshold: 0.3 },
        leaveOut: { kind: 'robust', k: 4 },
      }),
    );
    scope.changeLook({ smooth: true });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(asked(log, 'components')).toHaveLength(2);
  });

  it('of all lenses beside each other have one basis, or each its own', async () => {
    const { scope, log } = await setUpComplete();
    scope.addLens({ model: { kind: 'embedded', id: 'mini-registers' }, interventions: {} });
    await vi.waitFor(() => expect(shown(scope, 'lens-2').displayed?.status).toBe('complete'));
    scope.stage({ layer: 1, map: pca });
    const place = componentsPlace('output', 1);
    const sharedBy = () =>
      ['lens-1', 'lens-2'].map((id) => recordOf(scope, id).features?.components.get(place)?.map?.sharedBy);
    await vi.waitFor(() => expect(sharedBy()).toEqual([2, 2]));
    scope.changeFeatures({ basis: 'own' });
    await vi.waitFor(() => expect(sharedBy()).toEqual([1, 1]));
    // Of the staged layer and of the strip's two others: one question for both lenses, then one for each.
    await vi.waitFor(() => expect(asked(log, 'components')).toHaveLength(9));
  });

  it('that cannot be had say why beside their place, and are not asked for again', async () => {
    const { scope, log } = await setUpComplete({
      checkComponents: () => {
        throw new InputError('The threshold leaves nothing.');
      },
    });
    scope.stage({ layer: 1, map: pca });
    const known = () => recordOf(scope).features?.components.get(componentsPlace('output', 1));
    await vi.waitFor(() => expect(known()?.problem).toBe('The threshold leaves nothing.'));
    expect(mapOf(scope, 1, pca)).toBeUndefined();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(asked(log, 'components')).toHaveLength(1);
  });
});
