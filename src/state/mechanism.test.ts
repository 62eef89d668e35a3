import { expect, test } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import type { Library } from './library.ts';
import { createMechanism, type KnownNeurons, originOf } from './mechanism.ts';

const planted: KnownNeurons = { neurons: { '2': [108, 330] }, title: 'Planted', source: 'Rewritten.' };
const found: KnownNeurons = { neurons: { '2': [330, 108] }, title: 'Found', source: 'Searched.' };
const other: KnownNeurons = { neurons: { '3': [1] }, title: 'other.json', source: 'Imported.' };

test('a list is known by its neurons, in whatever order, and an empty one by nothing', () => {
  expect(originOf({ '2': [330, 108] }, [other, planted])).toBe(planted);
  expect(originOf({ '2': [108] }, [other, planted])).toBeUndefined();
  expect(originOf({}, [{ ...other, neurons: {} }])).toBeUndefined();
});

const page = { arrangePanels: () => undefined };

test('the newest lists come first, and the same neurons stand there once', () => {
  const mechanism = createMechanism({} as Engine, {} as Library, page);
  for (const list of [planted, other, found]) mechanism.keepList(list);
  expect(mechanism.store.getState().lists).toEqual([found, other]);
});

test('its panel is opened and closed by the page', () => {
  const asked: unknown[] = [];
  const { open } = createMechanism({} as Engine, {} as Library, {
    arrangePanels: (part) => asked.push(part),
  });
  open(true);
  open(false);
  expect(asked).toEqual([{ change: true }, { change: false }]);
});

test('drafts are kept by lens and model, and forgotten', () => {
  const mechanism = createMechanism({} as Engine, {} as Library, page);
  const draft = { neurons: { '2': [1] }, target: 'off', mode: 'paper', others: 'zero', scale: 1 } as const;
  mechanism.keepDraft('lens-1 embedded:mini', { ...draft, neurons: { '2': [1] } });
  expect(mechanism.store.getState().drafts['lens-1 embedded:mini']).toEqual(draft);
  mechanism.keepDraft('lens-1 embedded:mini', undefined);
  expect(mechanism.store.getState().drafts).toEqual({});
});
