// biome-ignore-all lint/a11y/useSemanticElements: the maps are one canvas under the cells, which a table cannot hold.
import { useMemo, useRef } from 'react';
import { stagedMap } from '../state/displayed.ts';
import styles from './attention-grid.module.css';
import { type BenchGeometry, columnX, gridWidthPx, LAYER_LABEL_PX } from './bench-geometry.ts';
import { classNames } from './class-names.ts';
import { columnName, gridColumns, sameKind } from './grid-columns.ts';
import { GridRow } from './grid-row.tsx';
import { GRID_KEYS, handleKey } from './keys.ts';
import { useScopeState } from './scope-context.tsx';
import { usePaintedGrid } from './use-painted-grid.ts';
import { useShownTrace } from './use-shown.ts';

interface AttentionGridProps {
  readonly className?: string | undefined;
  readonly geometry: BenchGeometry;
  /** The key of the cell under the pointer or in focus. */
  readonly onPoint: (key: string | undefined) => void;
}

/** Every layer and head as a small map; a click puts one on the stage, arrow keys travel. */
export function AttentionGrid({ className, geometry, onPoint }: AttentionGridProps) {
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useShownTrace();
  const staged = useScopeState((state) => state.requested.staged);
  const combined = useScopeState((state) => state.requested.combining.columns);
  usePaintedGrid(canvas, geometry);
  const { depth, heads } = shown?.displayed.start ?? { depth: 6, heads: 6 };
  const columns = useMemo(() => gridColumns(heads, combined), [heads, combined]);
  const current = shown && stagedMap(staged, shown.displayed);
  const currentColumn = current ? columns.findIndex((kind) => sameKind(kind, current.map)) : -1;
  const width = gridWidthPx(heads, geometry, columns.length - heads) - LAYER_LABEL_PX;
  return (
    <div className={classNames(styles.scroller, className)}>
      <div className={styles.names} aria-hidden="true" style={{ blockSize: '1.25rem' }}>
        {columns.map((kind, column) => (
          <span
            key={columnName(kind)}
            style={{
              insetInlineStart: LAYER_LABEL_PX + columnX(column, heads, geometry),
              inlineSize: geometry.cellWidthPx,
            }}
          >
            {geometry.cellWidthPx < 30 && kind.kind !== 'head'
              ? columnName(kind).slice(0, 1)
              : columnName(kind)}
          </span>
        ))}
      </div>
      <div
        ref={root}
        role="grid"
        tabIndex={-1}
        aria-label="Attention maps, one row a layer and one column a head, then the mean of heads and the norms"
        className={styles.grid}
        style={{ inlineSize: width + LAYER_LABEL_PX, blockSize: depth * geometry.rowPx }}
        onKeyDown={(event) => root.current && handleKey(GRID_KEYS, event, root.current)}
        onPointerLeave={() => onPoint(undefined)}
      >
        {Array.from({ length: depth }, (_, layer) => (
          <GridRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its layer.
            key={layer}
            layer={layer}
            columns={columns}
            heads={heads}
            geometry={geometry}
            isDone={layer < (shown?.displayed.layersDone ?? 0)}
            current={current?.layer === layer ? currentColumn : undefined}
            holdsFocus={current ? current.layer === layer : layer === 0}
            onPoint={onPoint}
          />
        ))}
        <canvas
          ref={canvas}
          style={{ insetInlineStart: LAYER_LABEL_PX, inlineSize: width, blockSize: depth * geometry.rowPx }}
        />
      </div>
    </div>
  );
}
