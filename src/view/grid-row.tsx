// biome-ignore-all lint/a11y/useSemanticElements: the maps are one canvas under the cells, which a table cannot hold.

import { memo } from 'react';
import * as words from '#words/view/grid.ts';
import styles from './attention-grid.module.css';
import { classNames } from './class-names.ts';
import type { GridArrangement, GridPlace } from './grid-arrangement.ts';
import type { GridWindow } from './grid-window.ts';
import { formatValue } from './numbers.ts';
import { useScope } from './scope-context.tsx';
import { mapPhrase } from './wording.ts';

export interface GridRowProps {
  readonly row: number;
  readonly arrangement: GridArrangement;
  readonly columns: Pick<GridWindow, 'firstColumn' | 'endColumn'>;
  readonly layersDone: number;
  /** Keys of the staged cell and of the one that Tab leads to, where they stand in this row. */
  readonly current: string | undefined;
  readonly stop: string | undefined;
  /** Whether a filter keeps a map, and what becomes of the others. */
  readonly keeps: (place: GridPlace) => boolean;
  readonly others: 'dimmed' | 'hidden';
  /** What a ranked list is ordered by. */
  readonly measure: string;
  readonly onFocus: (key: string) => void;
  readonly onPoint: (key: string) => void;
}

/** One row of the grid: its layer's number and the cells that are in view. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, arrangement, current } = props;
  const { rowPx } = arrangement.geometry;
  const isRanked = arrangement.kind === 'ranked';
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus roves over its cells.
    <div
      role="row"
      aria-rowindex={row + (isRanked ? 1 : 2)}
      className={styles.row}
      style={{ insetBlockStart: row * rowPx, blockSize: rowPx }}
    >
      {!isRanked && (
        <span
          role="rowheader"
          tabIndex={-1}
          aria-colindex={1}
          className={classNames(styles.layer, current && styles.currentLayer)}
          style={{ blockSize: arrangement.geometry.cellHeightPx }}
        >
          <span className={row % labelStep(rowPx) === 0 || current ? undefined : styles.unlabelled}>
            {row}
          </span>
        </span>
      )}
      {drawnColumns(props).map((column) => {
        const place = arrangement.place({ row, column });
        return place && <GridCell key={place.key} {...props} place={place} column={column} />;
      })}
    </div>
  );
});

/** Numbers stand at every row or column, or as close as they can be read. */
export function labelStep(pitchPx: number): number {
  return pitchPx >= 13 ? 1 : pitchPx >= 7 ? 2 : 5;
}

/** The columns in view, and the one of the cell that must not be dropped. */
function drawnColumns({ row, arrangement, columns, stop }: GridRowProps): number[] {
  const { firstColumn, endColumn } = columns;
  const drawn = Array.from({ length: Math.max(0, endColumn - firstColumn) }, (_, at) => firstColumn + at);
  const held = stop === undefined ? undefined : arrangement.find(stop);
  if (held?.row === row && !drawn.includes(held.column)) drawn.push(held.column);
  return drawn.sort((a, b) => a - b);
}

function GridCell(props: GridRowProps & { readonly place: GridPlace; readonly column: number }) {
  const { place, column, arrangement, current, stop, keeps, others, layersDone, onFocus, onPoint } = props;
  const scope = useScope();
  const { key, layer, map, rank } = place;
  const { cellWidthPx, cellHeightPx } = arrangement.geometry;
  const isWaiting = layer >= layersDone;
  const isOut = !isWaiting && !keeps(place);
  return (
    <>
      <button
        type="button"
        role="gridcell"
        data-cell={key}
        aria-colindex={column + (rank ? 1 : 2)}
        aria-label={cellLabel(props, isOut)}
        aria-selected={current === key}
        tabIndex={stop === key ? 0 : -1}
        className={classNames(
          styles.cell,
          isWaiting && styles.waiting,
          isOut && styles[others],
          current === key && styles.current,
        )}
        style={{
          insetInlineStart: arrangement.lefts[column],
          inlineSize: cellWidthPx,
          blockSize: cellHeightPx,
        }}
        onClick={() => scope.stage({ layer, map })}
        onPointerEnter={() => onPoint(key)}
        onFocus={() => {
          onFocus(key);
          onPoint(key);
        }}
      />
      {rank && (
        <span
          aria-hidden="true"
          className={classNames(styles.caption, current === key && styles.currentCaption)}
          style={{
            insetInlineStart: arrangement.lefts[column],
            insetBlockStart: cellHeightPx,
            inlineSize: cellWidthPx,
          }}
        >
          <span>
            {layer}·{map.kind === 'head' ? map.head : ''}
          </span>
          <span>{formatValue(rank.value)}</span>
        </span>
      )}
    </>
  );
}

function cellLabel(
  { place: { layer, map, rank }, layersDone, measure }: GridRowProps & { readonly place: GridPlace },
  isOut: boolean,
): string {
  return words.cell(words.mapName(layer, mapPhrase(map)), {
    rank: rank && { measure, value: formatValue(rank.value), place: rank.place + 1 },
    isWaiting: layer >= layersDone,
    isOut,
  });
}
