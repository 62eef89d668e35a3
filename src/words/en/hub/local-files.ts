const modelFolder = 'a folder with config.json and model.safetensors';
const image = 'an image (PNG, JPEG, WebP, AVIF, GIF)';

export const severalModels = (count: number, names: readonly string[]) =>
  `There are ${count} models here (${names.join(', ')}). Drop one model at a time.`;

export const severalSessions = (count: number) =>
  `There are ${count} sessions here. Drop one session at a time.`;

export const severalLessons = (count: number) =>
  `There are ${count} lessons here. Drop one lesson at a time.`;

/** `folder`: undefined where loose files were dropped. `more`: how many shards are missing besides. */
export const missingShard = (
  folder: string | undefined,
  { shard, more, index }: { readonly shard: string; readonly more: number; readonly index: string },
) =>
  `${subject(folder)} has no ${shard}${more > 0 ? ` and ${more} more` : ''}, which ${index} names. Drop all shards together with the index.`;

/** `what` and `advice`: as in ./checkpoint.ts. */
export const incompleteFolder = (folder: string | undefined, what: string, advice: string | undefined) =>
  `${subject(folder)} ${what}. ${advice ?? `Drop ${modelFolder}, as the publisher ships them.`}`;

export const partWithoutConfig = (part: string) =>
  `${part} came without its config.json. Drop config.json and model.safetensors together.`;

export const partWithoutWeights = (part: string) =>
  `${part} came without its weights. Drop config.json and model.safetensors together.`;

function subject(folder: string | undefined): string {
  return folder === undefined ? 'What was dropped' : `The folder ${folder}`;
}

export const nothingDropped = `Nothing was dropped. Drop ${image}, or ${modelFolder}.`;

/** `foreign`: a file's name and what it is. */
export const foreignWeights = (foreign: string) =>
  `${foreign}, is not read. Only safetensors are: drop config.json together with model.safetensors.`;

export const partWithoutModel = (part: string) =>
  `${part} came without its model. Drop it together with config.json and model.safetensors.`;

export const noConfig = (folder: string) =>
  `The folder ${folder} has no config.json. Drop ${modelFolder}, or ${image}.`;

export const unusable = (name: string) =>
  `${name} is neither an image nor part of a model. Drop ${image}, or ${modelFolder}.`;
