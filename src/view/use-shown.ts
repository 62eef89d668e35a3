import { useMemo } from 'react';
import { layerMap } from '#words/view/wording.ts';
import type { Displayed } from '../state/displayed.ts';
import { normLayersDone, stagedMap } from '../state/displayed.ts';
import { type TokenMap, tokenMap } from '../state/layer-maps.ts';
import { type NormLayer, normLayers } from '../state/norm-layers.ts';
import type { Staged } from '../state/requested.ts';
import type { TraceRecord } from '../state/trace-record.ts';
import { useLensId, useLensView } from './lens-context.tsx';
import { useScope, useScopeState } from './scope-context.tsx';
import { useMapLook } from './use-map-look.ts';
import { gateSource, mapPhrase } from './wording.ts';

/** The lens's trace and its numbers; undefined before the first one begins. */
export function useShownTrace(): { displayed: Displayed; record: TraceRecord } | undefined {
  const scope = useScope();
  const lens = useLensId();
  const displayed = useLensView((view) => view.displayed);
  const record = displayed && scope.record(lens, displayed.start.trace);
  return useMemo(() => (displayed && record ? { displayed, record } : undefined), [displayed, record]);
}

/** The norms at the chosen site of the layers that have run; not computed again when only the query changes. */
export function useNormLayers(): readonly NormLayer[] {
  const scope = useScope();
  const lens = useLensId();
  const trace = useLensView(({ displayed }) => displayed?.start.trace);
  const site = useScopeState((state) => state.requested.normSite);
  const layers = useLensView(({ displayed }) => (displayed ? normLayersDone(displayed, site) : 0));
  const rule = useScopeState((state) => state.requested.look.rule);
  const record = trace && scope.record(lens, trace);
  return useMemo(() => (record ? normLayers(record, layers, rule, site) : []), [record, layers, rule, site]);
}

/** The map on the stage. */
export interface ShownMap {
  readonly layer: number;
  readonly kind: Staged['map'];
  /** Undefined where the layer has not run or has not been read. */
  readonly map: TokenMap | undefined;
}

/** The map on the stage, computed again when the trace, the query or the look changes. */
export function useStagedMap(): ShownMap | undefined {
  const shown = useShownTrace();
  const staged = useScopeState((state) => state.requested.staged);
  const look = useMapLook();
  return useMemo(() => {
    if (shown === undefined) return undefined;
    const { displayed, record } = shown;
    const { layer, map: kind } = stagedMap(staged, displayed);
    return {
      layer,
      kind,
      map: tokenMap(record, displayed, { layer, map: kind }, look),
    };
  }, [shown, staged, look]);
}

/** The staged layer; undefined before the first trace. */
export function useStagedLayer(): number | undefined {
  const staged = useScopeState((state) => state.requested.staged);
  return useLensView(({ displayed }) => displayed && stagedMap(staged, displayed).layer);
}

/** The staged map's name as a title. */
export function stagedLabel({ layer, kind }: ShownMap): string {
  return layerMap(layer, mapPhrase(kind));
}

/** Where the lens's gates come from, while gates are shown. */
export function useGateSource(): string | undefined {
  const shown = useShownTrace();
  return shown?.displayed.attention.reading === 'gate'
    ? gateSource(shown.displayed, shown.record)
    : undefined;
}
