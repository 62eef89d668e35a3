export const shows = {
  name: 'What the maps of features show',
  similarity: {
    label: 'similarity',
    hint: 'How alike each patch is to the query: the cosine of their features',
  },
  pca: { label: 'PCA', hint: 'The three directions in which patches differ most, as colours' },
};
export const scale = { name: 'Scale', own: 'own range', fixed: 'fixed 0–1' };

export const grid = 'Maps of features, one row a layer and one column a site';
/** Where features are taken, at the heads of the columns; short where they are narrow. */
export const sites = { output: 'output', normed: 'normed', q: 'queries', k: 'keys', v: 'values' };
export const shortSites = { output: 'out', normed: 'nrm', q: 'q', k: 'k', v: 'v' };
export const cell = (layer: number, map: string, isDone: boolean) =>
  `Layer ${layer}, ${map}${isDone ? '' : ', not computed yet'}`;

/** Above the numbers of one map. */
export const cellHead = (layer: number, map: string) => `Layer ${layer}, ${map}:`;
export const notComputed = 'not computed yet';
export const about = {
  similarity: 'How alike every patch is to the query, by the cosine of their features.',
  pca: 'Where patches differ most. Each map has a basis of its own: colours of two maps do not compare.',
};
export const variance = (shares: readonly string[]) => `${shares.join(', ')} of the variance`;
export const range = (low: string, high: string) => `${low} to ${high}`;
