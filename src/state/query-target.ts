import {
  patchToken,
  prefixCount,
  specialTokens,
  type TokenLayout,
  tokenCount,
  tokenRole,
} from '../core/vit/token-layout.ts';

/**
 * The token that asks, independent of any patch grid, so that it survives another model or size: a special token by
 * its place among them, or the patch under a point of the frame, x and y in [0, 1).
 */
export type QueryTarget =
  | { readonly kind: 'special'; readonly index: number }
  | { readonly kind: 'patch'; readonly x: number; readonly y: number };

/** CLS, or the first token of a model without it. */
export const FIRST_TOKEN: QueryTarget = { kind: 'special', index: 0 };

/** The token that a target means in a layout; token 0 where the layout has no such special token. */
export function resolveQuery(layout: TokenLayout, target: QueryTarget): number {
  if (target.kind === 'special') return specialTokens(layout)[target.index] ?? 0;
  const row = Math.min(layout.rows - 1, Math.max(0, Math.floor(target.y * layout.rows)));
  const column = Math.min(layout.columns - 1, Math.max(0, Math.floor(target.x * layout.columns)));
  return patchToken(layout, row, column);
}

/** The target that means a token: the centre of its patch, or its place among the special tokens. */
export function targetOf(layout: TokenLayout, token: number): QueryTarget {
  const role = tokenRole(layout, token);
  if (role.kind === 'patch') {
    return { kind: 'patch', x: (role.column + 0.5) / layout.columns, y: (role.row + 0.5) / layout.rows };
  }
  return { kind: 'special', index: specialTokens(layout).indexOf(token) };
}

/** The token one step away; from a special token the first step leads to the middle of the grid. */
export function stepQuery(
  layout: TokenLayout,
  token: number,
  step: { rows: number; columns: number },
): number {
  const role = tokenRole(layout, Math.min(token, tokenCount(layout) - 1));
  if (role.kind !== 'patch') {
    return (
      prefixCount(layout) + Math.floor(layout.rows / 2) * layout.columns + Math.floor(layout.columns / 2)
    );
  }
  const row = Math.min(layout.rows - 1, Math.max(0, role.row + step.rows));
  const column = Math.min(layout.columns - 1, Math.max(0, role.column + step.columns));
  return patchToken(layout, row, column);
}
