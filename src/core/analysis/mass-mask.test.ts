import { describe, expect, it } from 'vitest';
import { maskOutline, massMask } from './mass-mask.ts';

describe('massMask', () => {
  it('keeps the largest patches until they hold the share', () => {
    expect([...massMask(Float32Array.of(0.1, 0.5, 0.1, 0.3), 0.6)]).toEqual([0, 1, 0, 1]);
    expect([...massMask(Float32Array.of(0.1, 0.5, 0.1, 0.3), 0.4)]).toEqual([0, 1, 0, 0]);
  });

  it('keeps every patch for the whole mass, but those without any', () => {
    expect([...massMask(Float32Array.of(1, 0, 2), 1)]).toEqual([1, 0, 1]);
  });

  it('keeps nothing of a map without mass', () => {
    expect([...massMask(new Float32Array(3), 0.6)]).toEqual([0, 0, 0]);
  });
});

describe('maskOutline', () => {
  it('joins sides along rows and columns, on a grid that is not square', () => {
    expect(maskOutline(Uint8Array.of(0, 1, 1, 0, 0, 0), 2, 3)).toBe('M1 0H3M1 1H3M1 0V1M3 0V1');
  });

  it('goes around a hole', () => {
    expect(maskOutline(Uint8Array.of(1, 1, 1, 1, 0, 1, 1, 1, 1), 3, 3)).toBe(
      'M0 0H3M1 1H2M1 2H2M0 3H3M0 0V3M1 1V2M2 1V2M3 0V3',
    );
  });

  it('is empty where nothing is kept', () => {
    expect(maskOutline(new Uint8Array(6), 2, 3)).toBe('');
  });
});
