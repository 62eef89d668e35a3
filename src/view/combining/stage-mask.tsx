import { Suspense } from 'react';
import type { TokenLayout } from '../../core/vit/token-layout.ts';
import type { TokenMap } from '../../state/layer-maps.ts';
import { isAttentionMap, type MapKind } from '../../state/requested.ts';
import { lazy } from '../lazy-part.tsx';
import { useLensView } from '../lens-context.tsx';
import { useScopeState } from '../scope-context.tsx';

const MassMask = lazy(async () => ({ default: (await import('./mass-mask.tsx')).MassMask }));

interface StageMaskProps {
  readonly kind: MapKind | undefined;
  readonly map: TokenMap | undefined;
  readonly layout: TokenLayout;
}

/** The mask over a map of attention, while it is asked for. */
export function StageMask({ kind, map, layout }: StageMaskProps) {
  const mask = useScopeState((state) => state.requested.combining.mask);
  const isGate = useLensView(({ displayed }) => displayed?.attention.reading === 'gate');
  if (!mask.shown || map === undefined || kind === undefined || !isAttentionMap(kind) || isGate) return null;
  return (
    <Suspense>
      <MassMask values={map.values} layout={layout} share={mask.share} />
    </Suspense>
  );
}
