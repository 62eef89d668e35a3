import { describe, expect, it } from 'vitest';
import { drawnSet } from './drawn-set.ts';
import { boxOf, type FramePoint, setTokens } from './patch-set.ts';

const layout = { cls: 1, registers: 0, rows: 20, columns: 30, testTimeRegisters: 0 } as const;

/** A circle drawn by hand in many small steps. */
function circle(points: number): [FramePoint, ...FramePoint[]] {
  const [first, ...others] = Array.from({ length: points }, (_, i) => ({
    x: 0.5 + 0.3 * Math.cos((2 * Math.PI * i) / points),
    y: 0.5 + 0.3 * Math.sin((2 * Math.PI * i) / points),
  }));
  return [first!, ...others];
}

describe('what is drawn', () => {
  it('is the box from the first to the last patch, however the hand went', () => {
    const trail: [FramePoint, ...FramePoint[]] = [
      { x: 0.5, y: 0.5 },
      { x: 0.9, y: 0.9 },
      { x: 0.3, y: 1.4 },
    ];
    const box = boxOf(layout, { row: 10, column: 15 }, { row: 19, column: 9 });
    expect(drawnSet(layout, 'box', trail)).toEqual(box);
  });

  it('is a lasso of few points around the patches that the whole trail goes around', () => {
    const trail = circle(500);
    const lasso = drawnSet(layout, 'lasso', trail);
    expect(lasso.kind === 'lasso' && lasso.points.length).toBeLessThan(60);
    const whole = setTokens(layout, { kind: 'lasso', points: trail });
    const few = setTokens(layout, lasso);
    expect(whole.filter((token) => !few.includes(token)).length).toBeLessThan(whole.length * 0.02);
    expect(few.every((token) => whole.includes(token))).toBe(true);
  });

  it('is one patch after a press without a stroke', () => {
    const press: [FramePoint] = [{ x: 0.05, y: 0.05 }];
    for (const tool of ['box', 'lasso'] as const) {
      expect(setTokens(layout, drawnSet(layout, tool, press))).toEqual([1 + 30 + 1]);
    }
  });
});
