import { scaleLinear, scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { useRef } from 'react';
import * as words from '#words/view/mechanism/finder.tsx';
import type { SweepPoint } from '../../core/analysis/register-neurons.ts';
import { formatTick, formatValue } from '../numbers.ts';
import { useElementSize } from '../use-element-size.ts';
import controls from './controls.module.css';
import styles from './sweep-curve.module.css';

interface SweepCurveProps {
  /** The first point is the unchanged model. */
  readonly sweep: readonly SweepPoint[];
  readonly most: number;
  readonly topK: number;
  /** What the search chose. */
  readonly best: number;
  readonly onChange: (topK: number) => void;
}

const HEIGHT_PX = 76;
const TOP_PX = 16;
/** Half the knob of a slider, so that the curve stands over it. */
const INSET_PX = 8;

/** The norms and the outliers that are left when the first k neurons are moved, and the k that is chosen. */
export function SweepCurve({ sweep, most, topK, best, onChange }: SweepCurveProps) {
  const root = useRef<HTMLDivElement>(null);
  const { widthPx } = useElementSize(root);
  const point = sweep.find((candidate) => candidate.topK === topK);
  const x = scaleLinear()
    .domain([1, most])
    .range([INSET_PX, Math.max(INSET_PX, widthPx - INSET_PX)]);
  const shared = { sweep: sweep.filter((candidate) => candidate.topK <= most), x, topK, best, widthPx };
  return (
    <div ref={root} className={styles.curve}>
      {widthPx > 0 && (
        <>
          <Plot {...shared} name={words.maxOverMedian} value={(each) => each.maxOverMedian} isLog />
          <Plot {...shared} name={words.outliers} value={(each) => each.outliers} />
        </>
      )}
      <input
        type="range"
        min={1}
        max={most}
        value={topK}
        aria-label={words.howManyLabel}
        aria-valuetext={words.howManyOf(topK, most)}
        onChange={({ target }) => onChange(target.valueAsNumber)}
      />
      <p className={controls.note}>
        {words.sweepPoint(
          topK,
          point && {
            maxOverMedian: formatValue(point.maxOverMedian),
            outliers: formatValue(point.outliers),
          },
          topK === best,
        )}
      </p>
    </div>
  );
}

interface PlotProps {
  readonly name: string;
  readonly sweep: readonly SweepPoint[];
  readonly value: (point: SweepPoint) => number;
  readonly x: (topK: number) => number;
  readonly topK: number;
  readonly best: number;
  readonly widthPx: number;
  readonly isLog?: boolean;
}

function Plot({ name, sweep, value, x, topK, best, widthPx, isLog = false }: PlotProps) {
  const values = sweep.map(value);
  const unchanged = values[0] ?? 1;
  const largest = Math.max(...values);
  const y = (
    isLog ? scaleLog().domain([1, Math.max(2, largest)]) : scaleLinear().domain([0, Math.max(1, largest)])
  )
    .range([HEIGHT_PX - 4, TOP_PX])
    .clamp(true);
  const tried = sweep.slice(1);
  const path = line<SweepPoint>()
    .x((point) => x(point.topK))
    .y((point) => y(value(point)))(tried);
  return (
    <svg className={styles.plot} width={widthPx} height={HEIGHT_PX} aria-hidden="true">
      <line className={styles.unchanged} x1={0} x2={widthPx} y1={y(unchanged)} y2={y(unchanged)} />
      <text className={styles.name} x={0} y={10}>
        {name}
      </text>
      <text className={styles.value} x={widthPx} y={10} textAnchor="end">
        {words.unchanged(formatValue(unchanged))}
      </text>
      <line className={styles.axis} x1={0} x2={widthPx} y1={HEIGHT_PX - 4} y2={HEIGHT_PX - 4} />
      <line className={styles.chosen} x1={x(topK)} x2={x(topK)} y1={TOP_PX} y2={HEIGHT_PX - 4} />
      <path className={styles.line} d={path ?? ''} />
      {tried.map((point) => (
        <circle
          key={point.topK}
          className={point.topK === best ? styles.best : styles.point}
          cx={x(point.topK)}
          cy={y(value(point))}
          r={point.topK === topK ? 3.5 : 2}
        >
          <title>{`${point.topK}: ${formatTick(value(point))}`}</title>
        </circle>
      ))}
    </svg>
  );
}
