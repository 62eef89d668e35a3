import { memo, useRef } from 'react';
import * as words from '#words/view/lenses/lens.ts';
import type { AxisScale } from '../../core/analysis/norm-histogram.ts';
import type { NormLayer } from '../../state/norm-layers.ts';
import { normAxis, normBars } from '../norm-axis.ts';
import { formatTick, formatValue } from '../numbers.ts';
import { useElementSize } from '../use-element-size.ts';
import styles from './norm-plot.module.css';

interface NormPlotProps {
  readonly entry: NormLayer | undefined;
  /** Shared by all columns. */
  readonly domain: readonly [number, number];
  readonly scale: AxisScale;
}

const BARS_PX = 44;
const AXIS_PX = 15;

/** The norms of one layer's patches as a histogram, on the axis that all columns share. */
export const NormPlot = memo(function NormPlot({ entry, domain, scale }: NormPlotProps) {
  const root = useRef<HTMLDivElement>(null);
  const { widthPx } = useElementSize(root);
  const of = normAxis(domain, Math.max(1, widthPx - 1), scale);
  const bars =
    entry && widthPx > 0 ? normBars(entry, { of, domain, scale }, { bins: 56, heightPx: BARS_PX - 4 }) : [];
  return (
    <div ref={root} className={styles.plot}>
      <svg width={widthPx} height={BARS_PX + AXIS_PX} role="img" aria-label={plotSummary(entry)}>
        <g transform={`translate(0 ${BARS_PX})`}>
          {bars.map((bar) => (
            <rect
              key={bar.bin}
              className={bar.isOutlier ? styles.outlier : styles.bar}
              x={bar.x}
              y={-bar.heightPx}
              width={bar.widthPx}
              height={bar.heightPx}
            />
          ))}
          {entry && entry.outliers.threshold <= domain[1] && (
            <line
              className={styles.threshold}
              x1={of(entry.outliers.threshold)}
              x2={of(entry.outliers.threshold)}
              y1={-BARS_PX}
              y2={0}
            />
          )}
          <line className={styles.floor} x1={0} x2={widthPx} y1={0.5} y2={0.5} />
          {of.ticks.map((tick) => (
            <text
              key={tick}
              className={styles.tick}
              x={of(tick)}
              y={12}
              textAnchor={of(tick) < 8 ? 'start' : of(tick) > widthPx - 12 ? 'end' : 'middle'}
            >
              {formatTick(tick)}
            </text>
          ))}
        </g>
      </svg>
    </div>
  );
});

function plotSummary(entry: NormLayer | undefined): string {
  if (entry === undefined) return words.noNorms;
  const { outliers, summary, layer } = entry;
  return words.norms({
    layer,
    median: formatValue(summary.median),
    largest: formatValue(summary.maximum),
    outliers: outliers.indices.length,
    patches: summary.count,
    threshold: formatValue(outliers.threshold),
  });
}
