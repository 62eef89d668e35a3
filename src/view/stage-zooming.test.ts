import { expect, test } from 'vitest';
import { shortView, WHOLE_FRAME } from '../state/frame-view.ts';
import { isInView, viewAround, withinFrame, zoomedView } from './stage-zooming.ts';

test('what lies under the fingers stays under them', () => {
  const nearer = zoomedView(WHOLE_FRAME, 4, { x: 0.5, y: 0.25 });
  expect(nearer).toEqual({ scale: 4, x: 0.375, y: 0.1875 });
  const moved = zoomedView(nearer, 1, { x: 0.5, y: 0.5 }, { x: 0.25, y: 0.5 });
  expect(moved).toEqual({ scale: 4, x: 0.4375, y: 0.1875 });
});

test('the view stays within the frame and within limits', () => {
  expect(zoomedView(WHOLE_FRAME, 0.1, { x: 0.9, y: 0.9 })).toEqual(WHOLE_FRAME);
  expect(zoomedView(WHOLE_FRAME, 1000, { x: 0, y: 0 })).toEqual({ scale: 12, x: 0, y: 0 });
  const corner = zoomedView({ scale: 2, x: 0.5, y: 0.5 }, 1, { x: 0.9, y: 0.9 }, { x: 0.1, y: 0.1 });
  expect(corner).toEqual({ scale: 2, x: 0.5, y: 0.5 });
});

test('a point comes to the middle where the frame allows it', () => {
  expect(viewAround({ scale: 2, x: 0, y: 0 }, { x: 0.5, y: 0.9 })).toEqual({ scale: 2, x: 0.25, y: 0.5 });
  expect(isInView({ scale: 2, x: 0.25, y: 0.5 }, { x: 0.74, y: 0.9 })).toBe(true);
  expect(isInView({ scale: 2, x: 0.25, y: 0.5 }, { x: 0.76, y: 0.9 })).toBe(false);
});

test('a view that a link brings shows nothing beside the frame', () => {
  expect(withinFrame({ scale: 2, x: 1, y: 0.25 })).toEqual({ scale: 2, x: 0.5, y: 0.25 });
  expect(withinFrame({ scale: 1, x: 0.3, y: 1 })).toEqual(WHOLE_FRAME);
});

test('a view is short in a link, and no pixel off', () => {
  const view = zoomedView(WHOLE_FRAME, 7.3333333, { x: 1 / 3, y: 2 / 3 });
  const short = shortView(view);
  expect(short).toEqual({ scale: 7.333, x: 0.28788, y: 0.57576 });
  const stagePx = 900;
  expect(Math.abs(short.x - view.x) * view.scale * stagePx).toBeLessThan(0.5);
});
