// biome-ignore-all lint/a11y/useSemanticElements: the maps are one canvas under the cells, which a table cannot hold.
import { useEffect, useMemo, useRef } from 'react';
import * as words from '#words/view/features.ts';
import { type Displayed, stagedMap } from '../../state/displayed.ts';
import type { FeatureMapKind } from '../../state/feature-settings.ts';
import { sameKind } from '../../state/grid-columns.ts';
import { tokenMap } from '../../state/layer-maps.ts';
import type { TraceRecord } from '../../state/trace-record.ts';
import { type BenchGeometry, LAYER_LABEL_PX } from '../bench-geometry.ts';
import { classNames } from '../class-names.ts';
import type { GridStep } from '../grid-arrangement.ts';
import { handleKey, TRAVEL_KEYS } from '../keys.ts';
import { type Cell, createCellPainter, fitCanvas } from '../paint.ts';
import { useScope, useScopeState } from '../scope-context.tsx';
import { mapPhrase } from '../wording.ts';
import styles from './features-grid.module.css';

interface FeaturesGridProps {
  readonly shown: { readonly displayed: Displayed; readonly record: TraceRecord };
  /** The columns. */
  readonly kinds: readonly FeatureMapKind[];
  readonly geometry: BenchGeometry;
  /** The key of the cell under the pointer or in focus. */
  readonly onPoint: (key: string | undefined) => void;
}

/** Narrower columns have no room for a whole word. */
const WORD_PX = 42;

/** One row a layer, one column a site; a click puts a map on the stage, arrow keys travel. */
export function FeaturesGrid({ shown, kinds, geometry, onPoint }: FeaturesGridProps) {
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const staged = useScopeState((state) => state.requested.staged);
  const { displayed } = shown;
  const { depth } = displayed.start;
  const current = stagedMap(staged, displayed);
  const currentColumn = kinds.findIndex((kind) => sameKind(kind, current.map));
  const { cellWidthPx, rowPx, columnPx } = geometry;
  const size = { inlineSize: kinds.length * columnPx, blockSize: depth * rowPx };
  usePainted(canvas, { shown, kinds, geometry });
  return (
    <div className={styles.scroller}>
      <div className={styles.names} aria-hidden="true">
        {kinds.map(({ site }, column) => (
          <span
            key={site}
            style={{ insetInlineStart: LAYER_LABEL_PX + column * columnPx, inlineSize: cellWidthPx }}
          >
            {(cellWidthPx < WORD_PX ? words.shortSites : words.sites)[site]}
          </span>
        ))}
      </div>
      <div
        ref={root}
        role="grid"
        tabIndex={-1}
        aria-label={words.grid}
        className={styles.grid}
        style={{ ...size, inlineSize: LAYER_LABEL_PX + size.inlineSize }}
        onKeyDown={(event) =>
          root.current && handleKey(TRAVEL_KEYS, event, { travel: (step) => travel(root.current!, step) })
        }
        onPointerLeave={() => onPoint(undefined)}
      >
        {Array.from({ length: depth }, (_, layer) => (
          <FeaturesRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its layer.
            key={layer}
            layer={layer}
            kinds={kinds}
            geometry={geometry}
            isDone={layer < displayed.layersDone}
            current={current.layer === layer ? currentColumn : -1}
            focusable={current.layer === layer ? Math.max(0, currentColumn) : -1}
            onPoint={onPoint}
          />
        ))}
        <canvas ref={canvas} style={{ ...size, insetInlineStart: LAYER_LABEL_PX }} />
      </div>
    </div>
  );
}

const PAGE_ROWS = 5;

/** Moves the focus from one cell to another. */
function travel(grid: HTMLElement, step: GridStep): void {
  const [layer = 0, column = 0] =
    document.activeElement?.getAttribute('data-cell')?.split(':').map(Number) ?? [];
  const cellsOf = (row: number) => [...grid.querySelectorAll<HTMLElement>(`[data-cell^="${row}:"]`)];
  if (step === 'first' || step === 'last') {
    cellsOf(layer)
      .at(step === 'first' ? 0 : -1)
      ?.focus();
    return;
  }
  const rows = step === 'page-up' ? -PAGE_ROWS : step === 'page-down' ? PAGE_ROWS : step.rows;
  const last = grid.querySelectorAll('[role="row"]').length - 1;
  const cells = cellsOf(Math.min(last, Math.max(0, layer + rows)));
  const to = column + (typeof step === 'string' ? 0 : step.columns);
  cells[Math.min(cells.length - 1, Math.max(0, to))]?.focus();
}

interface FeaturesRowProps extends Pick<FeaturesGridProps, 'kinds' | 'geometry' | 'onPoint'> {
  readonly layer: number;
  readonly isDone: boolean;
  /** The staged column, −1 in other layers. */
  readonly current: number;
  /** The column that the tab key reaches, −1 in all layers but one. */
  readonly focusable: number;
}

function FeaturesRow({ layer, kinds, geometry, isDone, current, focusable, onPoint }: FeaturesRowProps) {
  const scope = useScope();
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus roves over its cells.
    <div role="row" className={styles.row} style={{ blockSize: geometry.rowPx }}>
      <span
        role="rowheader"
        tabIndex={-1}
        className={classNames(styles.layer, focusable >= 0 && styles.currentLayer)}
        style={{ blockSize: geometry.cellHeightPx }}
      >
        {layer}
      </span>
      {kinds.map((map, column) => {
        const key = `${layer}:${column}`;
        return (
          <button
            key={key}
            type="button"
            role="gridcell"
            data-cell={key}
            aria-label={words.cell(layer, mapPhrase(map), isDone)}
            aria-selected={current === column}
            tabIndex={focusable === column ? 0 : -1}
            className={classNames(styles.cell, current === column && styles.current)}
            style={{
              insetInlineStart: LAYER_LABEL_PX + column * geometry.columnPx,
              inlineSize: geometry.cellWidthPx,
              blockSize: geometry.cellHeightPx,
            }}
            onClick={() => scope.stage({ layer, map })}
            onPointerEnter={() => onPoint(key)}
            onFocus={() => onPoint(key)}
          />
        );
      })}
    </div>
  );
}

function usePainted(
  canvas: React.RefObject<HTMLCanvasElement | null>,
  { shown, kinds, geometry }: Pick<FeaturesGridProps, 'shown' | 'kinds' | 'geometry'>,
): void {
  const { scale, normScale, palette } = useScopeState((state) => state.requested.look);
  const paint = useMemo(createCellPainter, []);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const { displayed, record } = shown;
    const { depth, layout } = displayed.start;
    const { cellWidthPx: widthPx, cellHeightPx: heightPx, columnPx, rowPx } = geometry;
    fitCanvas(element, kinds.length * columnPx, depth * rowPx);
    const cells: Cell[] = [];
    for (let layer = 0; layer < displayed.layersDone; layer++) {
      for (const [column, map] of kinds.entries()) {
        const painted = tokenMap(record, displayed, { layer, map }, { scale, normScale });
        if (painted) cells.push({ map: painted, x: column * columnPx, y: layer * rowPx });
      }
    }
    paint(element, cells, { rows: layout.rows, columns: layout.columns, widthPx, heightPx }, palette);
  }, [canvas, shown, kinds, geometry, scale, normScale, palette, paint]);
}
