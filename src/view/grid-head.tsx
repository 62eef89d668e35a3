// biome-ignore-all lint/a11y/useSemanticElements: the maps are one canvas under the cells, which a table cannot hold.
import * as words from '#words/view/grid.ts';
import { columnName, columnTitle } from '../state/grid-columns.ts';
import type { MapKind } from '../state/requested.ts';
import styles from './attention-grid.module.css';
import { WORD_PX } from './bench-geometry.ts';
import { classNames } from './class-names.ts';
import type { GridArrangement } from './grid-arrangement.ts';
import { labelStep } from './grid-row.tsx';
import type { GridWindow } from './grid-window.ts';

interface GridHeadProps {
  readonly arrangement: GridArrangement;
  readonly columns: readonly MapKind[];
  readonly window: GridWindow;
}

/** Room for the outline of a cell in the first row. */
const EDGE_PX = 3;

/** The names of the columns in view, which stay above the cells. */
export function GridHead({ arrangement, columns, window }: GridHeadProps) {
  const { cellWidthPx, columnPx } = arrangement.geometry;
  const step = labelStep(columnPx - 3);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus roves over the cells.
    <div
      role="row"
      aria-rowindex={1}
      className={styles.names}
      style={{ blockSize: arrangement.headPx - EDGE_PX }}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the focus roves over the cells. */}
      <span role="columnheader" aria-colindex={1} className={styles.corner}>
        <span>{words.layerColumn}</span>
      </span>
      {columns.slice(window.firstColumn, window.endColumn).map((kind, at) => {
        const column = window.firstColumn + at;
        const isWord = kind.kind !== 'head';
        const isNamed = isWord || kind.head % step === 0;
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus roves over the cells.
          <span
            key={columnName(kind)}
            role="columnheader"
            aria-colindex={column + 2}
            aria-label={columnTitle(kind)}
            title={columnTitle(kind)}
            className={classNames(styles.name, isWord && cellWidthPx < WORD_PX && styles.narrowName)}
            style={{ left: arrangement.lefts[column], width: cellWidthPx }}
          >
            <span className={isNamed ? undefined : styles.unnamed}>{columnName(kind)}</span>
          </span>
        );
      })}
    </div>
  );
}
