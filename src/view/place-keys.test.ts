import { expect, test } from 'vitest';
import { GRID_KEYS, handleKey, PAGE_KEYS } from './keys.ts';
import { FIGURE_KEYS, LIST_KEYS, type ListStep, PLACE_KEYS, steppedTo } from './place-keys.ts';

const pressed = (key: string) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  preventDefault: () => {},
  stopPropagation: () => {},
});

test('a list is walked with arrows, Home and End, and its ends hold', () => {
  const steps: ListStep[] = [];
  for (const key of ['ArrowLeft', 'ArrowRight', 'Home', 'End', 'q']) {
    handleKey(LIST_KEYS, pressed(key), { step: (step) => steps.push(step) });
  }
  expect(steps).toEqual([-1, 1, 'first', 'last']);
  expect(steps.map((step) => steppedTo(step, 0, 4))).toEqual([0, 1, 0, 3]);
  expect(steps.map((step) => steppedTo(step, 3, 4))).toEqual([2, 3, 0, 3]);
});

test('no key means two things in one place', () => {
  for (const tables of [[...PAGE_KEYS, ...PLACE_KEYS], GRID_KEYS, FIGURE_KEYS, LIST_KEYS]) {
    const names = tables.flatMap(({ keys, shift }) => keys.map((key) => `${shift ?? ''}${key}`));
    expect(names).toEqual([...new Set(names)]);
  }
});
