import { expect, test } from 'vitest';
import { chosenNormaliser, normaliserChoices, replacementFor } from './normaliser-choice.ts';

const clipped = { kind: 'softmax', clip: { gamma: -0.03, eta: 1 } } as const;
const plain = { kind: 'softmax' } as const;

test('plain softmax is a change for a model that was trained with a clipped one, and there is a way back', () => {
  expect(normaliserChoices(clipped)).toEqual(['clipped', 'softmax', 'softmax-1', 'sigmoid']);
  expect(chosenNormaliser(clipped, undefined)).toBe('clipped');
  expect(replacementFor(clipped, 'softmax')).toBe('softmax');
  expect(chosenNormaliser(clipped, 'softmax')).toBe('softmax');
  expect(replacementFor(clipped, 'clipped')).toBeUndefined();
});

test('what a model was trained with is no change, also where it is named', () => {
  expect(normaliserChoices(plain)).toEqual(['softmax', 'softmax-1', 'sigmoid']);
  expect(replacementFor(plain, chosenNormaliser(plain, undefined))).toBeUndefined();
  expect(replacementFor(plain, chosenNormaliser(plain, 'softmax'))).toBeUndefined();
  expect(replacementFor(plain, 'sigmoid')).toBe('sigmoid');
});
