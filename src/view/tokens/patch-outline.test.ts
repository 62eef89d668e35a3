import { describe, expect, it } from 'vitest';
import { patchOutline } from './patch-outline.ts';

const layout = { cls: 1, registers: 0, rows: 2, columns: 3, testTimeRegisters: 1 } as const;

describe('the outline of patches', () => {
  it('goes around each of them once', () => {
    expect(patchOutline(layout, [1])).toBe('M0 0h1M0 1h1M0 0v1M1 0v1');
  });

  it('has no line between neighbours', () => {
    expect(patchOutline(layout, [1, 2, 4, 5])).toBe('M0 0h2M0 2h2M0 0v2M2 0v2');
    expect(patchOutline(layout, [1, 5])).toBe('M0 0h1M0 1h2M1 2h1M0 0v1M1 0v2M2 1v1');
  });

  it('of no patch is nothing', () => {
    expect(patchOutline(layout, [])).toBe('');
  });
});
