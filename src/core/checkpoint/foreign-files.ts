/** What a file of weights that cannot be read is, by its name; undefined for any other file. */
export function foreignWeights(name: string): string | undefined {
  const kind = foreignKinds.find(([pattern]) => pattern.test(name))?.[1];
  return kind && `${name}, ${kind}`;
}

const foreignKinds: readonly (readonly [RegExp, string])[] = [
  [/\.(bin|pt|pth|ckpt|pkl|pickle)$/i, 'a Python pickle, which could run code'],
  [/\.(h5|keras)$/i, 'weights for TensorFlow'],
  [/\.msgpack$/i, 'weights for Flax'],
  [/\.npz$/i, 'NumPy arrays'],
  [/\.onnx$/i, 'a finished ONNX graph'],
  [/\.gguf$/i, 'weights for llama.cpp'],
  [/\.tflite$/i, 'weights for TensorFlow Lite'],
  [/\.mlmodel$/i, 'weights for Core ML'],
];

/**
 * What a file's first bytes show it to be, where they show something else than safetensors: what a download of the
 * wrong file, or a renamed one, gives.
 */
export function foreignContent(first: Uint8Array): string | undefined {
  const text = String.fromCharCode(...first.subarray(0, 64));
  if (/^\s*<(!doctype|html|\?xml)/i.test(text)) return 'a web page';
  return foreignStarts.find(([start]) => text.startsWith(start))?.[1];
}

const foreignStarts: readonly (readonly [string, string])[] = [
  ['PK\u0003\u0004', 'a zip archive, as torch.save writes its pickles'],
  ...['\u0002', '\u0003', '\u0004', '\u0005'].map(
    (protocol) => [`\u0080${protocol}`, 'a Python pickle'] as const,
  ),
  ['GGUF', 'a GGUF file'],
  ['\u0089HDF', 'an HDF5 file'],
  ['version https://git-lfs', 'a pointer of Git LFS instead of the file itself; run git lfs pull'],
  ['\u001f\u008b', 'a gzip archive'],
];
