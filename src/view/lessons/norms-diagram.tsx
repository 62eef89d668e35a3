import { area, curveStepAfter } from 'd3-shape';
import { useMemo } from 'react';
import * as words from '#words/view/lessons/diagrams.tsx';
import * as normWords from '#words/view/norms.ts';
import { histogram } from '../../core/analysis/norm-histogram.ts';
import { stagedMap } from '../../state/displayed.ts';
import type { DiagramOf } from '../../state/lessons/diagram.ts';
import { type LiveSource, peakLayer } from '../../state/lessons/live-value.ts';
import { type NormLayer, normDomain, normLayer } from '../../state/norm-layers.ts';
import { countHeight, normAxis } from '../norm-axis.ts';
import { formatTick, formatValue } from '../numbers.ts';
import { useScopeState } from '../scope-context.tsx';
import styles from './diagram.module.css';
import { useLiveSource } from './use-live-source.ts';

const WIDTH = 320;
const HEIGHT = 110;
const BINS = 48;

/** The norms of the patches that the page shows now. */
export function NormsDiagram({ settings }: { settings: DiagramOf<'norms'> }) {
  const source = useLiveSource();
  const rule = useScopeState((state) => state.requested.look.rule);
  const staged = useScopeState((state) => state.requested.staged);
  const entry = useMemo(() => {
    if (!source) return undefined;
    const layer = chosenLayer(settings.layer, source, stagedMap(staged, source.displayed).layer);
    return layer < source.displayed.layersDone ? normLayer(source.record, layer, rule) : undefined;
  }, [source, settings.layer, staged, rule]);
  if (entry === undefined) return <p className={styles.reading}>{words.norms.waiting}</p>;
  return (
    <figure className={styles.diagram}>
      <Shape entry={entry} />
      <figcaption>
        {words.norms.caption(entry.layer, entry.summary.count, formatValue(entry.outliers.threshold))}
      </figcaption>
    </figure>
  );
}

function chosenLayer(asked: DiagramOf<'norms'>['layer'], source: LiveSource, staged: number): number {
  if (asked === 'staged') return staged;
  return asked === 'peak' ? peakLayer(source) : Math.min(asked, source.record.start.depth - 1);
}

function Shape({ entry }: { entry: NormLayer }) {
  const domain = normDomain([entry], 'log');
  const of = normAxis(domain, WIDTH - 8, 'log');
  const { edges, counts } = histogram(entry.norms, domain, BINS, 'log');
  const most = Math.max(...counts);
  const base = HEIGHT - 18;
  const shape = area<number>()
    .x((edge) => of(edges[edge]!))
    .y0(base)
    .y1((edge) => base - countHeight(counts[edge] ?? 0, most, base - 12))
    .curve(curveStepAfter);
  const places = Array.from(edges, (_, edge) => edge);
  const limit = of(entry.outliers.threshold);
  const count = entry.outliers.indices.length;
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={normWords.summary({
        layer: entry.layer,
        median: formatValue(entry.summary.median),
        largest: formatValue(entry.summary.maximum),
        outliers: count,
      })}
    >
      <path className={styles.shape} d={shape(places) ?? ''} />
      <line className={styles.axis} x1={0} x2={WIDTH} y1={base} y2={base} />
      <line className={styles.limit} x1={limit} x2={limit} y1={4} y2={base} />
      <text className={styles.value} x={limit + 5} y={11}>
        {words.norms.above(count)}
      </text>
      {of.ticks.map((tick) => (
        <text key={tick} className={styles.name} x={of(tick)} y={HEIGHT - 5} textAnchor="middle">
          {formatTick(tick)}
        </text>
      ))}
    </svg>
  );
}
