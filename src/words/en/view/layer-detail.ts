export const name = 'Below the grid';
export const outliersAbove = 'Outliers above';

/** What can stand below the grid. */
export const charts = {
  histogram: { label: 'histogram', hint: 'The norms of the staged layer’s patches' },
  outliers: { label: 'outliers', hint: 'How many outliers each layer has' },
  'max-over-median': { label: 'max / median', hint: 'How far each layer’s largest norm stands out' },
  norms: { label: 'norms', hint: 'Each layer’s largest and median norm' },
  'sink-share': { label: 'sink share', hint: 'How much of each layer’s attention goes to sinks' },
  entropy: { label: 'entropy', hint: 'How widely each layer’s attention is spread' },
};

/** The rules for outliers in a list, each with its number. */
export const rules = {
  robust: (k: number) => `median + ${k} MAD`,
  sigma: (sigmas: number) => `mean + ${sigmas} σ`,
  quantile: (percent: number) => `${percent}th percentile`,
  multiple: (factor: number) => `${factor} × median`,
  absolute: 'a fixed norm',
};

/** What the number of each rule is. */
export const ruleNumbers = {
  robust: 'How many MAD above the median',
  sigma: 'How many standard deviations above the mean',
  quantile: 'Percentile of the patches',
  multiple: 'How many times the median',
  absolute: 'Norm above which a token is an outlier',
};
