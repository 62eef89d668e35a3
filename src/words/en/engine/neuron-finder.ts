export const noOutliers = (images: number, layer: number) =>
  `None of the ${images} images has a patch above the threshold in layer ${layer}. Choose another layer, rule or ` +
  'image.';

export const tooFewNeurons = (count: number, highestLayer: number, asked: number) =>
  `There are only ${count} neurons in the layers 0 to ${highestLayer}, of which ${asked} cannot be chosen.`;

/** `ratio` is the largest norm over the median, in the layer where it is largest. */
export const noHighNorms = (ratio: number) =>
  `These images show no high-norm patches: the largest norm is at most ${ratio.toFixed(1)} times the median in ` +
  'every layer. Choose other images, or set the detect and highest layer yourself.';

/** `last` is the last layer that the model has. */
export const unknownLayer = {
  detect: (layer: number, last: number) =>
    `The detect layer ${layer} is not there: this model has the layers 0 to ${last}.`,
  highest: (layer: number, last: number) =>
    `The highest layer ${layer} is not there: this model has the layers 0 to ${last}.`,
};
