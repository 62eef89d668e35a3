import { useMemo } from 'react';
import type { MapLook } from '../state/layer-maps.ts';
import { useScopeState } from './scope-context.tsx';

/** What the numbers and the scales of all maps depend on; the same object until one of it changes. */
export function useMapLook(): MapLook {
  const scale = useScopeState((state) => state.requested.look.scale);
  const normScale = useScopeState((state) => state.requested.look.normScale);
  const range = useScopeState((state) => state.requested.look.range);
  const normSite = useScopeState((state) => state.requested.normSite);
  const combining = useScopeState((state) => state.requested.combining);
  return useMemo(
    () => ({ scale, normScale, range, normSite, combining }),
    [scale, normScale, range, normSite, combining],
  );
}
