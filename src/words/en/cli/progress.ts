export const failedImages = (failed: number, total: number) => `${failed} of ${total} images failed:`;

export const lookingUp = (model: string) => `${model}: looking it up`;

/** What has arrived of each file of a model, in megabytes. */
export const downloading = (
  model: string,
  files: readonly { readonly file: string; readonly loaded: number; readonly total: number }[],
) => {
  const parts = files.map(
    ({ file, loaded, total }) => `${file}, ${loaded.toFixed(1)} of ${total.toFixed(1)} MB`,
  );
  return `${model}: ${parts.join('; ')}`;
};

export const keptInMemory = (folder: string, model: string) =>
  `${folder} takes no more: ${model} is downloaded for this time only.`;

/** A file among several. */
export const placed = (file: string, place: number, total: number) => `${file} (${place} of ${total})`;

export const reading = (shown: string) => `${shown}: reading`;

export const layer = (shown: string, done: number, total: number) => `${shown}: layer ${done} of ${total}`;

/** Steps of the search for register neurons. */
export const searching = {
  norms: (step: number, total: number) => `norms: image ${step} of ${total}`,
  scores: (step: number, total: number) => `scores: image ${step} of ${total}`,
  sweep: (step: number, total: number) => `effect of more and more neurons: step ${step} of ${total}`,
};
