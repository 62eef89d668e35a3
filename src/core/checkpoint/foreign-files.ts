import * as words from '#words/core/weight-files.ts';
/** What a file of weights that cannot be read is, by its name; undefined for any other file. */
export function foreignWeights(name: string): string | undefined {
  const kind = foreignKinds.find(([pattern]) => pattern.test(name))?.[1];
  return kind && words.nameAndKind(name, kind);
}

const foreignKinds: readonly (readonly [RegExp, string])[] = [
  [/\.(bin|pt|pth|ckpt|pkl|pickle)$/i, words.kinds.pickle],
  [/\.(h5|keras)$/i, words.kinds.tensorFlow],
  [/\.msgpack$/i, words.kinds.flax],
  [/\.npz$/i, words.kinds.numpy],
  [/\.onnx$/i, words.kinds.onnx],
  [/\.gguf$/i, words.kinds.gguf],
  [/\.tflite$/i, words.kinds.tensorFlowLite],
  [/\.mlmodel$/i, words.kinds.coreMl],
];

/**
 * What a file's first bytes show it to be, where they show something else than safetensors: what a download of the
 * wrong file, or a renamed one, gives.
 */
export function foreignContent(first: Uint8Array): string | undefined {
  const text = String.fromCharCode(...first.subarray(0, 64));
  if (/^\s*<(!doctype|html|\?xml)/i.test(text)) return words.contents.webPage;
  return foreignStarts.find(([start]) => text.startsWith(start))?.[1];
}

const foreignStarts: readonly (readonly [string, string])[] = [
  ['PK\u0003\u0004', words.contents.zip],
  ...['\u0002', '\u0003', '\u0004', '\u0005'].map(
    (protocol) => [`\u0080${protocol}`, words.contents.pickle] as const,
  ),
  ['GGUF', words.contents.gguf],
  ['\u0089HDF', words.contents.hdf5],
  ['version https://git-lfs', words.contents.gitLfs], // no words
  ['\u001f\u008b', words.contents.gzip],
];
