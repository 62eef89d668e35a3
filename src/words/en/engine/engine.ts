/** What messages call an image without a name. */
export const theImage = 'The image';

export const noCanvas = 'This browser gives no 2-D canvas to read an image from.';

export const labelsNotJson = 'labels.json is not JSON.';

export const noLabels = 'labels.json should be an array of names, or an object from class index to name.';

export const tooManyLabels = (index: string, limit: number) =>
  `labels.json names class ${index}; the limit is ${limit} classes.`;

/** Bytes that the weights and a run take, of those that can be used. */
export const tooLarge = (
  name: string,
  needed: { readonly weights: number; readonly run: number },
  usable: number,
) =>
  `${name} is too large for WebAssembly: its weights take ${gigabytes(needed.weights)} GB as 32-bit floats and a ` +
  `run ${gigabytes(needed.run)} GB, together more than the ${gigabytes(usable)} GB that can be used of its 4 GiB. ` +
  'Open a smaller model, or use a browser with WebGPU and a graphics card.';

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(2);
}
