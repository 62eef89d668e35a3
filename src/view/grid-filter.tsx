import { useMemo } from 'react';
import * as words from '#words/view/grid-ranking.ts';
import { keptHeads, limitAmong } from '../core/analysis/ranked-heads.ts';
import { extent } from '../core/tensor/statistics.ts';
import type { HeadFilter } from '../state/requested.ts';
import styles from './grid-filter.module.css';
import { measureLabel } from './grid-measures.ts';
import { formatValue } from './numbers.ts';
import { useScope } from './scope-context.tsx';
import { Segmented } from './segmented.tsx';
import { SelectField } from './select-field.tsx';

const KEEPS = [
  { value: 'at-least', label: words.kept['at-least'] },
  { value: 'at-most', label: words.kept['at-most'] },
] as const;

const OTHERS = [
  { value: 'dimmed', ...words.dimmed },
  { value: 'hidden', ...words.hidden },
] as const;

const STEPS = 200;
const BARS = 48;

/** The limit of a filter over the heads' values, and how many heads it keeps. */
export function GridFilter({ filter, values }: { filter: HeadFilter; values: Float32Array }) {
  const scope = useScope();
  const [low, high] = useMemo(() => extent(values), [values]);
  const limit = limitAmong(values, filter);
  const kept = keptHeads(values, filter).reduce((sum, each) => sum + each, 0);
  const step = high > low ? Math.round(((limit - low) / (high - low)) * STEPS) : 0;
  const change = (part: Partial<HeadFilter>) => scope.arrangeGrid({ filter: { ...filter, ...part } });
  return (
    <div className={styles.filter}>
      <SelectField
        label={words.keeps}
        hidesLabel
        value={filter.keeps}
        options={KEEPS}
        onChange={(keeps) => change({ keeps })}
      />
      <div className={styles.limit}>
        <Bars values={values} low={low} high={high} at={step / STEPS} keeps={filter.keeps} />
        <input
          type="range"
          min="0"
          max={STEPS}
          value={Math.min(STEPS, Math.max(0, step))}
          aria-label={words.limitOf(measureLabel(filter.measure))}
          aria-valuetext={formatValue(limit)}
          onChange={(event) => change({ limit: low + (event.target.valueAsNumber / STEPS) * (high - low) })}
        />
      </div>
      <output className={styles.value}>{formatValue(limit)}</output>
      <Segmented
        legend={words.others}
        value={filter.others}
        options={OTHERS}
        onChange={(others) => change({ others })}
      />
      <output className={styles.count}>{words.keptOf(kept, values.length)}</output>
    </div>
  );
}

interface BarsProps {
  readonly values: Float32Array;
  readonly low: number;
  readonly high: number;
  /** Share of the range at which the limit lies. */
  readonly at: number;
  readonly keeps: HeadFilter['keeps'];
}

/** How many heads lie where, above the slider. */
function Bars({ values, low, high, at, keeps }: BarsProps) {
  const counts = useMemo(() => {
    const bars = new Uint16Array(BARS);
    for (const value of values) {
      const bar = Math.min(BARS - 1, Math.floor(((value - low) / (high - low || 1)) * BARS));
      if (bar >= 0) bars[bar]! += 1;
    }
    return bars;
  }, [values, low, high]);
  const most = Math.max(1, ...counts);
  return (
    <svg viewBox={`0 0 ${BARS} 1`} preserveAspectRatio="none" aria-hidden="true">
      {Array.from(counts, (count, bar) => {
        const centre = (bar + 0.5) / BARS;
        const isKept = keeps === 'at-least' ? centre >= at : centre <= at;
        const height = count === 0 ? 0 : Math.max(0.06, Math.sqrt(count / most));
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place.
            key={bar}
            x={bar + 0.08}
            y={1 - height}
            width={0.84}
            height={height}
            className={isKept ? styles.keptBar : styles.bar}
          />
        );
      })}
    </svg>
  );
}
