import {
  patchCount,
  patchToken,
  prefixCount,
  type TokenLayout,
  tokenRole,
} from '../core/vit/token-layout.ts';

/** A point of the frame: x and y from 0 to 1, from the top left corner. */
export interface FramePoint {
  readonly x: number;
  readonly y: number;
}

/**
 * Patches that ask together, wherever the grid is: those whose centres lie between two corners of a box, or within a
 * line drawn around them. A box runs from the corner where it was begun to the one that moves.
 */
export type PatchSet =
  | { readonly kind: 'box'; readonly from: FramePoint; readonly to: FramePoint }
  | { readonly kind: 'lasso'; readonly points: readonly FramePoint[] };

/** A patch's place in the grid. */
export interface PatchPlace {
  readonly row: number;
  readonly column: number;
}

/** The tokens of a set in a layout, in sequence order: at least one, that under its middle. */
export function setTokens(layout: TokenLayout, set: PatchSet): number[] {
  const { rows, columns } = layout;
  const isInside = set.kind === 'box' ? insideBox(set) : insideLasso(set.points);
  const tokens: number[] = [];
  for (let patch = 0; patch < patchCount(layout); patch++) {
    const centre = { x: ((patch % columns) + 0.5) / columns, y: (Math.floor(patch / columns) + 0.5) / rows };
    if (isInside(centre)) tokens.push(prefixCount(layout) + patch);
  }
  if (tokens.length > 0) return tokens;
  const { left, right, top, bottom } = boundsOf(set);
  const { row, column } = placeAt(layout, { x: (left + right) / 2, y: (top + bottom) / 2 });
  return [patchToken(layout, row, column)];
}

/** The patch under a point of the frame, or the nearest one where it lies outside. */
export function placeAt({ rows, columns }: TokenLayout, { x, y }: FramePoint): PatchPlace {
  const place = (at: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(at * count)));
  return { row: place(y, rows), column: place(x, columns) };
}

/** The box that covers two patches and all between them. */
export function boxOf({ rows, columns }: TokenLayout, from: PatchPlace, to: PatchPlace): PatchSet {
  const [fromX, toX] = outerEdges(from.column, to.column, columns);
  const [fromY, toY] = outerEdges(from.row, to.row, rows);
  return { kind: 'box', from: { x: fromX, y: fromY }, to: { x: toX, y: toY } };
}

function outerEdges(from: number, to: number, count: number): [number, number] {
  return from <= to ? [from / count, (to + 1) / count] : [(from + 1) / count, to / count];
}

/** A box whose moving corner is a step further; of another set, the box around it. */
export function extendSet(
  layout: TokenLayout,
  set: PatchSet,
  step: { rows: number; columns: number },
): PatchSet {
  const places = setTokens(layout, set).map((token) => patchPlace(layout, token));
  const rows = places.map(({ row }) => row);
  const columns = places.map(({ column }) => column);
  const low = { row: Math.min(...rows), column: Math.min(...columns) };
  const high = { row: Math.max(...rows), column: Math.max(...columns) };
  const isDown = set.kind !== 'box' || set.from.y <= set.to.y;
  const isRight = set.kind !== 'box' || set.from.x <= set.to.x;
  const from = { row: (isDown ? low : high).row, column: (isRight ? low : high).column };
  const to = { row: (isDown ? high : low).row, column: (isRight ? high : low).column };
  const within = (at: number, count: number) => Math.min(count - 1, Math.max(0, at));
  return boxOf(layout, from, {
    row: within(to.row + step.rows, layout.rows),
    column: within(to.column + step.columns, layout.columns),
  });
}

/** A set moved by whole patches, as far as the frame reaches. */
export function moveSet(
  { rows, columns }: TokenLayout,
  set: PatchSet,
  step: { rows: number; columns: number },
): PatchSet {
  const { left, right, top, bottom } = boundsOf(set);
  const x = Math.min(1 - right, Math.max(-left, step.columns / columns));
  const y = Math.min(1 - bottom, Math.max(-top, step.rows / rows));
  const moved = (point: FramePoint) => ({ x: point.x + x, y: point.y + y });
  return set.kind === 'box'
    ? { kind: 'box', from: moved(set.from), to: moved(set.to) }
    : { kind: 'lasso', points: set.points.map(moved) };
}

/** Where a patch's token lies. Throws RangeError for another token. */
export function patchPlace(layout: TokenLayout, token: number): PatchPlace {
  const role = tokenRole(layout, token);
  if (role.kind !== 'patch') throw new RangeError(`Token ${token} is no patch.`);
  return role;
}

function boundsOf(set: PatchSet) {
  const points = set.kind === 'box' ? [set.from, set.to] : set.points;
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

function insideBox(set: PatchSet): (point: FramePoint) => boolean {
  const { left, right, top, bottom } = boundsOf(set);
  return ({ x, y }) => x > left && x < right && y > top && y < bottom;
}

/** By the even–odd rule; the line is closed from its last point to its first. */
function insideLasso(points: readonly FramePoint[]): (point: FramePoint) => boolean {
  return ({ x, y }) => {
    let isInside = false;
    for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
      const [a, b] = [points[i]!, points[j]!];
      if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) isInside = !isInside;
    }
    return isInside;
  };
}
