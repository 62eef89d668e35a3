import {
  patchToken,
  prefixCount,
  specialTokens,
  type TokenLayout,
  type TokenRole,
  tokenCount,
  tokenRole,
} from '../core/vit/token-layout.ts';
import { boxOf, extendSet, moveSet, type PatchSet, patchPlace, placeAt, setTokens } from './patch-set.ts';

/**
 * The token or the patches that ask, by role and independent of any patch grid, so that they mean the same in every
 * lens: a patch is the one under a point of the frame, x and y in [0, 1).
 */
export type QueryTarget = TokenTarget | PatchSet;

/** One token that asks. */
export type TokenTarget =
  | { readonly kind: 'cls' }
  | { readonly kind: 'distillation' }
  | { readonly kind: 'register'; readonly index: number }
  | { readonly kind: 'test-time-register'; readonly index: number }
  | { readonly kind: 'patch'; readonly x: number; readonly y: number };

/** CLS, or the first token of a model without it. */
export const FIRST_TOKEN: TokenTarget = { kind: 'cls' };

/** Whether several patches are meant. */
export function isPatchSet(target: QueryTarget): target is PatchSet {
  return target.kind === 'box' || target.kind === 'lasso';
}

/** The tokens that a set means in a layout; undefined of a single token. */
export function queryTokens(layout: TokenLayout, target: QueryTarget): readonly number[] | undefined {
  return isPatchSet(target) ? setTokens(layout, target) : undefined;
}

/** The tokens that ask, one or several. */
export function askingTokens(layout: TokenLayout, target: QueryTarget): readonly number[] {
  return queryTokens(layout, target) ?? [resolveQuery(layout, target)];
}

/**
 * The token that a target means in a layout, of a set its first; token 0 where the layout has no token of that role.
 */
export function resolveQuery(layout: TokenLayout, target: QueryTarget): number {
  if (isPatchSet(target)) return setTokens(layout, target)[0]!;
  if (target.kind !== 'patch') {
    return specialTokens(layout).find((token) => sameRole(tokenRole(layout, token), target)) ?? 0;
  }
  const { row, column } = placeAt(layout, target);
  return patchToken(layout, row, column);
}

/** The target that means a token: its role, or the centre of its patch. */
export function targetOf(layout: TokenLayout, token: number): TokenTarget {
  const role = tokenRole(layout, token);
  if (role.kind !== 'patch') return role;
  return { kind: 'patch', x: (role.column + 0.5) / layout.columns, y: (role.row + 0.5) / layout.rows };
}

function sameRole(role: TokenRole, target: Exclude<TokenTarget, { kind: 'patch' }>): boolean {
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

/** The target one step away; a set moves as a whole. */
export function stepTarget(
  layout: TokenLayout,
  target: QueryTarget,
  step: { rows: number; columns: number },
): QueryTarget {
  if (isPatchSet(target)) return moveSet(layout, target, step);
  return targetOf(layout, stepQuery(layout, resolveQuery(layout, target), step));
}

/** The box that reaches one step further than a target; from a special token it begins in the middle of the grid. */
export function extendTarget(
  layout: TokenLayout,
  target: QueryTarget,
  step: { rows: number; columns: number },
): PatchSet {
  if (isPatchSet(target)) return extendSet(layout, target, step);
  const token = resolveQuery(layout, target);
  const isPatch = tokenRole(layout, token).kind === 'patch';
  const { row, column } = patchPlace(layout, isPatch ? token : stepQuery(layout, token, step));
  const one = boxOf(layout, { row, column }, { row, column });
  return isPatch ? extendSet(layout, one, step) : one;
}
