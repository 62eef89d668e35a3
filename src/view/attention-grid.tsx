// biome-ignore-all lint/a11y/useSemanticElements: the maps are one canvas under the cells, which a table cannot hold.

import { useCallback, useMemo, useRef } from 'react';
import * as words from '#words/view/grid.ts';
import { stagedMap } from '../state/displayed.ts';
import { gridColumns, sameKind } from '../state/grid-columns.ts';
import styles from './attention-grid.module.css';
import { type BenchGeometry, gridHeadPx, largestZoom } from './bench-geometry.ts';
import { classNames } from './class-names.ts';
import type { GridPlace, HeadRanking } from './grid-arrangement.ts';
import { GridHead } from './grid-head.tsx';
import { GridRow } from './grid-row.tsx';
import type { GridWindow } from './grid-window.ts';
import { GRID_KEYS, handleKey } from './keys.ts';
import { useScope, useScopeState } from './scope-context.tsx';
import { useElementSize } from './use-element-size.ts';
import { UNKNOWN_SHAPE, useGridArrangement } from './use-grid-arrangement.ts';
import { useGridFocus } from './use-grid-focus.ts';
import { useGridScroll } from './use-grid-scroll.ts';
import { canvasBox, usePaintedGrid } from './use-painted-grid.ts';
import { useShownTrace } from './use-shown.ts';

interface AttentionGridProps {
  readonly className?: string | undefined;
  /** The sizes with which the grid by layers is in view as a whole. */
  readonly fit: BenchGeometry;
  /** What heads are ordered and filtered by. */
  readonly ranking: HeadRanking | undefined;
  /** The key of the cell under the pointer or in focus. */
  readonly onPoint: (key: string | undefined) => void;
}

/** Room for the outline of a cell at the edge. */
const EDGE_PX = 4;

/** Every layer and head as a small map; a click puts one on the stage, arrow keys travel. Only cells in view exist. */
export function AttentionGrid({ className, fit, ranking, onPoint }: AttentionGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useElementSize(scroller);
  const { arrangement, fitWidthPx, keeps } = useGridArrangement(fit, ranking, size);
  const zoom = useZoom(largestZoom(fit));
  const scroll = useGridScroll(scroller, arrangement, { ...size, onZoom: zoom });
  const { depth, layersDone, columns, current } = useGridContent();
  const focus = useGridFocus(scroller, arrangement, { ...scroll, current });
  const others = useScopeState((state) => state.requested.grid.filter?.others ?? 'dimmed');
  const isHiding = others === 'hidden';
  const measure = ranking?.measure ?? '';
  const shows = useCallback((place: GridPlace) => !isHiding || keeps(place), [isHiding, keeps]);
  usePaintedGrid(canvas, { arrangement, window: scroll.window, shows });
  const { rows, headPx, widthPx, heightPx } = arrangement;
  const isRanked = arrangement.kind === 'ranked';
  const box = canvasBox(arrangement, scroll.window);
  const rowOf = (key: string | undefined) => (key === undefined ? undefined : arrangement.find(key)?.row);
  const [stopRow, currentRow] = [focus.stop, current].map(rowOf);
  return (
    <div
      ref={scroller}
      data-part="grid"
      className={classNames(styles.scroller, className)}
      style={{
        blockSize: gridHeadPx(fit) + depth * fit.rowPx,
        inlineSize: isRanked ? '100%' : fitWidthPx + EDGE_PX,
      }}
      onScroll={scroll.onScroll}
    >
      <div
        role="grid"
        tabIndex={-1}
        aria-label={isRanked ? words.rankedName(measure) : words.name}
        aria-rowcount={rows + (isRanked ? 0 : 1)}
        aria-colcount={arrangement.lefts.length + (isRanked ? 0 : 1)}
        className={styles.grid}
        style={{ inlineSize: widthPx + EDGE_PX, blockSize: headPx + heightPx }}
        onKeyDown={(event) => handleKey(GRID_KEYS, event, { travel: focus.travel, zoom })}
        onBlur={focus.onBlur}
        onFocus={scroll.onEnter}
        onPointerOver={scroll.onEnter}
        onPointerLeave={() => onPoint(undefined)}
      >
        {!isRanked && <GridHead arrangement={arrangement} columns={columns} window={scroll.window} />}
        <div
          role="rowgroup"
          className={styles.cells}
          style={{ insetBlockStart: headPx, blockSize: heightPx }}
        >
          <canvas
            ref={canvas}
            style={{
              insetInlineStart: box.leftPx,
              insetBlockStart: box.topPx,
              inlineSize: box.widthPx,
              blockSize: box.heightPx,
            }}
          />
          {drawnRows(scroll.window, stopRow).map((row) => (
            <GridRow
              key={row}
              row={row}
              arrangement={arrangement}
              columns={scroll.window}
              layersDone={layersDone}
              current={currentRow === row ? current : undefined}
              stop={stopRow === row ? focus.stop : undefined}
              keeps={keeps}
              others={others}
              measure={measure}
              onFocus={focus.onFocus}
              onPoint={onPoint}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** What the grid is of. */
function useGridContent() {
  const shown = useShownTrace();
  const staged = useScopeState((state) => state.requested.staged);
  const { depth, heads } = shown?.displayed.start ?? UNKNOWN_SHAPE;
  const combined = useScopeState((state) => state.requested.combining.columns);
  const columns = useMemo(() => gridColumns(heads, combined), [heads, combined]);
  const at = shown && stagedMap(staged, shown.displayed);
  const column = at ? columns.findIndex((kind) => sameKind(kind, at.map)) : -1;
  return {
    depth,
    columns,
    layersDone: shown?.displayed.layersDone ?? 0,
    current: at && column >= 0 ? `${at.layer}:${column}` : undefined,
  };
}

/** Changes the size of the cells by a factor, up to a limit. */
function useZoom(largest: number): (factor: number) => void {
  const scope = useScope();
  return useCallback(
    (factor) => {
      const { zoom } = scope.store.getState().requested.grid;
      scope.arrangeGrid({ zoom: Math.round(Math.min(largest, Math.max(1, zoom * factor)) * 100) / 100 });
    },
    [scope, largest],
  );
}

/** The rows in view, and the one of the cell that must not be dropped. */
function drawnRows({ firstRow, endRow }: GridWindow, stopRow: number | undefined): number[] {
  const drawn = Array.from({ length: Math.max(0, endRow - firstRow) }, (_, at) => firstRow + at);
  if (stopRow !== undefined && !drawn.includes(stopRow)) drawn.push(stopRow);
  return drawn.sort((a, b) => a - b);
}
