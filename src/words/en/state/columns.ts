/** Columns of the grid: the name at the head of the column, and the name in a sentence. */
export const columns = {
  mean: { name: 'mean', title: 'mean of heads' },
  max: { name: 'max', title: 'max of heads' },
  weighted: { name: 'wtd', title: 'weighted heads' },
  rollout: { name: 'rollout', title: 'rollout' },
  range: { name: 'range', title: 'range of layers' },
  norm: { name: 'norm', title: 'token norms' },
};

export const head = (index: number) => `head ${index}`;
/** Counted from 1. */
export const prompt = (place: number) => `prompt ${place}`;

/** Where features are taken, in a sentence. */
export const sites = {
  output: 'block outputs',
  normed: 'normed outputs',
  q: 'queries',
  k: 'keys',
  v: 'values',
};

export const similarity = (site: keyof typeof sites) => `similarity of ${sites[site]}`;
export const components = (site: keyof typeof sites) => `PCA of ${sites[site]}`;
