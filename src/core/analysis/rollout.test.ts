import { describe, expect, it } from 'vitest';
import { checkRollout, DEFAULT_ROLLOUT, rowFactors } from './rollout.ts';

describe('checkRollout', () => {
  it('takes every layer of the model as the start', () => {
    for (const start of [0, 11]) expect(() => checkRollout({ ...DEFAULT_ROLLOUT, start }, 12)).not.toThrow();
  });

  it.each([-1, 12, 1.5])('names the layers there are where the start is %s', (start) => {
    expect(() => checkRollout({ ...DEFAULT_ROLLOUT, start }, 12)).toThrow(
      `Rollout: there is no layer ${start} to start from. The model's layers are 0 to 11; choose one of them.`,
    );
  });

  it.each([-0.1, 1, Number.NaN])('names the limit where the share to discard is %s', (discard) => {
    expect(() => checkRollout({ ...DEFAULT_ROLLOUT, discard }, 12)).toThrow(
      `Rollout: the share to discard is ${discard}. Give a number from 0 to 0.99.`,
    );
  });
});

describe('rowFactors', () => {
  it('normalises rows, with the identity as with a weight of its own', () => {
    expect([...rowFactors(Float32Array.of(1, 0.25, 3), true)]).toEqual([0.5, Math.fround(0.8), 0.25]);
    expect([...rowFactors(Float32Array.of(1, 0.25), false)]).toEqual([1, 4]);
  });

  it('leaves a row without weight 0', () => {
    expect([...rowFactors(Float32Array.of(0), false)]).toEqual([0]);
    expect([...rowFactors(Float32Array.of(0), true)]).toEqual([1]);
  });
});
