import { Suspense } from 'react';
import type { NormLayer } from '../state/norm-layers.ts';
import type { Numbers } from '../state/requested.ts';
import styles from './layer-detail.module.css';
import { lazy } from './lazy-part.tsx';
import { NormDetail } from './norm-detail.tsx';
import { RuleField } from './rule-field.tsx';
import { useScope, useScopeState } from './scope-context.tsx';
import { Segmented } from './segmented.tsx';

const LayerChartPanel = lazy(async () => ({
  default: (await import('./charts/layer-chart-panel.tsx')).LayerChartPanel,
}));

const CHARTS: readonly { value: Numbers['chart']; label: string; hint: string }[] = [
  { value: 'histogram', label: 'histogram', hint: 'The norms of the staged layer’s patches' },
  { value: 'outliers', label: 'outliers', hint: 'How many outliers each layer has' },
  { value: 'max-over-median', label: 'max / median', hint: 'How far each layer’s largest norm stands out' },
  { value: 'norms', label: 'norms', hint: 'Each layer’s largest and median norm' },
  { value: 'sink-share', label: 'sink share', hint: 'How much of each layer’s attention goes to sinks' },
  { value: 'entropy', label: 'entropy', hint: 'How widely each layer’s attention is spread' },
];

/** Below the grid: the staged layer's norms, or a measure of all layers. */
export function LayerDetail({ layers }: { layers: readonly NormLayer[] }) {
  const scope = useScope();
  const chart = useScopeState((state) => state.requested.numbers.chart);
  return (
    <div className={styles.detail} data-part="chart">
      <div className={styles.choices}>
        <Segmented
          legend="Below the grid"
          value={chart}
          options={CHARTS}
          onChange={(value) => scope.changeNumbers({ chart: value })}
        />
        <RuleField label="Outliers above" />
      </div>
      {chart === 'histogram' ? (
        <NormDetail layers={layers} />
      ) : (
        <Suspense fallback={<div className={styles.waiting} />}>
          <LayerChartPanel measure={chart} />
        </Suspense>
      )}
    </div>
  );
}
