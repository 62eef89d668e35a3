import { useEffect, useLayoutEffect, useMemo } from 'react';
import * as words from '#words/view/grid-ranking.ts';
import { keptHeads } from '../core/analysis/ranked-heads.ts';
import type { HeadValues } from '../state/head-values.ts';
import type { MapPlace } from '../state/layer-maps.ts';
import type { HeadRanking } from './grid-arrangement.ts';
import { GridFilter } from './grid-filter.tsx';
import { measureLabel } from './grid-measures.ts';
import styles from './grid-ranking.module.css';
import { rankedGrid } from './ranked-grid.ts';
import { useScopeState } from './scope-context.tsx';
import { useMeasuredHeads } from './use-measured-heads.ts';
import { useShownTrace } from './use-shown.ts';

interface GridRankingProps {
  readonly onRanking: (ranking: HeadRanking | undefined) => void;
}

/** Measures the heads, says by what, and hands on their order and which of them the filter keeps. */
export function GridRanking({ onRanking }: GridRankingProps) {
  const { order, filter } = useScopeState((state) => state.requested.grid);
  const ranked = useMeasuredHeads(order === 'layers' ? undefined : order);
  const filtered = useMeasuredHeads(filter?.measure);
  const ranking = useRanking(valuesOf(ranked), valuesOf(filtered));
  useLayoutEffect(() => onRanking(ranking), [onRanking, ranking]);
  useEffect(() => () => onRanking(undefined), [onRanking]);
  const problem = problemOf(ranked) ?? problemOf(filtered);
  const measures = new Set([order === 'layers' ? undefined : order, filter?.measure]);
  const definitions = [...measures].flatMap((measure) => (measure ? [words.definitions[measure]] : []));
  return (
    <>
      {filter && filtered?.kind === 'values' && <GridFilter filter={filter} values={filtered.values} />}
      {problem ? (
        <p className={styles.problem} role="status">
          {problem}
        </p>
      ) : (
        <p className={styles.definition}>{definitions.join(' ')}</p>
      )}
    </>
  );
}

function useRanking(
  ranked: Float32Array | undefined,
  filtered: Float32Array | undefined,
): HeadRanking | undefined {
  const start = useShownTrace()?.displayed.start;
  const { order, highestFirst, filter } = useScopeState((state) => state.requested.grid);
  const kept = useMemo(() => filter && filtered && keptHeads(filtered, filter), [filter, filtered]);
  const listed = filter?.others === 'hidden' ? kept : undefined;
  return useMemo(() => {
    if (start === undefined) return undefined;
    const { trace, heads } = start;
    return {
      trace,
      measure: measureLabel(order),
      keeps: ({ layer, map }: MapPlace) => map.kind !== 'head' || kept?.[layer * heads + map.head] !== 0,
      arrange: ranked && rankedGrid({ values: ranked, highestFirst, listed, heads }),
    };
  }, [start, order, highestFirst, kept, listed, ranked]);
}

function valuesOf(measured: HeadValues | undefined): Float32Array | undefined {
  return measured?.kind === 'values' ? measured.values : undefined;
}

function problemOf(measured: HeadValues | undefined): string | undefined {
  return measured?.kind === 'impossible' ? measured.why : undefined;
}
