import { Suspense } from 'react';
import { isCombined } from '../../state/combining.ts';
import type { Displayed } from '../../state/displayed.ts';
import type { MapKind } from '../../state/requested.ts';
import { lazy } from '../lazy-part.tsx';
import { useScopeState } from '../scope-context.tsx';
import { stagePhrase } from '../wording.ts';

const CombinedCaption = lazy(async () => ({
  default: (await import('./combined-caption.tsx')).CombinedCaption,
}));

interface MapCaptionProps {
  readonly displayed: Displayed;
  readonly layer: number;
  readonly map: MapKind;
}

/** What the staged map shows, as a sentence without its stop. */
export function MapCaption({ displayed, layer, map }: MapCaptionProps) {
  const site = useScopeState((state) => state.requested.normSite);
  const phrase = stagePhrase(displayed, map, site);
  if (!isCombined(map)) return phrase;
  return (
    <Suspense fallback={phrase}>
      <CombinedCaption displayed={displayed} layer={layer} kind={map.kind} />
    </Suspense>
  );
}
