import { useMemo } from 'react';
import { describeVariant, type Variant } from '../../core/variant/variant.ts';
import type { Lens } from '../../state/lens.ts';
import { lensView } from '../../state/scope-state.ts';
import { useScopeState } from '../scope-context.tsx';

/** What a lens is, as far as its model is known; undefined before its first trace begins. */
export function useVariant({ id, interventions }: Lens): Variant | undefined {
  const displayed = useScopeState((state) => lensView(state, id).displayed);
  const spec = displayed?.model.spec;
  return useMemo(() => spec && describeVariant(spec, interventions), [spec, interventions]);
}
