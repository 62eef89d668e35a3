import { counted } from '../grammar.ts';

export const title = 'Norms';
export const site = 'Norms of the';
export const scale = 'Scale of the norms';
export const axes = {
  log: { label: 'log', hint: 'Equal steps are equal ratios: artifacts do not dwarf the rest' },
  linear: { label: 'linear', hint: 'From 0: shows how far artifacts stand out' },
};

/** Above the columns of the table. */
export const columns = {
  histogram: 'patches by norm',
  outliers: 'outliers',
  median: 'median',
  maximum: 'max',
};
export const lines = 'median, max';
export const notNormed = 'This model norms after pooling, not its tokens: these are the block outputs.';

/** A layer's norms in numbers. */
export interface LayerNorms {
  readonly layer: number;
  readonly median: string;
  readonly largest: string;
  readonly outliers: number;
}

export const summary = ({ layer, median, largest, outliers }: LayerNorms) =>
  `Norms of layer ${layer}: median ${median}, largest ${largest}, ${counted(outliers, 'outlier', 'outliers')}`;
export const row = (norms: LayerNorms, share: string) => `${summary(norms)}, ${share}. Put on the stage`;

export const detail = (layer: number) => `Norms of layer ${layer}`;
export const detailTitle = (layer: number, norms: string) => `Layer ${layer}, norms of ${norms}`;
/** Before the numbers above the histogram. */
export const facts = {
  outliers: 'outliers',
  threshold: 'above',
  median: 'median',
  maximum: 'max',
  ratio: 'max / median',
};
export const outliersOf = (count: number, all: number, share: string) => `${count} of ${all} (${share})`;
export const ruleHint = (rule: string) => `Rule: ${rule}`;
export const ruleLine = (threshold: string) => `rule: ${threshold}`;
