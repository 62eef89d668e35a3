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
  outliers: { title: 'Outliers', isCount: true, isNorm: false, format: String },
  'max-over-median': { title: 'Max / median norm', isCount: false, isNorm: true, format: formatValue },
  norms: { title: 'Norms', isCount: false, isNorm: true, format: formatValue },
  'sink-share': {
    title: 'Sink share',
    isCount: false,
    isNorm: false,
    format: (share) => share.toFixed(3),
  },
  entropy: {
    title: 'Entropy, nats',
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
  switch (measure) {
    case 'outliers':
      return `Patches by their norm, ${site}: ${describeRule(rule)}`;
    case 'max-over-median':
      return `Largest over median norm of the patches, ${site}`;
    case 'norms':
      return `Largest and median norm of the patches, ${site}`;
    case 'sink-share':
      return 'Share of the attention that goes to sinks';
    case 'entropy':
      return 'Mean entropy of the attention rows, over heads and queries';
  }
}

/** The sinks that are followed, in words: "4 registers and 3 outliers of layer 2". */
export function sinksPhrase({ registers, outliers, layer }: FollowedSinks): string {
  const parts = [
    registers > 0 && counted(registers, 'register'),
    outliers > 0 && `${counted(outliers, 'outlier')} of layer ${layer}`,
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(' and ') : 'none';
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
