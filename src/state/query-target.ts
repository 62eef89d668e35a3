import {
  patchToken,
  prefixCount,
  specialTokens,
  type TokenLayout,
  type TokenRole,
  tokenCount,
  tokenRole,
} from '../core/vit/token-layout.ts';

/**
 * The token that asks, by its role and independent of any patch grid, so that it means the same in every lens:
 * a patch is the one under a point of the frame, x and y in [0, 1).
 */
export type QueryTarget =
  | { readonly kind: 'cls' }
  | { readonly kind: 'distillation' }
  | { readonly kind: 'register'; readonly index: number }
  | { readonly kind: 'test-time-register'; readonly index: number }
  | { readonly kind: 'patch'; readonly x: number; readonly y: number };

/** CLS, or the first token of a model without it. */
export const FIRST_TOKEN: QueryTarget = { kind: 'cls' };

/** The token that a target means in a layout; token 0 where the layout has no token of that role. */
export function resolveQuery(layout: TokenLayout, target: QueryTarget): number {
  if (target.kind !== 'patch') {
    return specialTokens(layout).find((token) => sameRole(tokenRole(layout, token), target)) ?? 0;
  }
  const row = Math.min(layout.rows - 1, Math.max(0, Math.floor(target.y * layout.rows)));
  const column = Math.min(layout.columns - 1, Math.max(0, Math.floor(target.x * layout.columns)));
  return patchToken(layout, row, column);
}

/** The target that means a token: its role, or the centre of its patch. */
export function targetOf(layout: TokenLayout, token: number): QueryTarget {
  const role = tokenRole(layout, token);
  if (role.kind !== 'patch') return role;
  return { kind: 'patch', x: (role.column + 0.5) / layout.columns, y: (role.row + 0.5) / layout.rows };
}

function sameRole(role: TokenRole, target: Exclude<QueryTarget, { kind: 'patch' }>): boolean {
  if (role.kind === 'patch' || role.kind !== target.kind) return false;
  return !('index' in role && 'index' in target) || role.index === target.index;
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
