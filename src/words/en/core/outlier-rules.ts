/** The rules as they stand beside every count. */
export const robust = (k: number) => `median + ${k} · 1.4826 · MAD`;
export const sigma = (sigmas: number) => `mean + ${sigmas} σ`;
export const quantile = (share: number) => `above the ${Number((share * 100).toFixed(2))}th percentile`;
export const multiple = (factor: number) => `${factor} × median`;
export const absolute = (norm: number) => `norm above ${norm}`;
