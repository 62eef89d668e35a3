export const tooFewOthers = (listed: number, hidden: number, layer: string) =>
  `The list names ${listed} of the ${hidden} neurons of layer ${layer}; too few are left to draw as many others.`;

/** How lists of neurons were found that are published. */
export const settings = {
  small: '518 px, layer 10, median + 4 · 1.4826 · MAD, quantile 0.999, 64 images, timm weights',
  base: '518 px, layer 8, median + 4 · 1.4826 · MAD, quantile 0.999, 64 images, timm weights',
  large: 'layer −2, norm above 150, highest layer 17, 45 neurons',
};
