import { foreignWeights } from '../core/checkpoint/foreign-files.ts';
import { InputError } from '../core/input-error.ts';
import { checkpointFileNames } from './checkpoint-choice.ts';
import { findLocalCheckpoint, type LocalCheckpoint, MODEL_FOLDER } from './local-checkpoint.ts';
import { baseName, isHidden, type LocalFile } from './local-file.ts';

/** An image or a session that the user gave. */
interface LocalNamedFile {
  readonly name: string;
  readonly blob: Blob;
}

/** What a drop, a paste or a file picker brought. */
export interface LocalSelection {
  readonly images: readonly LocalNamedFile[];
  readonly model: LocalCheckpoint | undefined;
  readonly session: LocalNamedFile | undefined;
  readonly lesson: LocalNamedFile | undefined;
}

const IMAGE_NAME = /\.(png|jpe?g|jfif|webp|avif|gif|bmp|ico|svg|tiff?|heic|heif|jxl)$/i;
/** Browsers number a second download of a name: "x.sinkscope (1).json". */
const SESSION_NAME = /\.sinkscope( ?\(\d+\))?\.json$/i;
const LESSON_NAME = /\.lesson( ?\(\d+\))?\.json$/i;
const IMAGES = 'an image (PNG, JPEG, WebP, AVIF, GIF)';

/**
 * Sorts files into images and at most one checkpoint, by their names. Throws InputError where nothing in them can be
 * used, where a checkpoint is incomplete, and where there is more than one.
 */
export async function classifyLocalFiles(files: readonly LocalFile[]): Promise<LocalSelection> {
  const given = files.filter((file) => !isHidden(file.path));
  const sessions = given.filter((file) => SESSION_NAME.test(file.path)).map(named);
  const [lesson, ...moreLessons] = given.filter((file) => LESSON_NAME.test(file.path)).map(named);
  const wanted = given.filter(({ path }) => !SESSION_NAME.test(path) && !LESSON_NAME.test(path));
  if (given.length === 0) throw new InputError(`Nothing was dropped. Drop ${IMAGES}, or ${MODEL_FOLDER}.`);
  const images = wanted
    .filter(isImage)
    .map(named)
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const model = await findLocalCheckpoint(wanted);
  if (sessions.length > 1) {
    throw new InputError(`There are ${sessions.length} sessions here. Drop one session at a time.`);
  }
  if (moreLessons.length > 0) {
    throw new InputError(`There are ${moreLessons.length + 1} lessons here. Drop one lesson at a time.`);
  }
  const [session] = sessions;
  if (images.length === 0 && [model, session, lesson].every((found) => found === undefined)) {
    throw nothingUsable(wanted);
  }
  return { images, model, session, lesson };
}

function named({ path, blob }: LocalFile): LocalNamedFile {
  return { name: baseName(path), blob };
}

function nothingUsable(files: readonly LocalFile[]): InputError {
  const { path } = files[0]!;
  const name = baseName(path);
  const foreign = files
    .map((file) => foreignWeights(baseName(file.path)))
    .find((found) => found !== undefined);
  if (foreign !== undefined) {
    return new InputError(
      `${foreign}, is not read. Only safetensors are: drop config.json together with model.safetensors.`,
    );
  }
  const part = files.map((file) => baseName(file.path)).find(isCompanion);
  if (part !== undefined) {
    return new InputError(
      `${part} came without its model. Drop it together with config.json and model.safetensors.`,
    );
  }
  if (path.includes('/')) {
    return new InputError(
      `The folder ${path.split('/')[0]} has no config.json. Drop ${MODEL_FOLDER}, or ${IMAGES}.`,
    );
  }
  return new InputError(
    `${name} is neither an image nor part of a model. Drop ${IMAGES}, or ${MODEL_FOLDER}.`,
  );
}

function isCompanion(name: string): boolean {
  return checkpointFileNames.includes(name.toLowerCase());
}

function isImage(file: LocalFile): boolean {
  return file.blob.type.startsWith('image/') || IMAGE_NAME.test(file.path);
}
