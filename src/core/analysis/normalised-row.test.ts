import { describe, expect, it } from 'vitest';
import { causalAttention, normaliseRow } from './normalised-row.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('a normalised row', () => {
  it('adds up to one under softmax, whatever the scores are, also where exponentials would overflow', () => {
    for (const scores of [
      [0, 0, 0, 0],
      [1, -2, 3],
      [-800, -801, -802],
      [1000, 999, -1000],
    ]) {
      expect(sum(normaliseRow(scores, 'softmax'))).toBeCloseTo(1, 12);
    }
    expect(normaliseRow([Math.log(1), Math.log(3)], 'softmax')).toEqual(
      [0.25, 0.75].map((x) => expect.closeTo(x, 12)),
    );
  });

  it('may add up to nearly nothing under softmax-1, and to nearly one', () => {
    expect(sum(normaliseRow([-20, -20, -20], 'softmax-1'))).toBeLessThan(1e-8);
    expect(sum(normaliseRow([20, 0, 0], 'softmax-1'))).toBeCloseTo(1, 8);
    expect(normaliseRow([0, 0, 0], 'softmax-1')).toEqual(
      [0.25, 0.25, 0.25].map((x) => expect.closeTo(x, 12)),
    );
    expect(sum(normaliseRow([900, 900], 'softmax-1'))).toBeCloseTo(1, 12);
  });

  it('takes each key alone under sigmoid, with the bias −log n', () => {
    const [first] = normaliseRow([0.5, 0, 0, 0], 'sigmoid');
    expect(first).toBeCloseTo(1 / (1 + Math.exp(-(0.5 - Math.log(4)))), 12);
    expect(normaliseRow([0.5, 9, -9, 4], 'sigmoid')[0]).toBe(first);
  });

  it('is a softmax times the gate where it is gated', () => {
    const scores = [2, -1, 0.5];
    const open = normaliseRow(scores, 'softmax');
    expect(normaliseRow(scores, 'gated', 0.3)).toEqual(
      open.map((weight) => expect.closeTo(0.3 * weight, 12)),
    );
    expect(sum(normaliseRow(scores, 'gated', 0))).toBe(0);
  });

  it('lets a query of causal attention see itself and what came before', () => {
    const rows = causalAttention(
      [
        [4, 99],
        [Math.log(1), Math.log(4)],
      ],
      'softmax',
    );
    expect(rows[0]).toEqual([1]);
    expect(rows[1]).toEqual([0.2, 0.8].map((x) => expect.closeTo(x, 12)));
  });
});
