export const title = 'Stage';
export const noMap = 'No map yet';
export const soon = 'The first maps appear in a moment.';
export const noImage = 'Drop an image, or choose one below.';
export const figure =
  'Image and map. Arrow keys move the query patch, with Shift they extend it to a box, Escape frees it, plus and minus zoom.';
export const wholeImage = 'Whole image';
export const numbers = 'Numbers';
export const numbersHint = 'The map as a table of numbers (D)';

export const opacity = 'Opacity';
export const percent = (count: number) => `${count} percent`;
export const drawing = {
  legend: 'Drawing of the map',
  patches: 'patches',
  patchesHint: 'One square per patch, as the model has it',
  smooth: 'smooth',
  smoothHint: 'Interpolated between the centres of patches',
};
export const palette = 'Palette';
export const paletteOfOthers = 'Components are red, green and blue: the palette colours the other maps.';
/** Palettes whose name is a word; all others have a proper name. */
export const palettes: Readonly<Record<string, string>> = { grey: 'grey' };

export const queryToken = 'The query token';
export const features = {
  legend: 'What the map of features shows',
  similarity: 'similarity to the query',
  similarityHint: 'How alike each patch is to the query: the cosine of their features',
  pca: 'PCA',
  pcaHint: 'The three directions in which patches differ most, as colours',
};

export const query = 'Query';
export const entropy = 'Entropy';
export const nats = (value: string) => `${value} nats`;
export const patchAt = (place: string) => `patch ${place}`;
export const free = 'Free the query (Escape)';
export const pinned = 'pinned';
export const tools = {
  legend: 'Ask with',
  point: 'point',
  pointHint: 'Point at a token to ask from it, click to pin it',
  box: 'box',
  boxHint: 'Drag over the image: all patches in the box ask together. Or hold Shift',
  lasso: 'lasso',
  lassoHint: 'Draw around patches: all of them ask together',
};
/** What to do on the image, until something was pointed at. */
export const hints = {
  tap: 'Tap a patch or draw over the image to ask, tap again to pin',
  point: 'Point at a patch to ask from it, click to pin',
  box: 'Drag over the patches that ask together',
  lasso: 'Draw around the patches that ask',
};

/** Special tokens and the scale. */
export const range = {
  include: 'Include',
  includeHint: 'Include special tokens in the scale',
  leaveOut: 'Leave out',
  leaveOutHint: 'Leave out special tokens from the scale',
};

export const specialTokens = 'Special tokens';
export const patches = 'Patches';
/** A percentage, and what it is of. */
export const share = (percent: string, whole: string) => `${percent} ${whole}`;
export const beyondScale = 'Beyond the scale of the patches';
/** A special token's button; without a value before its layer has run, without a share where none is shown. */
export function tokenButton(token: string, value: string | undefined, share: string | undefined): string {
  const read = value === undefined ? 'no value yet' : share === undefined ? value : `${value}, ${share}`;
  return `${token}: ${read}. Use as the query`;
}

export const images = 'Images';
export const open = 'Open';
/** A sample: its name and what can be seen on it. */
export const sample = (title: string, shows: string) => `${title}: ${shows}`;
export const localImage = (name: string) => `${name}.`;
export const privacy = 'Drop or paste images anywhere. Images never leave your device.';
