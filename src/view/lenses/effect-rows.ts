import type { Effects } from '../../core/analysis/effects.ts';
import { describeRule } from '../../core/analysis/outliers.ts';
import { patchCount } from '../../core/vit/token-layout.ts';
import type { EffectsTable } from '../../state/effects-feed.ts';
import { formatShare } from '../numbers.ts';
import type { LensTrace } from './use-lens-traces.ts';

/** What a cell of the table is made from. */
interface Measured {
  readonly effects: Effects;
  readonly trace: LensTrace;
  readonly isReference: boolean;
}

/** One measure of the table. */
export interface EffectRow {
  readonly name: string;
  /** What is measured, where and how. */
  define(table: EffectsTable | undefined): string;
  /** As text; undefined where there is nothing to measure. */
  value(measured: Measured): string | undefined;
  /** Absent: always. */
  isNeeded?(lenses: readonly LensTrace[], table: EffectsTable | undefined): boolean;
}

/** The measures in order. */
export const EFFECT_ROWS: readonly EffectRow[] = [
  {
    name: 'Outliers',
    define: (table) =>
      `Patches whose norm after layer ${table?.layers.outlierLayer ?? '–'} is an outlier (${table ? describeRule(table.options.rule) : 'by the rule'}), of all patches.`,
    value: ({ effects, trace }) => {
      const layout = trace.shown?.displayed.start.layout;
      const of = layout ? ` of ${patchCount(layout)}` : '';
      return `${effects.outliers}${of} (${formatShare(effects.outlierShare)})`;
    },
  },
  {
    name: 'Max / median norm',
    define: (table) =>
      `The largest over the median L2 norm of the patches after layer ${table?.layers.normLayer ?? '–'}. Near 1 there are no artifacts.`,
    value: ({ effects }) => formatRatio(effects.maxOverMedian),
  },
  {
    name: 'CLS → outliers',
    define: (table) =>
      `Share of the attention of CLS in the last layer that goes to the outliers of layer ${table?.layers.outlierLayer ?? '–'}, mean over heads.`,
    value: ({ effects }) =>
      effects.outliers === 0 ? undefined : formatFraction(effects.clsAttention.outliers),
  },
  {
    name: 'CLS → registers',
    define: () =>
      'Share of the attention of CLS in the last layer that goes to trained registers, mean over heads.',
    value: ({ effects, trace }) =>
      has(trace, 'registers') ? formatFraction(effects.clsAttention.registers) : undefined,
    isNeeded: (lenses) => lenses.some((trace) => has(trace, 'registers')),
  },
  {
    name: 'CLS → test-time registers',
    define: () =>
      'Share of the attention of CLS in the last layer that goes to test-time registers, mean over heads.',
    value: ({ effects, trace }) =>
      has(trace, 'testTimeRegisters') ? formatFraction(effects.clsAttention.testTimeRegisters) : undefined,
    isNeeded: (lenses) => lenses.some((trace) => has(trace, 'testTimeRegisters')),
  },
  {
    name: 'Entropy',
    define: () => 'Mean entropy of all rows of attention, over layers, heads and queries, in nats.',
    value: ({ effects }) => `${effects.entropy.toFixed(2)} nats`,
  },
  {
    name: 'CLS cosine',
    define: () => 'Cosine between the final CLS tokens of this lens and of the reference.',
    value: (measured) => compared(measured, ({ clsCosine }) => formatCosine(clsCosine)),
  },
  {
    name: 'Patch cosine',
    define: () => 'Mean cosine between the final patch tokens of this lens and of the reference.',
    value: (measured) => compared(measured, ({ patchCosine }) => formatCosine(patchCosine)),
  },
  {
    name: 'Ordinary patches',
    define: () => 'The same over the patches that are outliers neither here nor in the reference.',
    value: (measured) => compared(measured, ({ ordinaryPatchCosine }) => formatCosine(ordinaryPatchCosine)),
  },
  {
    name: 'Top label',
    define: () => 'The most probable class, and whether it is the reference’s.',
    value: ({ effects, trace, isReference }) => {
      const { topClass, comparison } = effects;
      if (topClass === undefined) return undefined;
      const name = trace.shown?.displayed.model.labels?.[topClass]?.split(',')[0] ?? `class ${topClass}`;
      if (isReference || comparison?.topClassKept === undefined) return name;
      return `${name} (${comparison.topClassKept ? 'kept' : 'another'})`;
    },
    isNeeded: (_lenses, table) =>
      Object.values(table?.rows ?? {}).some(({ topClass }) => topClass !== undefined),
  },
];

type Comparison = NonNullable<Effects['comparison']>;

function compared(
  { effects, isReference }: Measured,
  format: (comparison: Comparison) => string | undefined,
): string | undefined {
  if (isReference) return 'reference';
  return effects.comparison && format(effects.comparison);
}

function has({ shown }: LensTrace, kind: 'registers' | 'testTimeRegisters'): boolean {
  return (shown?.displayed.start.layout[kind] ?? 0) > 0;
}

function formatRatio(ratio: number): string {
  return Number.isFinite(ratio) ? ratio.toFixed(ratio >= 100 ? 0 : ratio >= 10 ? 1 : 2) : '–';
}

function formatFraction(share: number): string {
  return share.toFixed(2);
}

function formatCosine(cosine: number): string | undefined {
  return Number.isNaN(cosine) ? undefined : cosine.toFixed(3);
}
