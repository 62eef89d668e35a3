import { useEffect, useMemo, useRef } from 'react';
import * as words from '#words/view/grid.ts';
import type { TokenLayout } from '../../core/vit/token-layout.ts';
import { sameKind } from '../../state/grid-columns.ts';
import type { MapKind } from '../../state/requested.ts';
import { classNames } from '../class-names.ts';
import { handleKey } from '../keys.ts';
import { type Cell, createCellPainter, fitCanvas } from '../paint.ts';
import { LIST_KEYS, type ListStep, steppedTo } from '../place-keys.ts';
import { useScope, useScopeState } from '../scope-context.tsx';
import { useElementSize } from '../use-element-size.ts';
import { mapPhrase } from '../wording.ts';
import { paletteOf } from './compared-look.ts';
import type { ComparedCell } from './compared-rows.ts';
import styles from './map-strip.module.css';
import { type StripGeometry, stripGeometry } from './strip-geometry.ts';

interface MapStripProps {
  /** What the strip runs over. */
  readonly label: string;
  readonly cells: readonly ComparedCell[];
  /** Which lens's maps. */
  readonly place: number;
  readonly layout: TokenLayout | undefined;
  readonly aspect: number;
  /** The staged map, if it is one of the lens's. */
  readonly current: { readonly layer: number; readonly map: MapKind } | undefined;
  /** The number below a cell. */
  readonly numberOf: (cell: ComparedCell) => number;
}

/** One lens's small maps of several layers or heads; a press puts one on the stage of all lenses. */
export function MapStrip(props: MapStripProps) {
  const { label, cells, aspect, current, numberOf } = props;
  const scope = useScope();
  const root = useRef<HTMLDivElement>(null);
  const { widthPx } = useElementSize(root);
  const geometry = useMemo(
    () => stripGeometry(cells.length, widthPx, aspect),
    [cells.length, widthPx, aspect],
  );
  const isCurrent = (cell: ComparedCell) =>
    current !== undefined && current.layer === cell.layer && sameKind(current.map, cell.kind);
  const focusable = Math.max(0, cells.findIndex(isCurrent));
  const stage = (cell: ComparedCell) => scope.stage({ layer: cell.layer, map: cell.kind });
  const travel = (step: ListStep) => {
    const to = steppedTo(step, focusable, cells.length);
    const next = cells[to];
    if (next) stage(next);
    root.current?.querySelectorAll('button')[to]?.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be the frame of absolutely placed cells.
    <div
      ref={root}
      role="group"
      aria-label={label}
      className={styles.strip}
      onKeyDown={(event) => handleKey(LIST_KEYS, event, { step: travel })}
    >
      <StripCanvas {...props} geometry={geometry} widthPx={widthPx} />
      {cells.map((cell, index) => {
        const { x, y } = geometry.cell(index);
        return (
          <button
            key={`${cell.layer} ${mapPhrase(cell.kind)}`}
            type="button"
            className={classNames(styles.cell, isCurrent(cell) && styles.current)}
            aria-label={words.mapName(cell.layer, mapPhrase(cell.kind))}
            aria-pressed={isCurrent(cell)}
            tabIndex={index === focusable ? 0 : -1}
            style={{
              insetInlineStart: x,
              insetBlockStart: y,
              inlineSize: geometry.widthPx,
              blockSize: geometry.heightPx,
            }}
            onClick={() => stage(cell)}
          >
            <span aria-hidden="true">{numberOf(cell)}</span>
          </button>
        );
      })}
    </div>
  );
}

function StripCanvas({
  cells,
  place,
  layout,
  geometry,
  widthPx,
}: MapStripProps & { geometry: StripGeometry; widthPx: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const paint = useMemo(createCellPainter, []);
  const chosen = useScopeState((state) => state.requested.look.palette);
  useEffect(() => {
    const element = canvas.current;
    if (!element || !layout || widthPx === 0) return;
    fitCanvas(element, widthPx, geometry.blockPx);
    const painted = cells.flatMap(({ maps }, index): Cell[] => {
      const map = maps[place];
      return map ? [{ map, ...geometry.cell(index) }] : [];
    });
    const kind = cells.find(({ maps }) => maps[place])?.maps[place]?.kind ?? 'map';
    const shape = {
      rows: layout.rows,
      columns: layout.columns,
      widthPx: geometry.widthPx,
      heightPx: geometry.heightPx,
    };
    paint(element, painted, shape, paletteOf({ kind }, chosen));
  }, [cells, place, layout, geometry, widthPx, chosen, paint]);
  return <canvas ref={canvas} style={{ inlineSize: widthPx, blockSize: geometry.blockPx }} />;
}
