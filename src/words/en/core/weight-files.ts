/** What a file is that holds no weights which can be read. */
export const kinds = {
  pickle: 'a Python pickle, which could run code',
  tensorFlow: 'weights for TensorFlow',
  flax: 'weights for Flax',
  numpy: 'NumPy arrays',
  onnx: 'a finished ONNX graph',
  gguf: 'weights for llama.cpp',
  tensorFlowLite: 'weights for TensorFlow Lite',
  coreMl: 'weights for Core ML',
};

/** The same by what the file begins with. */
export const contents = {
  webPage: 'a web page',
  zip: 'a zip archive, as torch.save writes its pickles',
  pickle: 'a Python pickle',
  gguf: 'a GGUF file',
  hdf5: 'an HDF5 file',
  gitLfs: 'a pointer of Git LFS instead of the file itself; run git lfs pull',
  gzip: 'a gzip archive',
};

export const nameAndKind = (file: string, kind: string) => `${file}, ${kind}`;

export const empty = (file: string) => `${file} is empty (0 bytes). Download it again.`;

export const tooShort = (file: string, bytes: number) =>
  `${file} is no safetensors file: it has ${bytes} bytes, its header length alone takes 8.`;

export const foreign = (file: string, content: string) => `${file} is no safetensors file, but ${content}.`;

export const headerTooLong = (file: string, bytes: bigint, limit: number) =>
  `${file} is no safetensors file: its header would be ${bytes} bytes long; the limit is ${limit}.`;

export const headerCutOff = (file: string, bytes: bigint, size: number) =>
  `${file} is no complete safetensors file: its header claims ${bytes} bytes, but the file has only ${size}. ` +
  'Download it again.';

export const headerNotJson = (file: string) => `${file} is no safetensors file: its header is not JSON.`;

export const headerNoObject = (file: string) =>
  `${file} is no safetensors file: its header is not a JSON object.`;

export const invalidEntry = (file: string, tensor: string) =>
  `${file}: tensor ${tensor} has no valid dtype, shape and data_offsets.`;

export const unknownDtype = (file: string, tensor: string, dtype: string, known: readonly string[]) =>
  `${file}: tensor ${tensor} has the unknown dtype ${dtype}; known are ${known.join(', ')}.`;

/** Where a tensor lies in its file, in bytes. */
export interface Offsets {
  readonly from: number;
  readonly to: number;
}

export const impossibleOffsets = (file: string, tensor: string, { from, to }: Offsets) =>
  `${file}: tensor ${tensor} has the impossible offsets ${from} to ${to}.`;

export const truncated = (file: string, tensor: string, { from, to }: Offsets, bytes: number) =>
  `${file}: tensor ${tensor} lies at ${from} to ${to}, but the file holds only ${bytes} bytes of data: ` +
  'it is truncated. Download it again.';

export const wrongLength = (
  file: string,
  tensor: string,
  { shape, dtype, needed, found }: { shape: readonly number[]; dtype: string; needed: number; found: number },
) =>
  `${file}: tensor ${tensor} of shape [${shape.join(', ')}] in ${dtype} takes ${needed} bytes, ` +
  `but its offsets give ${found}.`;

export const overlap = (file: string, one: string, other: string) =>
  `${file}: the tensors ${one} and ${other} overlap.`;

export const missingTensor = (file: string, tensor: string) => `${file} has no tensor ${tensor}.`;

export const noFloats = (file: string, tensor: string, dtype: string) =>
  `${file}: tensor ${tensor} is ${dtype}; weights must be F32, F16 or BF16.`;

export const shard = (file: string, place: number, count: number) => `${file}, shard ${place} of ${count}`;

export const doubleTensor = (shard: string, tensor: string) => `${shard} holds ${tensor} again.`;

export const emptyIndex = (file: string) => `${file}: weight_map names no tensors.`;

export const tooManyShards = (file: string, count: number, limit: number) =>
  `${file} names ${count} files; the limit is ${limit}.`;

export const foreignShard = (file: string, shard: string) =>
  `${file} names ${shard}, which is no safetensors file beside it.`;
