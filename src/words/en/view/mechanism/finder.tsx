import type { ReactNode } from 'react';
import { counted, integer } from '../../grammar.ts';

const imagesOf = (count: number) => counted(count, 'image', 'images');

export const title = 'Find register neurons';

/** Headings' states. */
export const states = {
  idle: 'on your images',
  running: 'searching',
  done: (neurons: number) => `${counted(neurons, 'neuron', 'neurons')} found`,
};

export const intro =
  'Which neurons fire on the high-norm patches? They are ranked by how strongly they do, then tried out, more and ' +
  'more of them, until the norms are even (Jiang et al. 2025, algorithm 1).';

/** Which images are searched. */
export const images = imagesOf;
export const shownImage = 'only the shown one';
export const allImages = 'all';

export const highNorm = 'High norm';
export const highNormHint = 'A patch counts as high above this.';
export const rules = {
  robust: 'median + k MAD',
  sigma: 'mean + n σ',
  quantile: 'top share',
  multiple: 'multiple of the median',
  absolute: 'a fixed norm',
};
/** The number that a rule has. */
export const ruleNumbers = { robust: 'k', sigma: 'n', quantile: '%', multiple: '×', absolute: 'norm' };

export const detectLayer = 'Measured in';
export const detectLayerLabel = 'Measured in layer';
export const detectLayerHint = 'The layer whose norms tell the high patches apart.';
export const highestLayer = 'Neurons up to';
export const highestLayerLabel = 'Neurons up to layer';
export const highestLayerHint = 'Later layers only carry the norms on; the layer where they jump makes them.';
export const layer = (layer: number) => `layer ${layer}`;
/** The layer that a search would choose on the image shown, if it is known. */
export const automaticLayer = (layer: number | undefined) =>
  layer === undefined ? 'automatic' : `automatic: layer ${layer} here`;
export const onlySparse = 'Only sparse neurons: silent on at least half of the tokens';

export const find = (images: number) => `Find neurons in ${imagesOf(images)}`;
export const progress = 'Search';
/** What a search does, in this order. */
export const stages = {
  images: 'Reading images',
  norms: 'Measuring norms',
  scores: 'Scoring neurons',
  sweep: 'Trying them out',
};
export const stageCount = (place: number, total: number) => `${integer(place)} of ${integer(total)}`;
export const cancel = 'Cancel';

/** What a search stood on; the rule as in "median + 4 · 1.4826 · MAD". */
export function basis({
  withOutliers,
  images,
  rule,
  detectLayer,
  highestLayer,
}: {
  readonly withOutliers: number;
  readonly images: number;
  readonly rule: string;
  readonly detectLayer: number;
  readonly highestLayer: number;
}): string {
  const have = withOutliers === 1 ? 'has' : 'have';
  return (
    `${integer(withOutliers)} of ${imagesOf(images)} ${have} high norms (${rule}). ` +
    `Measured in layer ${detectLayer}; neurons up to layer ${highestLayer}.`
  );
}

export const howMany = 'How many are worth moving';
export const howManyLabel = 'How many neurons';
export const howManyOf = (neurons: number, most: number) => `${neurons} of ${most}`;
/** Over the two curves, and at the line of the model without changes. */
export const maxOverMedian = 'max / median';
export const outliers = 'outliers';
export const unchanged = (value: string) => `unchanged ${value}`;
/** What moving the first few neurons brings; without numbers where so many were not tried. */
export function sweepPoint(
  neurons: number,
  tried: { readonly maxOverMedian: string; readonly outliers: string } | undefined,
  isBest: boolean,
): ReactNode {
  return (
    <>
      {neurons === 1 ? (
        'The first neuron'
      ) : (
        <>
          The first <strong>{neurons}</strong> neurons
        </>
      )}
      {tried
        ? `: max / median ${tried.maxOverMedian}, ${tried.outliers} outliers an image`
        : ': this many were not tried'}
      {isBest ? '. The fewest that come within 10 % of the best.' : '.'}
    </>
  );
}

export const use = (neurons: number) => (neurons === 1 ? 'Use this neuron' : `Use these ${neurons} neurons`);
export const exportFile = 'Export';
export const exportHint = 'The same file that sinkscope neurons writes';
export const foundTitle = 'Found here';
export const foundSource = (images: number, neurons: number) =>
  neurons === 1
    ? `Found in ${imagesOf(images)}, the one with the highest score.`
    : `Found in ${imagesOf(images)}, the ${neurons} with the highest scores.`;

export const scores = 'Neurons by score';
export const columns = { layer: 'layer', neuron: 'neuron', score: 'score', map: 'fires on' };
export const mapHint = 'Its activation on the first image with high norms, up to its own largest';

export const acceptance = (neurons: number) =>
  `With ${counted(neurons, 'neuron', 'neurons')} moved to one register`;
export const norms = {
  title: (layer: number) => `Norms in layer ${layer}`,
  names: ['patches', 'register'] as const,
};
/** In how many images the register lies above every patch; `largestPatch` is a norm. */
export function registerNorms(above: number, images: number, largestPatch: string): string {
  if (above < images) return `The register lies above every patch in ${above} of ${imagesOf(images)} only.`;
  return `The register lies above every patch (at most ${largestPatch}) in ${
    images === 1 ? 'the image' : 'all images'
  }: it has taken the norm over.`;
}
export const clsAttention = {
  title: 'CLS attention in the last layer',
  names: ['its largest patch', 'the register'] as const,
};
export const registerAttention = (more: number, heads: number) =>
  `CLS attends more to the register than to any patch in ${more} of ${heads} heads.`;
