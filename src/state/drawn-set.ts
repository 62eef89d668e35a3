import type { TokenLayout } from '../core/vit/token-layout.ts';
import { boxOf, type FramePoint, type PatchSet, placeAt } from './patch-set.ts';

/** How far a lasso's line may leave the hand's, in sides of a patch. */
const TOLERANCE = 0.1;

/** What a hand has drawn: the box between the trail's ends, or a lasso along it, with no more points than it needs. */
export function drawnSet(
  layout: TokenLayout,
  tool: PatchSet['kind'],
  trail: readonly [FramePoint, ...FramePoint[]],
): PatchSet {
  if (tool === 'box') return boxOf(layout, placeAt(layout, trail[0]), placeAt(layout, trail.at(-1)!));
  const tolerance = TOLERANCE / Math.max(layout.rows, layout.columns);
  return { kind: 'lasso', points: simplified(trail.map(rounded), tolerance) };
}

/** To a ten-thousandth of the frame, so that a link with it stays short. */
function rounded({ x, y }: FramePoint): FramePoint {
  return { x: Math.round(x * 1e4) / 1e4, y: Math.round(y * 1e4) / 1e4 };
}

/** Ramer–Douglas–Peucker: drops the points that lie within the tolerance of the line without them. */
function simplified(line: readonly FramePoint[], tolerance: number): FramePoint[] {
  const kept = new Set([0, line.length - 1]);
  const spans: [number, number][] = [[0, line.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [first, last] = span;
    let furthest = 0;
    let at = first;
    for (let i = first + 1; i < last; i++) {
      const away = distanceTo(line[i]!, line[first]!, line[last]!);
      if (away > furthest) [furthest, at] = [away, i];
    }
    if (furthest <= tolerance) continue;
    kept.add(at);
    spans.push([first, at], [at, last]);
  }
  return line.filter((_, i) => kept.has(i));
}

/** From a point to the stretch between two others. */
function distanceTo(point: FramePoint, from: FramePoint, to: FramePoint): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = ((point.x - from.x) * dx + (point.y - from.y) * dy) / (dx * dx + dy * dy || 1);
  const at = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - from.x - at * dx, point.y - from.y - at * dy);
}
