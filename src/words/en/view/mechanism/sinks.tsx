import type { ReactNode } from 'react';
import { counted, firstOf } from '../../grammar.ts';

export const title = 'Sinks';

/** Headings' states: before there is an answer, without sinks, and with them: "3 sinks · 4 NOP · 1 mixed". */
export const waiting = 'layers and heads';
export const noneHere = 'none here';
export const state = (sinks: number, kindCounts: readonly { kind: SinkKind; count: number }[]) =>
  [
    counted(sinks, 'sink', 'sinks'),
    ...kindCounts.map(({ kind, count }) => `${count} ${kindNames[kind]}`),
  ].join(' · ');

export const intro =
  'A sink draws attention from everywhere. Nothing is changed here: this measures what each head of the run on ' +
  'the screen does with the sinks.';

export const rule = 'Sinks are';
export const rules = {
  outliers: { label: 'high norms', hint: 'Tokens whose norm is an outlier' },
  received: { label: 'most attended', hint: 'Tokens that receive far more attention than others' },
  hand: {
    label: 'by hand',
    hint: 'Patches that you point at, or the query token',
    hintOfGate: 'Patches that you point at',
  },
};
/** A token is named as in "patch 3, 4". */
export const onlyToken = (token: string) => `Only ${token}`;

/** Which tokens are sinks. */
export const tokens = (names: readonly string[]) =>
  `${counted(names.length, 'sink', 'sinks')}: ${firstOf(names, 5)}.`;
export const noSinks = 'No token is a sink by this rule.';
export const noSinksChosen = 'No sink is chosen yet.';
export const notYet = 'Measured when the run is complete.';

export const measure = 'Measure';
/** By measure: the choice, its full name, and what it is. */
export const measures = {
  sinkShare: {
    label: 'share',
    hint: 'Sink share',
    definition: 'Share of the head’s attention that goes to the sinks, mean over all queries (0 to 1).',
  },
  entropy: {
    label: 'entropy',
    hint: 'Entropy',
    definition:
      'Entropy of the attention rows in nats, mean over all queries: low where attention is concentrated.',
  },
  valueNormRatio: {
    label: 'values',
    hint: 'Value-norm ratio',
    definition:
      'Mean length of the sinks’ values over that of the others: near 0, a sink takes attention and gives nothing ' +
      'back.',
  },
  stableRank: {
    label: 'rank',
    hint: 'Stable rank',
    definition:
      '‖O‖²_F / σ₁² of the head’s output O: 1 means that the head writes the same direction into every token.',
  },
  kind: {
    label: 'kind',
    hint: 'Kind of sink',
    definition:
      'NOP (N): attention is thrown away, value ratio below 0.2; what a gate replaces. Broadcast (B): the same is ' +
      'written everywhere, value ratio 0.5 or more, stable rank at most 1.5; what registers replace. Mixed (M): ' +
      'neither. Under a tenth of the attention: none (·). The distinction is from a preprint of 2026, the limits ' +
      'are ours.',
  },
};

type SinkKind = keyof typeof kindNames;
const kindNames = { none: 'none', nop: 'NOP', broadcast: 'broadcast', mixed: 'mixed' };
/** In the cells of the table. */
export const kindLetters = { none: '·', nop: 'N', broadcast: 'B', mixed: 'M' };

/** What the table shows: a measure by its full name. */
export const table = (measure: string) => `${measure} by layer and head. A press puts the head on the stage.`;
/** At the colour bar; the range is the same for all images, or that of all cells. */
export const scale = (measure: string, isFixed: boolean) =>
  isFixed ? `${measure}, fixed 0 to 1` : `${measure}, over all layers and heads`;

interface HeadNumbers {
  readonly sinkShare: string;
  readonly clsSinkShare: string;
  readonly entropy: string;
  readonly valueNormRatio: string;
  readonly stableRank: string;
  readonly kind: SinkKind;
}

const numbers = ({ sinkShare, clsSinkShare, entropy, valueNormRatio, stableRank, kind }: HeadNumbers) =>
  `sinks get ${sinkShare}, from CLS ${clsSinkShare}, entropy ${entropy} nats, value ratio ${valueNormRatio}, ` +
  `stable rank ${stableRank}, kind: ${kindNames[kind]}`;

/** One cell's name. */
export const cell = (layer: number, head: number, of: HeadNumbers) =>
  `Layer ${layer}, head ${head}: ${numbers(of)}`;
/** All numbers of the cell that is pointed at. */
export const pointed = (layer: number, head: number, of: HeadNumbers): ReactNode => (
  <>
    <strong>
      Layer {layer}, head {head}
    </strong>{' '}
    {numbers(of)}
  </>
);
export const pointAtCell = 'Point at a cell for its numbers.';
