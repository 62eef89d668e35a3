export const name = 'Lenses side by side';

export const shows = {
  name: 'What the columns show',
  maps: { label: 'maps', hint: 'Every lens’s own map' },
  difference: { label: 'difference', hint: 'Every lens’s map less the reference’s, around 0' },
  comparedTo: 'to',
};
export const scales = {
  name: 'Colour scale',
  clipped: {
    label: 'one scale',
    hint: 'The same colour means the same number in every column; the highest few percent of the patches lie beyond it',
  },
  shared: {
    label: 'to the largest',
    hint: 'The same colour means the same number in every column, up to the largest of all',
  },
  own: { label: 'own scales', hint: 'Every column up to its own largest value' },
};

export const noMap = 'No map yet';
export const title = (layer: number, map: string) => `Layer ${layer} · ${map}`;
export const layer = 'Layer';
export const map = 'Map';
export const look = 'Look';
export const openLook = 'Look…';
export const attentionScale = 'Attention up to';
export const normAxis = 'Norms on a scale that is';
export const normAxes = { log: 'logarithmic', linear: 'linear' };
export const normSite = 'Norms of the';

/** The names of the rows, with what they show. */
export const rows = {
  tokens: { title: 'Special tokens', note: 'value in this map' },
  layers: { title: 'Layers', note: (map: string, isOwn: boolean) => `${map}${each(isOwn)}` },
  heads: { title: 'Heads', note: (layer: string, isOwn: boolean) => `of layer ${layer}${each(isOwn)}` },
  norms: {
    title: 'Norms',
    note: (site: string, axis: string, isOwn: boolean) => `${site} by layer, ${axis}${each(isOwn)}`,
  },
  histogram: { title: (layer: string) => `Norms, layer ${layer}` },
};

function each(isOwn: boolean): string {
  return isOwn ? ', own scales' : ', a scale each';
}

/** The same rows, as they are named where they have no room of their own. */
export const strips = {
  layers: 'Layers',
  heads: 'Heads',
  headsOfLayer: 'Heads of the layer',
  norms: 'Norms by layer',
  histogram: 'Norms of the layer',
};

export const ownScales = 'Each column has its own scale, below its image.';
/** What all columns' colours stand for; `percentile` where some patches lie beyond. */
export function sharedScale(isDifference: boolean, percentile: number | undefined): string {
  const what = isDifference ? 'Difference, one scale around 0' : 'One scale for all columns';
  return percentile === undefined ? what : `${what}, up to the ${percentile}th percentile`;
}
export const asSentence = (phrase: string) => `${phrase}.`;
export const coloursOf = (palette: string) => `The colours of ${palette}`;
export const coloursBetween = (palette: string, low: string, high: string) =>
  `The colours of ${palette}, from ${low} to ${high}`;
export const itself = 'reference, itself';
export const axes = { log: 'log', linear: 'linear' };

export const images = 'Images';
export const image = 'Image';
export const byLayer = 'By layer';
