/** The ninths of an image, from the top down, each from the left. */
export const fields = [
  ['upper left', 'upper middle', 'upper right'],
  ['middle left', 'centre', 'middle right'],
  ['lower left', 'lower middle', 'lower right'],
] as const;

/** Where a map's values lie. `whole`: what shares are of, as in ./wording.ts. */
export const none = 'There is none on the patches.';
export const even = (share: string, whole: string) =>
  `Spread evenly over the image; each ninth has at most ${share} ${whole}.`;
export const most = (share: string, whole: string, field: string) =>
  `${share} ${whole} lies in the ${field}.`;
export const mostAndNext = (
  whole: string,
  first: { readonly share: string; readonly field: string },
  next: { readonly share: string; readonly field: string },
) => `${first.share} ${whole} lies in the ${first.field}, ${next.share} in the ${next.field}.`;

export const sameEverywhere = (value: string) => `${value} everywhere, on average.`;
export const highestAndLowest = (
  highest: { readonly value: string; readonly field: string },
  lowest: { readonly value: string; readonly field: string },
) =>
  `Highest in the ${highest.field}, ${highest.value} on average; lowest in the ${lowest.field}, ${lowest.value}.`;
