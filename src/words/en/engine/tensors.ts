export const unfinished = (done: number, depth: number) =>
  `The run has done ${done} of ${depth} layers. Let it finish, then export its tensors.`;

export const noTensor = 'No tensor is chosen. Choose at least one.';

export const missing = (model: string, tensor: string) =>
  `${model} has no ${tensor} in this run. Leave it out.`;

export const tooLarge = (
  layer: number,
  { bytes, heads, tokens }: { readonly bytes: number; readonly heads: number; readonly tokens: number },
  limit: number,
) =>
  `The attention of layer ${layer} takes ${Math.round(bytes / 1e6)} MB (${heads} heads × ${tokens} × ${tokens} ` +
  `tokens); at most ${Math.round(limit / 1e6)} MB are written. Choose a smaller size of the image.`;
