import {
  type FollowedSinks,
  followedSinks,
  meanEntropy,
  receivedShare,
} from '../core/analysis/layer-measures.ts';
import type { NormSite } from '../core/analysis/norm-sites.ts';
import type { OutlierRule } from '../core/analysis/outliers.ts';
import { tokenCount } from '../core/vit/token-layout.ts';
import { type Displayed, normLayersDone } from './displayed.ts';
import { normLayers } from './norm-layers.ts';
import type { ChartMeasure } from './requested.ts';
import { layerNorms, type TraceRecord } from './trace-record.ts';

/** One number a layer, from layer 0 to the last one that has run. */
export interface LayerCurve {
  /** Which of a measure's curves, where it has several. */
  readonly name: string;
  readonly values: readonly number[];
}

/** How far a run has come. */
export type RunProgress = Pick<Displayed, 'start' | 'layersDone' | 'finalNormLayers'>;

/** What the curves are measured by. */
export interface CurveOptions {
  readonly rule: OutlierRule;
  /** Of what the norms are; sinks are always found in block outputs. */
  readonly site: NormSite;
}

/** A measure's curves over the layers that have run. */
export function layerCurves(
  measure: ChartMeasure,
  record: TraceRecord,
  run: RunProgress,
  { rule, site }: CurveOptions,
): LayerCurve[] {
  const one = (values: readonly number[]): LayerCurve[] => [{ name: '', values }];
  const ofNorms = () => normLayers(record, normLayersDone(run, site), rule, site);
  switch (measure) {
    case 'outliers':
      return one(ofNorms().map(({ outliers }) => outliers.indices.length));
    case 'max-over-median':
      return one(ofNorms().map(({ summary }) => summary.maximum / summary.median));
    case 'norms': {
      const layers = ofNorms();
      return [
        { name: 'largest', values: layers.map(({ summary }) => summary.maximum) },
        { name: 'median', values: layers.map(({ summary }) => summary.median) },
      ];
    }
    case 'sink-share':
      return one(sinkShares(record, run, rule));
    case 'entropy':
      return one(perLayer(run, (layer) => meanEntropy(headTokens(record, record.entropy, layer))));
  }
}

/** The sinks that the curves follow. */
export function sinksOf(record: TraceRecord, run: RunProgress, rule: OutlierRule): FollowedSinks {
  const norms = perLayer(run, (layer) => layerNorms(record, layer));
  return followedSinks(norms, run.start.layout, rule);
}

function sinkShares(record: TraceRecord, run: RunProgress, rule: OutlierRule): number[] {
  const { tokens } = sinksOf(record, run, rule);
  const count = tokenCount(run.start.layout);
  return perLayer(run, (layer) =>
    receivedShare(headTokens(record, record.received.values, layer), count, tokens),
  );
}

function perLayer<Value>({ layersDone }: RunProgress, measure: (layer: number) => Value): Value[] {
  return Array.from({ length: layersDone }, (_, layer) => measure(layer));
}

/** One layer's part of [layers, heads, tokens]. */
function headTokens({ start }: TraceRecord, values: Float32Array, layer: number): Float32Array {
  const size = start.heads * tokenCount(start.layout);
  return values.subarray(layer * size, (layer + 1) * size);
}
