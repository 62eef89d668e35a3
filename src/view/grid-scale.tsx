import { useMemo } from 'react';
import { stagedMap } from '../state/displayed.ts';
import { tokenMap } from '../state/layer-maps.ts';
import type { MapKind } from '../state/requested.ts';
import { ColourBar } from './colour-bar.tsx';
import { gridColumns } from './grid-columns.ts';
import { useScopeState } from './scope-context.tsx';
import { useMapLook } from './use-map-look.ts';
import { useGateSource, useShownTrace } from './use-shown.ts';
import { mapPhrase, mapScaleNote, normSiteName } from './wording.ts';

interface GridScaleProps {
  readonly className?: string | undefined;
  /** "layer:column" of the cell under the pointer. */
  readonly pointed: string | undefined;
}

/** The colour bar of the grid: of the cell under the pointer, or of the staged one. */
export function GridScale({ className, pointed }: GridScaleProps) {
  const shown = useShownTrace();
  const staged = useScopeState((state) => state.requested.staged);
  const look = useMapLook();
  const { palette, scale, range, normScale } = useScopeState((state) => state.requested.look);
  const site = useScopeState((state) => state.requested.normSite);
  const cell = useMemo(() => {
    if (shown === undefined) return undefined;
    const { displayed, record } = shown;
    const at =
      pointed === undefined
        ? stagedMap(staged, displayed)
        : cellAt(pointed, gridColumns(displayed.start.heads, look.combining?.columns));
    return { ...at, scaled: tokenMap(record, displayed, at, look) };
  }, [shown, staged, pointed, look]);
  const map = cell?.scaled;
  const isNorm = cell?.map.kind === 'norm';
  const where = cell ? `Layer ${cell.layer}, ${mapPhrase(cell.map)}` : 'No map yet';
  const gate = useGateSource();
  const attention = gate ?? mapScaleNote(cell?.map ?? { kind: 'mean' }, { scale, range });
  const note = isNorm
    ? `norm of ${normSiteName(site)}, ${normScale} scale, the layer's ${range === 'patches' ? 'patches' : 'tokens'}`
    : attention;
  return (
    <div className={className}>
      <ColourBar
        low={map?.low ?? 0}
        high={map?.high ?? 1}
        axis={map?.axis ?? 'linear'}
        palette={palette}
        note={`${where}: ${note}.`}
      />
    </div>
  );
}

function cellAt(key: string, columns: readonly MapKind[]) {
  const [layer = 0, column = 0] = key.split(':').map(Number);
  return { layer, map: columns[column] ?? columns[0]! };
}
