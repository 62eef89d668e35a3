import { useMemo } from 'react';
import * as words from '#words/view/grid.ts';
import * as normWords from '#words/view/norms.ts';
import { stagedMap } from '../state/displayed.ts';
import { columnQuantity, gridColumns } from '../state/grid-columns.ts';
import { tokenMap } from '../state/layer-maps.ts';
import type { MapKind } from '../state/requested.ts';
import { ColourBar } from './colour-bar.tsx';
import styles from './grid-scale.module.css';
import { useLensView } from './lens-context.tsx';
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
  const isNorm = cell !== undefined && columnQuantity(cell.map) === 'norm';
  const where = cell ? words.mapName(cell.layer, mapPhrase(cell.map)) : words.noMap;
  const gate = useGateSource();
  const attention = gate ?? mapScaleNote(cell?.map ?? { kind: 'mean' }, { scale, range });
  const note = isNorm
    ? words.normScale(normSiteName(site), normWords.axes[normScale].label, range)
    : attention;
  return (
    <div className={className}>
      <ColourBar
        low={map?.low ?? 0}
        high={map?.high ?? 1}
        axis={map?.axis ?? 'linear'}
        palette={palette}
        note={words.scaleOf(where, note)}
      />
      <GridLegend />
    </div>
  );
}

function cellAt(key: string, columns: readonly MapKind[]) {
  const [layer = 0, column = 0] = key.split(':').map(Number);
  return { layer, map: columns[column] ?? columns[0]! };
}

/** What the frames and the pale cells of the grid mean, as far as there are any. */
function GridLegend() {
  const filter = useScopeState((state) => state.requested.grid.filter);
  const isPartial = useLensView(
    ({ displayed }) => displayed !== undefined && displayed.layersDone < displayed.start.depth,
  );
  return (
    <p className={styles.legend}>
      <span className={styles.staged} /> {words.legend.staged}
      {filter && (
        <>
          <span className={filter.others === 'dimmed' ? styles.dimmed : styles.hidden} />{' '}
          {words.legend.filtered}
        </>
      )}
      {isPartial && (
        <>
          <span className={styles.waiting} /> {words.legend.waiting}
        </>
      )}
    </p>
  );
}
