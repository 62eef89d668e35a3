import { useMemo } from 'react';
import { normLayersDone, stagedMap } from '../../state/displayed.ts';
import { type NormLayer, normDomain, normLayer } from '../../state/norm-layers.ts';
import { useScopeState } from '../scope-context.tsx';
import { type LensTrace, useSettledTraces } from './use-lens-traces.ts';

/** The staged layer's norms of every lens, and the axis on which all have a place. */
export function useStagedNorms(all: readonly LensTrace[]): {
  readonly entries: readonly (NormLayer | undefined)[];
  readonly domain: readonly [number, number] | undefined;
} {
  const lenses = useSettledTraces(all);
  const staged = useScopeState((state) => state.requested.staged);
  const { rule, normScale } = useScopeState((state) => state.requested.look);
  const site = useScopeState((state) => state.requested.normSite);
  return useMemo(() => {
    const entries = lenses.map(({ shown }) => {
      if (shown === undefined) return undefined;
      const { layer } = stagedMap(staged, shown.displayed);
      return layer < normLayersDone(shown.displayed, site)
        ? normLayer(shown.record, layer, rule, site)
        : undefined;
    });
    const known = entries.filter((entry) => entry !== undefined);
    return { entries, domain: known.length > 0 ? normDomain(known, normScale) : undefined };
  }, [lenses, staged, rule, normScale, site]);
}
