import { useMemo } from 'react';
import type { LiveSource } from '../../state/lessons/live-value.ts';
import { lensView } from '../../state/scope-state.ts';
import { useScope, useScopeState } from '../scope-context.tsx';

/** The trace that a lens shows, by its place from the left, or the active one's; undefined before there is one. */
export function useLiveSource(place?: number): LiveSource | undefined {
  const scope = useScope();
  const id = useScopeState(({ requested }) =>
    place === undefined ? requested.active : requested.lenses[place]?.id,
  );
  const displayed = useScopeState((state) => (id === undefined ? undefined : lensView(state, id).displayed));
  return useMemo(() => {
    const record = id !== undefined && displayed && scope.record(id, displayed.start.trace);
    return record ? { record, displayed } : undefined;
  }, [scope, id, displayed]);
}
