import type { HeadMeasures, SinkKind } from '../../core/analysis/sink-measures.ts';

export type MeasureName = Exclude<keyof HeadMeasures, 'clsSinkShare'>;

/** The measures as they are offered, each with its definition and source. */
export const MEASURES: readonly {
  readonly value: MeasureName;
  readonly label: string;
  readonly hint: string;
  readonly definition: string;
}[] = [
  {
    value: 'sinkShare',
    label: 'share',
    hint: 'Sink share',
    definition: 'Share of the head’s attention that goes to the sinks, mean over all queries (0 to 1).',
  },
  {
    value: 'entropy',
    label: 'entropy',
    hint: 'Entropy',
    definition:
      'Entropy of the attention rows in nats, mean over all queries: low where attention is concentrated.',
  },
  {
    value: 'valueNormRatio',
    label: 'values',
    hint: 'Value-norm ratio',
    definition:
      'Mean length of the sinks’ values over that of the others: near 0, a sink takes attention and gives nothing back.',
  },
  {
    value: 'stableRank',
    label: 'rank',
    hint: 'Stable rank',
    definition:
      '‖O‖²_F / σ₁² of the head’s output O: 1 means that the head writes the same direction into every token.',
  },
  {
    value: 'kind',
    label: 'kind',
    hint: 'Kind of sink',
    definition:
      'NOP (N): attention is thrown away, value ratio below 0.2; what a gate replaces. Broadcast (B): the same is written everywhere, value ratio 0.5 or more, stable rank at most 1.5; what registers replace. Mixed (M): neither. Under a tenth of the attention: none (·). The distinction is from a preprint of 2026, the limits are ours.',
  },
];

export const KIND_LETTERS: Readonly<Record<SinkKind, string>> = {
  none: '·',
  nop: 'N',
  broadcast: 'B',
  mixed: 'M',
};

export const KIND_NAMES: Readonly<Record<SinkKind, string>> = {
  none: 'none',
  nop: 'NOP',
  broadcast: 'broadcast',
  mixed: 'mixed',
};
