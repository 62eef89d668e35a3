import * as words from '#words/view/charts.ts';
import type { FollowedSinks } from '../../core/analysis/layer-measures.ts';
import { describeRule, type OutlierRule } from '../../core/analysis/outliers.ts';
import type { ChartMeasure } from '../../state/requested.ts';
import { formatValue } from '../numbers.ts';

/** How a measure by layer is drawn and read. */
export interface Measure {
  readonly title: string;
  readonly isCount: boolean;
  /** Whether it is drawn on the axis that was chosen for norms, otherwise on a linear one from 0. */
  readonly isNorm: boolean;
  format(value: number): string;
}

/** All measures by layer. */
export const MEASURES: Readonly<Record<ChartMeasure, Measure>> = {
  outliers: { title: words.measures.outliers, isCount: true, isNorm: false, format: String },
  'max-over-median': {
    title: words.measures['max-over-median'],
    isCount: false,
    isNorm: true,
    format: formatValue,
  },
  norms: { title: words.measures.norms, isCount: false, isNorm: true, format: formatValue },
  'sink-share': {
    title: words.measures['sink-share'],
    isCount: false,
    isNorm: false,
    format: (share) => share.toFixed(3),
  },
  entropy: {
    title: words.measures.entropy,
    isCount: false,
    isNorm: false,
    format: (nats) => nats.toFixed(2),
  },
};

/** What exactly a measure is, for a line below its chart. */
export function measureNote(
  measure: ChartMeasure,
  { rule, site }: { rule: OutlierRule; site: string },
): string {
  return words.notes[measure](site, describeRule(rule));
}

/** The sinks that are followed, in words. */
export function sinksPhrase({ registers, outliers, layer }: FollowedSinks): string {
  return words.sinks(registers, outliers, layer);
}
