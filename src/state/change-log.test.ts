import { expect, test } from 'vitest';
import type { Interventions } from '../core/intervention/interventions.ts';
import { createChangeLog } from './change-log.ts';

const softmax1: Interventions = { normaliser: 'softmax-1' };
const sigmoid: Interventions = { normaliser: 'sigmoid' };

test('changes are taken back one by one, each lens its own', () => {
  let ms = 0;
  const log = createChangeLog(() => (ms += 5000));
  log.note({ lens: 'a', what: 'normaliser', before: {}, after: softmax1 });
  log.note({ lens: 'b', what: 'normaliser', before: {}, after: sigmoid });
  log.note({ lens: 'a', what: 'normaliser', before: softmax1, after: sigmoid });
  expect(log.undo('a', sigmoid)).toEqual(softmax1);
  expect(log.undo('a', softmax1)).toEqual({});
  expect(log.undo('a', {})).toBeUndefined();
  expect(log.undo('b', sigmoid)).toEqual({});
});

test('what a slider passes through is one change', () => {
  let ms = 0;
  const log = createChangeLog(() => (ms += 100));
  log.note({ lens: 'a', what: 'scale', before: {}, after: softmax1 });
  log.note({ lens: 'a', what: 'scale', before: softmax1, after: sigmoid });
  expect(log.undo('a', sigmoid)).toEqual({});
});

test('what was changed elsewhere since is not taken back', () => {
  const log = createChangeLog(() => 0);
  log.note({ lens: 'a', what: 'normaliser', before: {}, after: softmax1 });
  expect(log.undo('a', sigmoid)).toBeUndefined();
});
