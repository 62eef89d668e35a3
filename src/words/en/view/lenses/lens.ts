export const name = (letter: string) => `Lens ${letter}`;
export const menu = (letter: string) => `Lens ${letter}: what to do with it`;
export const activate = 'Make this the lens that the model menu and the panels change';
export const progress = (letter: string) => `Progress of lens ${letter}`;

export const change = 'Change the model…';
export const alone = 'Look at it alone';
export const makeReference = 'Compare the others with it';
export const duplicate = 'Duplicate';
export const moveLeft = 'Move to the left';
export const moveRight = 'Move to the right';
export const remove = 'Remove';

export const figure = (letter: string) =>
  `Image and map of lens ${letter}. Arrow keys move the query patch, with Shift they extend it to a box, Escape frees it, plus and minus zoom.`;
export const otherGrid = 'Another patch grid than the reference’s: there is no difference.';
export const dismiss = 'Dismiss';

export const noNorms = 'Norms: not computed yet';
export const norms = (norms: {
  readonly layer: number;
  readonly median: string;
  readonly largest: string;
  readonly outliers: number;
  readonly patches: number;
  readonly threshold: string;
}) =>
  `Norms of layer ${norms.layer}: median ${norms.median}, largest ${norms.largest}, ` +
  `${norms.outliers} of ${norms.patches} patches above ${norms.threshold}`;
