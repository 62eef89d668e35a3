import { mean } from '../tensor/statistics.ts';
import {
  patchCount,
  patchValues,
  prefixCount,
  summaryCount,
  type TokenLayout,
  tokenCount,
} from '../vit/token-layout.ts';
import { meanOverHeads } from './attention-stack.ts';
import { maxOverMedian } from './onset.ts';
import { findOutliers, type OutlierRule } from './outliers.ts';

/** What the effects of a run are computed from. */
export interface EffectInputs {
  readonly layout: TokenLayout;
  readonly heads: number;
  /** L2 norms of the block outputs [tokens], by layer. */
  readonly norms: readonly Float32Array[];
  /** Entropy of the rows [heads, tokens], by layer. */
  readonly entropy: readonly Float32Array[];
  /** Attention of CLS in the last layer, of the mean token where there is no CLS [heads, tokens]. */
  readonly lastCls: Float32Array;
  /** After the final norm [tokens, width]. */
  readonly final: Float32Array;
  readonly logits: Float32Array | undefined;
}

/** What a variant does to a model, beside a reference run on the same pixels. */
export interface Effects {
  /** Patches with an outlier norm in the outlier layer. */
  readonly outliers: number;
  readonly outlierShare: number;
  /** Largest over median patch norm in the norm layer. */
  readonly maxOverMedian: number;
  /** Share of the attention of CLS (of the mean token without one) in the last layer, mean over heads. */
  readonly clsAttention: {
    readonly outliers: number;
    readonly registers: number;
    readonly testTimeRegisters: number;
  };
  /** Mean entropy of all attention rows, in nats. */
  readonly entropy: number;
  readonly topClass: number | undefined;
  /** Against the reference; undefined without one, or with one of another width or grid. */
  readonly comparison: Comparison | undefined;
}

export interface Comparison {
  /** Cosine of the final CLS tokens. */
  readonly clsCosine: number;
  /** Mean cosine of the final patch tokens. */
  readonly patchCosine: number;
  /** The same over the patches that are no outliers in either run. */
  readonly ordinaryPatchCosine: number;
  readonly logitCosine: number | undefined;
  readonly topClassKept: boolean | undefined;
}

export interface EffectOptions {
  readonly rule: OutlierRule;
  /** The layer in which outliers are counted. */
  readonly outlierLayer: number;
  /** The layer whose max / median is given. */
  readonly normLayer: number;
}

/** Computes the effects of a run, and how far it lies from a reference. */
export function measureEffects(
  run: EffectInputs,
  reference: EffectInputs | undefined,
  options: EffectOptions,
): Effects {
  const { layout, heads } = run;
  const outliers = outlierPatches(run, options);
  const clsRow = meanOverHeads({ layers: 1, heads, tokens: tokenCount(layout), values: run.lastCls }, 0);
  const first = prefixCount(layout);
  const afterPatches = first + patchCount(layout);
  return {
    outliers: outliers.size,
    outlierShare: outliers.size / patchCount(layout),
    maxOverMedian: maxOverMedian(patchValues(layout, run.norms[options.normLayer]!)),
    clsAttention: {
      outliers: [...outliers].reduce((sum, patch) => sum + clsRow[first + patch]!, 0),
      registers: total(clsRow.subarray(summaryCount(layout), first)),
      testTimeRegisters: total(clsRow.subarray(afterPatches)),
    },
    entropy: mean(run.entropy.map((rows) => mean(rows))),
    topClass: run.logits && indexOfLargest(run.logits),
    comparison:
      reference && compare(run, reference, new Set([...outliers, ...outlierPatches(reference, options)])),
  };
}

function outlierPatches({ layout, norms }: EffectInputs, { rule, outlierLayer }: EffectOptions): Set<number> {
  return new Set(findOutliers(patchValues(layout, norms[outlierLayer]!), rule).indices);
}

function compare(
  run: EffectInputs,
  reference: EffectInputs,
  outliers: ReadonlySet<number>,
): Comparison | undefined {
  const width = run.final.length / tokenCount(run.layout);
  const sameGrid =
    run.layout.rows === reference.layout.rows && run.layout.columns === reference.layout.columns;
  if (!sameGrid || width !== reference.final.length / tokenCount(reference.layout)) return undefined;
  const token = ({ final }: EffectInputs, index: number) =>
    final.subarray(index * width, (index + 1) * width);
  const cosines = Array.from({ length: patchCount(run.layout) }, (_, patch) =>
    cosine(
      token(run, prefixCount(run.layout) + patch),
      token(reference, prefixCount(reference.layout) + patch),
    ),
  );
  const logits = run.logits && run.logits.length === reference.logits?.length ? reference.logits : undefined;
  return {
    clsCosine:
      run.layout.cls && reference.layout.cls ? cosine(token(run, 0), token(reference, 0)) : Number.NaN,
    patchCosine: mean(cosines),
    ordinaryPatchCosine: mean(cosines.filter((_, patch) => !outliers.has(patch))),
    logitCosine: logits && cosine(run.logits!, logits),
    topClassKept: logits && indexOfLargest(run.logits!) === indexOfLargest(logits),
  };
}

/** Cosine of the angle between two vectors. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let dot = 0;
  let lengthA = 0;
  let lengthB = 0;
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    lengthA += a[i]! ** 2;
    lengthB += b[i]! ** 2;
  }
  return dot / Math.sqrt(lengthA * lengthB);
}

function total(values: Float32Array): number {
  return values.reduce((a, b) => a + b, 0);
}

function indexOfLargest(values: Float32Array): number {
  return values.indexOf(values.reduce((a, b) => Math.max(a, b)));
}
