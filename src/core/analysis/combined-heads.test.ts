import { describe, expect, it } from 'vitest';
import { combineHeads } from './combined-heads.ts';

const stack = { layers: 1, heads: 2, tokens: 3, values: Float32Array.of(0.5, 0.25, 0.25, 0, 1, 0) };

describe('combineHeads', () => {
  it('takes the largest head at each token', () => {
    expect([...combineHeads(stack, 0, { kind: 'max' })]).toEqual([0.5, 1, 0.25]);
  });

  it('counts a head without a weight as 1', () => {
    const mean = combineHeads(stack, 0, { kind: 'mean' });
    expect(combineHeads(stack, 0, { kind: 'weighted', weights: [] })).toEqual(mean);
  });

  it('takes weights relative to their sum', () => {
    expect([...combineHeads(stack, 0, { kind: 'weighted', weights: [0.25, 0] })]).toEqual([0.5, 0.25, 0.25]);
  });

  it('is 0 where all weights are', () => {
    expect([...combineHeads(stack, 0, { kind: 'weighted', weights: [0, 0] })]).toEqual([0, 0, 0]);
  });
});
