export const noOtherLens = 'There is no other lens to compare with. Add one under Lens.';

/** Rows × columns. */
export const otherGrid = (other: string, own: string) =>
  `The other lens has ${other} patches, this one ${own}.`;
