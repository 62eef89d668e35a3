export const request = 'The request';

export const noRequest = (version: number) =>
  `This is no request of version ${version}. See docs/embedding.md.`;

export const noFile = (key: string) =>
  `There is no file ${key} in this page. Send an image with open-image first.`;

export const noSample = (file: string, known: readonly string[]) =>
  `There is no sample ${file}. There are ${known.join(', ')}.`;

/** The name of an image that came without one. */
export const imageName = 'Image of the page around';

export const noTrace = 'No map yet: the first trace has not begun.';

export const notComputed = (layer: number, isRunning: boolean) =>
  isRunning
    ? `Layer ${layer} has not been computed yet. Wait for trace-complete.`
    : `Layer ${layer} has not been computed yet. Put it on the stage with set-state: some maps are computed when they are shown.`;
