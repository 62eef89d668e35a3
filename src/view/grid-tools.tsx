import { type ReactNode, Suspense } from 'react';
import * as words from '#words/view/grid-tools.ts';
import type { GridView, HeadFilter } from '../state/requested.ts';
import type { HeadRanking } from './grid-arrangement.ts';
import { MEASURES } from './grid-measures.ts';
import styles from './grid-tools.module.css';
import { GridZoom } from './grid-zoom.tsx';
import { lazy } from './lazy-part.tsx';
import { useScope, useScopeState } from './scope-context.tsx';
import { SelectField } from './select-field.tsx';

const GridRanking = lazy(async () => ({ default: (await import('./grid-ranking.tsx')).GridRanking }));

const ORDERS: readonly { value: GridView['order']; label: string }[] = [
  { value: 'layers', label: words.byLayers },
  ...MEASURES,
];

const FILTERS: readonly { value: HeadFilter['measure'] | 'none'; label: string }[] = [
  { value: 'none', label: words.noFilter },
  ...MEASURES,
];

interface GridToolsProps {
  readonly largestZoom: number;
  readonly onRanking: (ranking: HeadRanking | undefined) => void;
  /** What stands beside the size. */
  readonly children: ReactNode;
}

/** Size, order and filter of the grid's cells. */
export function GridTools({ largestZoom, onRanking, children }: GridToolsProps) {
  const scope = useScope();
  const { order, highestFirst, filter } = useScopeState((state) => state.requested.grid);
  const direction = highestFirst ? words.highestFirst : words.lowestFirst;
  return (
    <>
      <div className={styles.pair}>
        {children}
        <GridZoom largest={largestZoom} />
      </div>
      <div className={styles.tools}>
        <div className={styles.line}>
          <span className={styles.pair}>
            <SelectField
              label={words.order}
              value={order}
              options={ORDERS}
              onChange={(value) => scope.arrangeGrid({ order: value, zoom: 1 })}
            />
            {order !== 'layers' && (
              <button
                type="button"
                className={styles.direction}
                title={direction.title}
                aria-label={direction.name}
                onClick={() => scope.arrangeGrid({ highestFirst: !highestFirst })}
              >
                {highestFirst ? '↓' : '↑'}
              </button>
            )}
          </span>
          <SelectField
            label={words.filter}
            value={filter?.measure ?? 'none'}
            options={FILTERS}
            onChange={(value) => scope.arrangeGrid({ filter: filterBy(value, filter?.others) })}
          />
        </div>
        <Suspense>
          {(order !== 'layers' || filter !== undefined) && <GridRanking onRanking={onRanking} />}
        </Suspense>
      </div>
    </>
  );
}

/** Begins with the upper half of the heads. */
function filterBy(
  measure: HeadFilter['measure'] | 'none',
  others: HeadFilter['others'] = 'dimmed',
): HeadFilter | undefined {
  return measure === 'none' ? undefined : { measure, keeps: 'at-least', limit: 'median', others };
}
