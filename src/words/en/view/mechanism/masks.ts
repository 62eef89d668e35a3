import { counted, firstOf } from '../../grammar.ts';

export const title = 'Masks';

/** A heading's state. */
export const state = (tokens: number) =>
  tokens === 0 ? 'none' : `${counted(tokens, 'token', 'tokens')} hidden`;

export const intro =
  'Forbid every token to look at chosen ones. With softmax, what they would have given there goes to the other ' +
  'tokens. A what-if.';

/** A token is named as in "patch 3, 4". */
export const hide = (token: string) => `Hide ${token}`;
export const hideOutliers = (count: number) => `Hide the outliers (${count})`;
export const hideOutliersHint = 'All patches whose norm is an outlier where outliers stand out most';
export const remove = 'Remove';

/** Several tokens that are hidden together: "25 tokens: 0, 3 · 2, 0 · CLS and 22 more". */
export const tokens = (count: number, names: readonly string[]) =>
  `${counted(count, 'token', 'tokens')}: ${firstOf(names, 3)}`;

export const inLayers = 'In layers';
export const inHeads = 'In heads';
/** All of them, or one by its number; both under their common name. */
export const all = 'all';
export const layers = { name: 'layer', one: (layer: number) => `layer ${layer}` };
export const heads = { name: 'head', one: (head: number) => `head ${head}` };
