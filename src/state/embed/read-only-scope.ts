import type { Scope } from '../scope.ts';

/** What a visitor can do without changing what is shown; a query that follows the pointer goes back when it leaves. */
const ALLOWED = {
  store: true,
  history: true,
  record: true,
  begin: true,
  hover: true,
  lookAt: true,
  pinned: true,
  tensors: true,
  saveSession: true,
  cancel: true,
  resume: true,
  dismissNotice: true,
} satisfies Partial<Record<keyof Scope, true>>;

/** The same page, where everything else does nothing. */
export function readOnlyScope(scope: Scope): Scope {
  const nothing = () => undefined;
  return Object.fromEntries(
    Object.entries(scope).map(([name, member]) => [name, Object.hasOwn(ALLOWED, name) ? member : nothing]),
  ) as unknown as Scope;
}
