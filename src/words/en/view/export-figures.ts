import { listed } from '../grammar.ts';
import { channels } from './components.ts';
import { kinds } from './lenses/menu.ts';

/** A figure in one line, for readers of screens and for the file's own name. */
export const figure = (title: string, subtitle: string) =>
  `${title}. ${subtitle.endsWith('.') ? subtitle : `${subtitle}.`}`;

export const axes = { log: 'log', linear: 'linear' };
export const ranges = { patches: 'patches', 'all-tokens': 'tokens' };
/** What the largest value of a colour bar is of. */
const one = { patches: 'patch', 'all-tokens': 'token' };

export const stage = (layer: number, map: string) => `Layer ${layer} · ${map}`;
/** Below a colour bar. */
export const asSentence = (extent: string, outside: string) => `${extent}${outside}.`;
export const component = (number: number, channel: keyof typeof channels, share: string) =>
  `Component ${number}, ${channels[channel]}: ${share} of the variance`;

/** Columns of the grid beside its heads. */
const columns: Readonly<Record<string, string>> = {
  mean: 'their mean',
  max: 'their maximum',
  weighted: 'weighted heads',
  rollout: 'rollout',
  range: 'a range of layers',
  norm: 'the token norms',
};
export const grid = {
  title: 'Attention, all layers and heads',
  subtitle: (reading: string, others: readonly string[]) =>
    `${reading}. Rows are layers, columns heads, then ${listed(others.map((kind) => columns[kind] ?? kind))}.`,
  rankedTitle: (measure: string) => `Attention of all heads, by ${measure}`,
  rankedSubtitle: (reading: string, measure: string, highestFirst: boolean) =>
    `${reading}. Below each map its layer·head and its ${measure}, ${highestFirst ? 'highest' : 'lowest'} first.`,
  gate: (source: string) => `Gate, 0 closed to 1 open: ${source}`,
  weight: (scale: string) => `Attention weight, ${scale}`,
  /** What the colours stand for; `norms` where there is a column of them. */
  note: (
    what: string,
    norms:
      | { readonly of: string; readonly axis: keyof typeof axes; readonly range: keyof typeof ranges }
      | undefined,
  ) =>
    norms
      ? `${what}. Norms: ${norms.of}, ${axes[norms.axis]} scale, each layer’s ${ranges[norms.range]}.`
      : `${what}.`,
};
/** What an end of a colour bar is, where each map or layer has its own. */
export const ends = {
  mapLargest: (range: keyof typeof one) => `the map’s largest ${one[range]}`,
  layerLargest: (range: keyof typeof one) => `the layer’s largest ${one[range]}`,
  layerSmallest: (range: keyof typeof one) => `the layer’s smallest ${one[range]}`,
};

export const norms = {
  title: 'Token norms, layer by layer',
  note: (axis: keyof typeof axes, range: keyof typeof ranges) =>
    range === 'patches'
      ? `Norm, ${axes[axis]} scale, each layer’s patches; their smallest and largest stand beside them.`
      : `Norm, ${axes[axis]} scale, each layer’s tokens, special ones among them; the numbers beside them are of patches.`,
  histogram: 'patches by norm',
  /** Above the numbers, in their order. */
  columns: ['outliers', 'min', 'median', 'max'],
};

export const charts = {
  title: 'From layer to layer',
  oneTitle: (measure: string) => `${measure}, layer by layer`,
  subtitle: (isLog: boolean) =>
    isLog
      ? 'By layer from the first to the last; norms on a logarithmic axis'
      : 'By layer from the first to the last',
};

export const lenses = {
  title: (map: string) => `${map}, side by side`,
  name: (letter: string, variant: string) => `${letter} · ${variant}`,
  kind: (kind: 'trained' | 'training-free' | 'what-if', isReference: boolean) =>
    isReference ? `${kinds[kind]}, the reference` : kinds[kind],
  notRun: 'Not run yet.',
  noMap: 'No map: the layer has not run, or the patch grid is another than the reference’s.',
  ownScale: 'Its own scale.',
  scale: (isDifference: boolean, isClipped: boolean) =>
    `${isDifference ? 'Difference from the reference, one scale around 0' : 'One scale for all columns'}${isClipped ? ', clipped at a high percentile' : ''}.`,
};
