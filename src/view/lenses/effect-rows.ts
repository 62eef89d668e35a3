import { measures, isReference as referenceWord } from '#words/view/lenses/effects.tsx';
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
    name: measures.outliers.name,
    define: (table) =>
      measures.outliers.define(
        layerName(table?.layers.outlierLayer),
        table && describeRule(table.options.rule),
      ),
    value: ({ effects, trace }) => {
      const layout = trace.shown?.displayed.start.layout;
      const all = layout && patchCount(layout);
      return measures.outliers.value(effects.outliers, all, formatShare(effects.outlierShare));
    },
  },
  {
    name: measures.maxOverMedian.name,
    define: (table) => measures.maxOverMedian.define(layerName(table?.layers.normLayer)),
    value: ({ effects }) => formatRatio(effects.maxOverMedian),
  },
  {
    name: measures.clsToOutliers.name,
    define: (table) => measures.clsToOutliers.define(layerName(table?.layers.outlierLayer)),
    value: ({ effects }) =>
      effects.outliers === 0 ? undefined : formatFraction(effects.clsAttention.outliers),
  },
  {
    name: measures.clsToRegisters.name,
    define: () => measures.clsToRegisters.define,
    value: ({ effects, trace }) =>
      has(trace, 'registers') ? formatFraction(effects.clsAttention.registers) : undefined,
    isNeeded: (lenses) => lenses.some((trace) => has(trace, 'registers')),
  },
  {
    name: measures.clsToTestTimeRegisters.name,
    define: () => measures.clsToTestTimeRegisters.define,
    value: ({ effects, trace }) =>
      has(trace, 'testTimeRegisters') ? formatFraction(effects.clsAttention.testTimeRegisters) : undefined,
    isNeeded: (lenses) => lenses.some((trace) => has(trace, 'testTimeRegisters')),
  },
  {
    name: measures.entropy.name,
    define: () => measures.entropy.define,
    value: ({ effects }) => measures.entropy.value(effects.entropy.toFixed(2)),
  },
  {
    name: measures.clsCosine.name,
    define: () => measures.clsCosine.define,
    value: (measured) => compared(measured, ({ clsCosine }) => formatCosine(clsCosine)),
  },
  {
    name: measures.patchCosine.name,
    define: () => measures.patchCosine.define,
    value: (measured) => compared(measured, ({ patchCosine }) => formatCosine(patchCosine)),
  },
  {
    name: measures.ordinaryPatches.name,
    define: () => measures.ordinaryPatches.define,
    value: (measured) => compared(measured, ({ ordinaryPatchCosine }) => formatCosine(ordinaryPatchCosine)),
  },
  {
    name: measures.topLabel.name,
    define: () => measures.topLabel.define,
    value: ({ effects, trace, isReference }) => {
      const { topClass, comparison } = effects;
      if (topClass === undefined) return undefined;
      const label = trace.shown?.displayed.model.labels?.[topClass]?.split(',')[0];
      const name = label ?? measures.topLabel.nameless(topClass);
      if (isReference || comparison?.topClassKept === undefined) return name;
      return measures.topLabel.value(name, comparison.topClassKept);
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
  if (isReference) return referenceWord;
  return effects.comparison && format(effects.comparison);
}

function layerName(layer: number | undefined): string {
  return layer === undefined ? '–' : String(layer);
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
