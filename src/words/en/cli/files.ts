export const isFolder = (name: string) => `${name} is a folder, not a file.`;

export const shortened = (name: string) => `${name} became shorter while it was read.`;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a file stands where a folder is needed',
  EEXIST: 'a file stands where a folder is needed',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
  ENAMETOOLONG: 'the name is too long',
};

/** What a file system answers for a file, by its code. */
export const failed = (name: string, code: string) =>
  `${name}: ${reasons[code] ?? `the system answers ${code}`}.`;

export const noImages = (folder: string, extensions: readonly string[]) =>
  `${folder} holds no images (${extensions.join(', ')}).`;

export const modelIsFile = (model: string) =>
  `--model ${model} is a file; give the folder that holds config.json and model.safetensors.`;

export const missingShard = (model: string, shard: string, index: string) =>
  `--model ${model} has no ${shard}, which ${index} names.`;

/** `lack` says what a folder lacks or holds instead, `advice` what to do about it, where there is more to say. */
export const incompleteFolder = (folder: string, lack: string, advice: string | undefined) =>
  advice === undefined
    ? `--model ${folder} ${lack}; give a folder that holds config.json and model.safetensors.`
    : `--model ${folder} ${lack}. ${advice}`;

export const outIsFolder = (out: string) => `--out ${out} is a folder; give a file, such as neurons.json.`;

export const outIsFile = (out: string) => `--out ${out} is a file; it cannot be a folder.`;

export const outIsFileForSeveral = (out: string) => `--out ${out} is a file; several images need a folder.`;

export const outNamesFile = (out: string) => `--out ${out} names a file; several images need a folder.`;

export const replacesInput = (file: string) => `--out would replace ${file}, which is read; choose another.`;

export const noPixels = (file: string, tensors: readonly string[]) =>
  `${file} has no tensor pixels; it holds ${summary(tensors)}.`;

function summary(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const shown = names.slice(0, 8).join(', ');
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}

export const pixelsShape = (file: string, shape: readonly number[]) =>
  `${file}: pixels should be [1, 3, height, width], but is [${shape.join(', ')}].`;

export const pixelsOffPatch = (file: string, height: number, width: number, patch: number) =>
  `${file}: pixels is ${height} × ${width}; both sides must be multiples of the model’s patch, ${patch}.`;

export const tokenIdsNotJson = (file: string) => `${file} is not JSON; it should be an array of token ids.`;

export const noTokenIds = (file: string) =>
  `${file} should be an array of token ids, which are whole numbers.`;
