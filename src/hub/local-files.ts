import { InputError } from '../core/input-error.ts';
import type { CheckpointFiles } from './checkpoint-files.ts';

/** A file that the user gave, with its path inside what was dropped ("folder/config.json", "cat.png"). */
export interface LocalFile {
  readonly path: string;
  readonly blob: Blob;
}

/** An image or a session that the user gave. */
interface LocalNamedFile {
  readonly name: string;
  readonly blob: Blob;
}

/** A checkpoint that the user gave. */
type LocalCheckpoint = CheckpointFiles & { readonly weights: Blob };

/** What a drop, a paste or a file picker brought. */
export interface LocalSelection {
  readonly images: readonly LocalNamedFile[];
  readonly model: LocalCheckpoint | undefined;
  readonly session: LocalNamedFile | undefined;
}

const IMAGE_NAME = /\.(png|jpe?g|jfif|webp|avif|gif|bmp|ico|svg|tiff?|heic|heif|jxl)$/i;
const OTHER_WEIGHTS = /\.(bin|pt|pth|ckpt|onnx|h5|msgpack|gguf|npz)$/i;
/** Browsers number a second download of a name: "x.sinkscope (1).json". */
const SESSION_NAME = /\.sinkscope( ?\(\d+\))?\.json$/i;
const IGNORED = /(^|\/)(\.[^/]*|Thumbs\.db|desktop\.ini|__MACOSX\/.*)$/i;
const IMAGES = 'an image (PNG, JPEG, WebP, AVIF, GIF)';
const MODEL_FOLDER = 'a folder with config.json and model.safetensors';

/**
 * Sorts files into images and at most one checkpoint, by their names alone. Throws InputError where nothing in
 * them can be used, where a checkpoint is incomplete, and where there is more than one.
 */
export function classifyLocalFiles(files: readonly LocalFile[]): LocalSelection {
  const given = files.filter((file) => !IGNORED.test(file.path));
  const sessions = given.filter((file) => SESSION_NAME.test(file.path)).map(named);
  const wanted = given.filter((file) => !SESSION_NAME.test(file.path));
  if (given.length === 0) throw new InputError(`Nothing was dropped. Drop ${IMAGES}, or ${MODEL_FOLDER}.`);
  const images = wanted
    .filter(isImage)
    .map(named)
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const models = [...groupByFolder(wanted)]
    .filter(([, members]) => members.some((file) => isCheckpointPart(file)))
    .map(([folder, members]) => readFolder(folder, members));
  if (models.length > 1) {
    const names = models.map((model) => model.name).join(', ');
    throw new InputError(`There are ${models.length} models here (${names}). Drop one model at a time.`);
  }
  if (sessions.length > 1) {
    throw new InputError(`There are ${sessions.length} sessions here. Drop one session at a time.`);
  }
  if (images.length + models.length + sessions.length === 0) throw nothingUsable(wanted);
  return { images, model: models[0], session: sessions[0] };
}

function named({ path, blob }: LocalFile): LocalNamedFile {
  return { name: baseName(path), blob };
}

function nothingUsable(files: readonly LocalFile[]): InputError {
  const folder = files[0]!.path.includes('/') ? files[0]!.path.split('/')[0]! : undefined;
  if (folder !== undefined) {
    return new InputError(`The folder ${folder} has no config.json. Drop ${MODEL_FOLDER}, or ${IMAGES}.`);
  }
  const name = baseName(files[0]!.path);
  if (OTHER_WEIGHTS.test(name)) {
    return new InputError(
      `${name} is in a format that Sinkscope does not read. Drop config.json together with model.safetensors.`,
    );
  }
  return new InputError(
    `${name} is neither an image nor part of a model. Drop ${IMAGES}, or ${MODEL_FOLDER}.`,
  );
}

function readFolder(folder: string, members: readonly LocalFile[]): LocalCheckpoint {
  const find = (name: string) => members.find((file) => baseName(file.path).toLowerCase() === name)?.blob;
  const place = folder === '' ? undefined : folder;
  const config = find('config.json');
  if (config === undefined) throw new InputError(missingConfig(place, members));
  const { name, blob } = findWeights(place, members);
  const preprocessor = find('preprocessor_config.json');
  const labels = find('labels.json');
  return {
    name: place === undefined ? name.replace(/\.safetensors$/i, '') : baseName(place),
    config,
    weights: blob,
    ...(preprocessor && { preprocessor }),
    ...(labels && { labels }),
  };
}

function missingConfig(place: string | undefined, members: readonly LocalFile[]): string {
  if (place !== undefined) {
    return `The folder ${baseName(place)} has no config.json. Drop ${MODEL_FOLDER}, as the publisher ships them.`;
  }
  const part = members.find((file) => isCheckpointPart(file))!;
  return `${baseName(part.path)} came without its config.json. Drop config.json and model.safetensors together.`;
}

function findWeights(place: string | undefined, members: readonly LocalFile[]): LocalNamedFile {
  const all = members.filter((file) => /\.safetensors$/i.test(file.path));
  const whole = all.find((file) => baseName(file.path).toLowerCase() === 'model.safetensors') ?? all[0];
  const where = place === undefined ? 'What was dropped' : `The folder ${baseName(place)}`;
  if (whole === undefined) {
    throw new InputError(
      place === undefined
        ? 'config.json came without its weights. Drop config.json and model.safetensors together.'
        : `${where} has config.json but no model.safetensors. Other formats of weights are not read; drop ${MODEL_FOLDER}.`,
    );
  }
  if (all.length > 1 && baseName(whole.path).toLowerCase() !== 'model.safetensors') {
    throw new InputError(
      `${where} holds ${all.length} .safetensors files. Sinkscope reads one: a single file named model.safetensors.`,
    );
  }
  return { name: baseName(whole.path), blob: whole.blob };
}

function groupByFolder(files: readonly LocalFile[]): Map<string, LocalFile[]> {
  const groups = new Map<string, LocalFile[]>();
  for (const file of files) {
    const folder = file.path.split('/').slice(0, -1).join('/');
    groups.set(folder, [...(groups.get(folder) ?? []), file]);
  }
  return groups;
}

/** `labels.json` and `preprocessor_config.json` alone make no checkpoint, but they announce one. */
function isCheckpointPart(file: LocalFile): boolean {
  const name = baseName(file.path).toLowerCase();
  return name === 'config.json' || name === 'preprocessor_config.json' || name.endsWith('.safetensors');
}

function isImage(file: LocalFile): boolean {
  return file.blob.type.startsWith('image/') || IMAGE_NAME.test(file.path);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
