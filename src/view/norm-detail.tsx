import { memo, useRef } from 'react';
import * as words from '#words/view/norms.ts';
import { describeRule } from '../core/analysis/outliers.ts';
import { type NormLayer, normDomain } from '../state/norm-layers.ts';
import { countHeight, normAxis, normBars } from './norm-axis.ts';
import styles from './norm-detail.module.css';
import { formatShare, formatTick, formatValue } from './numbers.ts';
import { useScopeState } from './scope-context.tsx';
import { useElementSize } from './use-element-size.ts';
import { useStagedLayer } from './use-shown.ts';
import { normSiteName } from './wording.ts';

const BOTTOM_PX = 20;
const LEFT_PX = 32;
const TOP_PX = 14;

/** The norms of the staged layer's patches: histogram, the rule's line, and what it finds. */
export const NormDetail = memo(function NormDetail({ layers }: { layers: readonly NormLayer[] }) {
  const plot = useRef<HTMLDivElement>(null);
  const size = useElementSize(plot);
  const { rule, normScale } = useScopeState((state) => state.requested.look);
  const site = useScopeState((state) => state.requested.normSite);
  const layer = useStagedLayer() ?? 0;
  const entry = layers[layer];
  return (
    <section className={styles.detail} aria-label={words.detail(layer)}>
      <header className={styles.head}>
        <h3>{words.detailTitle(layer, normSiteName(site))}</h3>
        {entry && <Facts entry={entry} rule={describeRule(rule)} />}
      </header>
      <div ref={plot} className={styles.plot}>
        {entry && size.widthPx > 80 && size.heightPx > 48 && (
          <Histogram entry={entry} size={size} scale={normScale} />
        )}
      </div>
    </section>
  );
});

function Facts({ entry, rule }: { entry: NormLayer; rule: string }) {
  const { outliers, summary } = entry;
  const count = outliers.indices.length;
  const facts = [
    ['outliers', words.outliersOf(count, summary.count, formatShare(outliers.share))],
    ['threshold', formatValue(outliers.threshold)],
    ['median', formatValue(summary.median)],
    ['maximum', formatValue(summary.maximum)],
    ['ratio', formatValue(summary.maximum / summary.median)],
  ] as const;
  return (
    <dl className={styles.facts} title={words.ruleHint(rule)}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{words.facts[name]}</dt>
          <dd className={name === 'outliers' && count > 0 ? styles.some : undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface HistogramProps {
  readonly entry: NormLayer;
  readonly size: { readonly widthPx: number; readonly heightPx: number };
  readonly scale: 'linear' | 'log';
}

function Histogram({ entry, size, scale }: HistogramProps) {
  const width = size.widthPx - LEFT_PX - 8;
  const height = size.heightPx - BOTTOM_PX - TOP_PX;
  const domain = normDomain([entry], scale);
  const of = normAxis(domain, width, scale);
  const bars = normBars(
    entry,
    { of, domain, scale },
    { bins: Math.max(24, Math.round(width / 7)), heightPx: height },
  );
  const largest = Math.max(...bars.map(({ count }) => count));
  const counts = [1, 10, 100, 1000].filter((count) => count <= largest);
  const { threshold } = entry.outliers;
  const thresholdX = of(threshold);
  return (
    <svg className={styles.histogram} width={size.widthPx} height={size.heightPx} aria-hidden="true">
      <g transform={`translate(${LEFT_PX} ${TOP_PX + height})`}>
        {counts.map((count) => {
          const y = -countHeight(count, largest, height);
          return (
            <g key={count}>
              <line className={styles.grid} x1={0} x2={width} y1={y} y2={y} />
              <text className={styles.tick} x={-6} y={y} dy="0.32em" textAnchor="end">
                {count}
              </text>
            </g>
          );
        })}
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
        <line className={styles.axis} x1={0} x2={width} y1={0.5} y2={0.5} />
        {of.ticks.map((tick) => (
          <text key={tick} className={styles.tick} x={of(tick)} y={15} textAnchor="middle">
            {formatTick(tick)}
          </text>
        ))}
        {threshold <= domain[1] && (
          <>
            <line className={styles.threshold} x1={thresholdX} x2={thresholdX} y1={-height - 2} y2={0} />
            <text
              className={styles.thresholdName}
              x={thresholdX}
              y={-height - 5}
              textAnchor={thresholdX > width - 90 ? 'end' : 'start'}
            >
              {words.ruleLine(formatValue(threshold))}
            </text>
          </>
        )}
      </g>
    </svg>
  );
}
