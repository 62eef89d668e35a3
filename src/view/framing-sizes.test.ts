import { describe, expect, it } from 'vitest';
import { framingWith, sideRange, sizeOf } from './framing-sizes.ts';

const square = (side: number) => ({ width: side, height: side });

describe('sideRange', () => {
  it('goes from 98 to 1036 in whole patches', () => {
    expect(sideRange(14, square(518))).toEqual({ least: 98, most: 1036 });
    expect(sideRange(16, square(224))).toEqual({ least: 112, most: 1024 });
  });

  it('always holds the native side', () => {
    expect(sideRange(8, square(56))).toEqual({ least: 56, most: 1032 });
    expect(sideRange(16, square(1280))).toEqual({ least: 112, most: 1280 });
  });
});

describe('sizeOf', () => {
  it('keeps the shape as well as whole patches can', () => {
    expect(sizeOf(518, 1, 14)).toEqual(square(518));
    expect(sizeOf(518, 4 / 3, 14)).toEqual({ width: 518, height: 392 });
    expect(sizeOf(1036, 9 / 16, 14)).toEqual({ width: 588, height: 1036 });
  });

  it('is never less than a patch', () => {
    expect(sizeOf(98, 100, 14)).toEqual({ width: 98, height: 14 });
  });
});

it('leaves the native size out', () => {
  expect(framingWith('crop', square(224), square(224))).toEqual({ fit: 'crop' });
  expect(framingWith('crop', { width: 224, height: 448 }, square(224))).toEqual({
    fit: 'crop',
    size: { width: 224, height: 448 },
  });
});
