import { expect, test } from 'vitest';
import { promptShares } from './prompt-shares.ts';
import { attentionMatrix, firstTokenShare } from './text-attention.ts';

const attention = {
  layers: 1,
  heads: 2,
  tokens: 3,
  values: Float32Array.of(1, 0, 0, 0.5, 0.5, 0, 0.25, 0.25, 0.5, 1, 0, 0, 1, 0, 0, 0.75, 0, 0.25),
};

test('the first token’s share is the mean over the queries that could look elsewhere', () => {
  expect(firstTokenShare(attentionMatrix(attention, 0, 0), 3)).toBeCloseTo(0.375, 6);
  expect(firstTokenShare(attentionMatrix(attention, 0, 1), 3)).toBeCloseTo(0.875, 6);
  expect(firstTokenShare(attentionMatrix(attention, 0, 'mean'), 3)).toBeCloseTo(0.625, 6);
});

test('the heads’ mean keeps rows that sum to 1', () => {
  const mean = attentionMatrix(attention, 0, 'mean');
  expect([...mean]).toEqual([1, 0, 0, 0.75, 0.25, 0, 0.5, 0.125, 0.375]);
});

test('shares of prompts are a softmax of the scaled cosines', () => {
  const [a, b] = promptShares([0.3, 0.25], 100);
  expect(a! / b!).toBeCloseTo(Math.exp(5), 6);
  expect(a! + b!).toBeCloseTo(1, 12);
  expect(promptShares([0.2], 100)).toEqual([1]);
});
