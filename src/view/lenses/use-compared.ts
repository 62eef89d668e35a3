import { useMemo } from 'react';
import type { ComparedMap } from '../../state/compared-maps.ts';
import type { MapKind } from '../../state/requested.ts';
import { useScopeState } from '../scope-context.tsx';
import { useMapLook } from '../use-map-look.ts';
import { type ComparedCell, comparedHeads, comparedLayers, comparedStage } from './compared-rows.ts';
import { type LensTrace, useReferencePlace, useSettledTraces } from './use-lens-traces.ts';

/** All maps of the comparison, by row and lens. */
export interface Compared {
  readonly stage: readonly (ComparedMap | undefined)[];
  readonly layers: readonly ComparedCell[];
  readonly heads: readonly ComparedCell[];
  readonly norms: readonly ComparedCell[];
}

const NORM: MapKind = { kind: 'norm' };

/** The maps of all lenses, computed again when a trace, the query or the look changes. */
export function useCompared(lenses: readonly LensTrace[]): Compared {
  const staged = useScopeState((state) => state.requested.staged);
  const look = useMapLook();
  const shows = useScopeState((state) => state.requested.comparison.shows);
  const sharing = useScopeState((state) => state.requested.comparison.scale);
  const reference = useReferencePlace();
  const settings = useMemo(
    () => ({ staged, look, comparison: { shows, scale: sharing }, reference }),
    [staged, look, shows, sharing, reference],
  );
  const settled = useSettledTraces(lenses);
  const norms = useMemo(() => comparedLayers(settled, settings, NORM), [settled, settings]);
  return useMemo(() => {
    const attention: MapKind = staged.map.kind === 'head' ? staged.map : { kind: 'mean' };
    return {
      stage: comparedStage(lenses, settings),
      layers: comparedLayers(lenses, settings, attention),
      heads: comparedHeads(lenses, settings),
      norms,
    };
  }, [lenses, settings, staged, norms]);
}
