import { findOnset, maxOverMedian } from '../core/analysis/onset.ts';
import { patchValues } from '../core/vit/token-layout.ts';
import type { Comparison } from './requested.ts';
import { layerNorms, type TraceRecord } from './trace-record.ts';

/** The layers in which the effects of all lenses are measured. */
export interface MeasuredLayers {
  readonly outlierLayer: number;
  readonly normLayer: number;
  /** Where artifacts stand out most; undefined where no lens has any. */
  readonly standsOut: number | undefined;
}

/**
 * Chooses the layers: those that were asked for, otherwise where the largest norm of a patch stands out most from the
 * median, in the reference (the first record) or else in any other lens, otherwise the last layer.
 */
export function measuredLayers(
  records: readonly TraceRecord[],
  asked: Pick<Comparison, 'outlierLayer' | 'normLayer'>,
): MeasuredLayers {
  const standsOut = records.map(detectLayer).find((layer) => layer !== undefined);
  const last = Math.min(...records.map(({ start }) => start.depth)) - 1;
  const choose = (layer: number | 'auto') => Math.min(layer === 'auto' ? (standsOut ?? last) : layer, last);
  return { outlierLayer: choose(asked.outlierLayer), normLayer: choose(asked.normLayer), standsOut };
}

function detectLayer(record: TraceRecord): number | undefined {
  const { depth, layout } = record.start;
  const ratios = Array.from({ length: depth }, (_, layer) =>
    maxOverMedian(patchValues(layout, layerNorms(record, layer))),
  );
  return findOnset(ratios)?.detectLayer;
}
