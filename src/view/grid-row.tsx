// biome-ignore-all lint/a11y/useSemanticElements: the maps are one canvas under the cells, which a table cannot hold.
import { memo } from 'react';
import type { MapKind } from '../state/requested.ts';
import styles from './attention-grid.module.css';
import { type BenchGeometry, columnX, LAYER_LABEL_PX } from './bench-geometry.ts';
import { classNames } from './class-names.ts';
import { useScope } from './scope-context.tsx';
import { mapPhrase } from './wording.ts';

interface GridRowProps {
  readonly layer: number;
  readonly columns: readonly MapKind[];
  readonly heads: number;
  readonly geometry: BenchGeometry;
  readonly isDone: boolean;
  /** The staged column, where this is the staged layer. */
  readonly current: number | undefined;
  readonly holdsFocus: boolean;
  readonly onPoint: (key: string) => void;
}

/** One layer of the grid: its number and a cell for every map. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { layer, columns, heads, geometry, isDone, current, holdsFocus, onPoint } = props;
  const scope = useScope();
  const focusable = current === undefined || current < 0 ? 0 : current;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus roves over its cells.
    <div role="row" className={styles.row} style={{ blockSize: geometry.rowPx }}>
      <span
        role="rowheader"
        tabIndex={-1}
        className={classNames(styles.layer, current !== undefined && styles.currentLayer)}
      >
        {layer}
      </span>
      {columns.map((map, column) => {
        const key = `${layer}:${column}`;
        return (
          <button
            key={key}
            type="button"
            role="gridcell"
            data-cell={key}
            aria-label={`Layer ${layer}, ${mapPhrase(map)}${isDone ? '' : ', not computed yet'}`}
            aria-selected={current === column}
            tabIndex={holdsFocus && column === focusable ? 0 : -1}
            className={classNames(
              styles.cell,
              !isDone && styles.waiting,
              current === column && styles.current,
            )}
            style={{
              insetInlineStart: LAYER_LABEL_PX + columnX(column, heads, geometry),
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
});
