import type { ReactNode } from 'react';
import type { HeadMeasure } from '../core/analysis/head-measures.ts';
import type { HeadValues } from '../state/head-values.ts';
import type { GridView } from '../state/requested.ts';
import { GridFilter } from './grid-filter.tsx';
import { MEASURES } from './grid-measures.ts';
import styles from './grid-tools.module.css';
import { GridZoom } from './grid-zoom.tsx';
import { useScope, useScopeState } from './scope-context.tsx';
import { SelectField } from './select-field.tsx';
import { useMeasuredHeads } from './use-measured-heads.ts';

const ORDERS: readonly { value: GridView['order']; label: string }[] = [
  { value: 'layers', label: 'layers' },
  ...MEASURES,
];

interface GridToolsProps {
  readonly largestZoom: number;
  /** What stands beside the size. */
  readonly children: ReactNode;
}

/** Size, order and filter of the grid's cells. */
export function GridTools({ largestZoom, children }: GridToolsProps) {
  const scope = useScope();
  const { order, highestFirst, filter } = useScopeState((state) => state.requested.grid);
  const measured = useMeasuredHeads(order === 'layers' ? undefined : order);
  const filtered = useMeasuredHeads(filter?.measure);
  const problem = problemOf(measured) ?? problemOf(filtered);
  return (
    <>
      <div className={styles.pair}>
        {children}
        <GridZoom largest={largestZoom} />
      </div>
      <div className={styles.tools}>
        <div className={styles.line}>
          <span className={styles.pair} title={hintOf(order)}>
            <SelectField
              label="Order"
              value={order}
              options={ORDERS}
              onChange={(value) => scope.arrange({ order: value, zoom: 1 })}
            />
            {order !== 'layers' && (
              <button
                type="button"
                className={styles.direction}
                title={highestFirst ? 'Highest first' : 'Lowest first'}
                aria-label={highestFirst ? 'Highest first; turn round' : 'Lowest first; turn round'}
                onClick={() => scope.arrange({ highestFirst: !highestFirst })}
              >
                {highestFirst ? '↓' : '↑'}
              </button>
            )}
          </span>
          <FilterChoice />
        </div>
        {filter && filtered?.kind === 'values' && <GridFilter filter={filter} values={filtered.values} />}
        {problem && (
          <p className={styles.problem} role="status">
            {problem}
          </p>
        )}
      </div>
    </>
  );
}

const NO_FILTER = 'none';

/** Which measure the heads are filtered by. */
function FilterChoice() {
  const scope = useScope();
  const filter = useScopeState((state) => state.requested.grid.filter);
  return (
    <span title={filter && hintOf(filter.measure)}>
      <SelectField
        label="Filter"
        value={filter?.measure ?? NO_FILTER}
        options={[{ value: NO_FILTER, label: 'all heads' }, ...MEASURES]}
        onChange={(value) => {
          const others = filter?.others ?? 'dimmed';
          const next = { measure: value as HeadMeasure, keeps: 'at-least', limit: 'median', others } as const;
          scope.arrange({ filter: value === NO_FILTER ? undefined : next });
        }}
      />
    </span>
  );
}

function hintOf(order: GridView['order']): string | undefined {
  return MEASURES.find(({ value }) => value === order)?.hint;
}

function problemOf(measured: HeadValues | undefined): string | undefined {
  return measured?.kind === 'impossible' ? measured.why : undefined;
}
