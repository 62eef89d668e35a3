import { expect, it } from 'vitest';
import type { ViTSpec } from '../../core/vit/spec.ts';
import type { ScopeState } from '../../state/scope-state.ts';
import { remediesFor } from './remedies.ts';

const dinov2Small = {
  patch: 14,
  layerScale: true,
  registers: 0,
  mlp: { kind: 'mlp' },
  width: 384,
  depth: 12,
};

function opened(model: object, spec?: Partial<ViTSpec> | object, interventions = {}): ScopeState {
  return {
    requested: { lenses: [{ id: 'one', model, interventions }], active: 'one', comparison: {} },
    views: spec ? { one: { displayed: { model: { spec } }, activity: { kind: 'idle' } } } : {},
  } as unknown as ScopeState;
}

const local = { kind: 'local', key: 'folder' };

it('compares the small model with its trained twins', async () => {
  const { id, lenses } = await remediesFor(opened({ kind: 'embedded', id: 'mini-artifacts' }));
  expect(id).toBe('remedies');
  expect(lenses.every(({ model }) => model.kind === 'embedded')).toBe(true);
});

it('compares any other model with what can be done to it without training', async () => {
  const { lenses } = await remediesFor(opened(local, { ...dinov2Small, patch: 16 }));
  expect(lenses.map(({ model }) => model)).toEqual([local, local, local]);
  expect(lenses.map(({ interventions }) => interventions.gate?.kind)).toEqual([
    undefined,
    'implied',
    'implied',
  ]);
});

it('takes a test-time register for neurons that are published for the model', async () => {
  const { lenses } = await remediesFor(opened(local, dinov2Small));
  expect(lenses[1]?.interventions.registers?.count).toBe(1);
  expect(lenses[1]?.interventions.reroute?.neurons['9']).toEqual([618, 1080, 1316]);
  expect(lenses).toHaveLength(4);
});

it('prefers the neurons that were chosen on the page', async () => {
  const own = { reroute: { neurons: { '1': [2] }, target: 'registers' } };
  const { lenses } = await remediesFor(opened(local, dinov2Small, own));
  expect(lenses[1]?.interventions).toEqual(own);
  expect(lenses).toHaveLength(4);
});
