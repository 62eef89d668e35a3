import { describe, expect, it } from 'vitest';
import { framingSizes, sizeLabel } from './framing-sizes.ts';

describe('framingSizes', () => {
  it('offers multiples of the patch, the native size among them', () => {
    expect(framingSizes(14, 518, 518)).toEqual([154, 224, 336, 448, 518, 672]);
    expect(framingSizes(16, 224, 224)).toEqual([160, 224, 336, 448, 512, 672]);
    expect(framingSizes(8, 160, 200)).toEqual([160, 200, 224, 336, 448, 520, 672]);
  });

  it('says how many patches a side has', () => {
    expect(sizeLabel(518, 14, 518)).toBe('518 px, 37 patches (native)');
    expect(sizeLabel(224, 14, 518)).toBe('224 px, 16 patches');
  });
});
