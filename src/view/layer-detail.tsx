import { Suspense } from 'react';
import * as words from '#words/view/layer-detail.ts';
import type { NormLayer } from '../state/norm-layers.ts';
import styles from './layer-detail.module.css';
import { lazy } from './lazy-part.tsx';
import { NormDetail } from './norm-detail.tsx';
import { RuleField } from './rule-field.tsx';
import { useScope, useScopeState } from './scope-context.tsx';
import { Segmented } from './segmented.tsx';

const LayerChartPanel = lazy(async () => ({
  default: (await import('./charts/layer-chart-panel.tsx')).LayerChartPanel,
}));

const CHARTS = (['histogram', 'outliers', 'max-over-median', 'norms', 'sink-share', 'entropy'] as const).map(
  (value) => ({ value, ...words.charts[value] }),
);

/** Below the grid: the staged layer's norms, or a measure of all layers. */
export function LayerDetail({ layers }: { layers: readonly NormLayer[] }) {
  const scope = useScope();
  const chart = useScopeState((state) => state.requested.numbers.chart);
  return (
    <div className={styles.detail} data-part="chart">
      <div className={styles.choices}>
        <Segmented
          legend={words.name}
          value={chart}
          options={CHARTS}
          onChange={(value) => scope.changeNumbers({ chart: value })}
        />
        <RuleField label={words.outliersAbove} />
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
