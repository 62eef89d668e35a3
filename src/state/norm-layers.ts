import type { AxisScale } from '../core/analysis/norm-histogram.ts';
import type { NormSite } from '../core/analysis/norm-sites.ts';
import { findOutliers, type OutlierRule, type Outliers } from '../core/analysis/outliers.ts';
import { type Summary, summarise } from '../core/tensor/statistics.ts';
import { patchValues } from '../core/vit/token-layout.ts';
import { layerNorms, type TraceRecord } from './trace-record.ts';

/** The norms of one layer's patches, and what the rule finds in them. */
export interface NormLayer {
  readonly layer: number;
  /** [patches] */
  readonly norms: Float32Array;
  readonly summary: Summary;
  readonly outliers: Outliers;
}

/** The norms of the layers that have been computed. */
export function normLayers(
  record: TraceRecord,
  layers: number,
  rule: OutlierRule,
  site: NormSite = 'output',
): NormLayer[] {
  return Array.from({ length: layers }, (_, layer) => normLayer(record, layer, rule, site));
}

/** The norms of one layer that have been computed. */
export function normLayer(
  record: TraceRecord,
  layer: number,
  rule: OutlierRule,
  site: NormSite = 'output',
): NormLayer {
  const norms = patchValues(record.start.layout, layerNorms(record, layer, site));
  return { layer, norms, summary: summarise(norms), outliers: findOutliers(norms, rule) };
}

/** The ends of an axis on which all these norms and thresholds have a place; a threshold far beyond them has none. */
export function normDomain(layers: readonly NormLayer[], axis: AxisScale): [number, number] {
  const largest = Math.max(...layers.map(({ summary }) => summary.maximum));
  const smallest = Math.min(...layers.map(({ summary }) => summary.minimum));
  const thresholds = layers
    .map(({ outliers }) => outliers.threshold)
    .filter((threshold) => threshold < largest * 2);
  const high = Math.max(largest, ...thresholds);
  if (!(high > 0)) return axis === 'log' ? [0.1, 1] : [0, 1];
  if (axis === 'linear') return [0, high * 1.04];
  const low = Math.max(smallest, high * 1e-4);
  return [low * 0.94, high * 1.06];
}
