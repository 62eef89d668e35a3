import * as words from '#words/hub/local-files.ts';
import { tag } from '#words/language.ts';
import { foreignWeights } from '../core/checkpoint/foreign-files.ts';
import { InputError } from '../core/input-error.ts';
import { checkpointFileNames } from './checkpoint-choice.ts';
import { findLocalCheckpoint, type LocalCheckpoint } from './local-checkpoint.ts';
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

/**
 * Sorts files into images and at most one checkpoint, by their names. Throws InputError where nothing in them can be
 * used, where a checkpoint is incomplete, and where there is more than one.
 */
export async function classifyLocalFiles(files: readonly LocalFile[]): Promise<LocalSelection> {
  const given = files.filter((file) => !isHidden(file.path));
  const sessions = given.filter((file) => SESSION_NAME.test(file.path)).map(named);
  const [lesson, ...moreLessons] = given.filter((file) => LESSON_NAME.test(file.path)).map(named);
  const wanted = given.filter(({ path }) => !SESSION_NAME.test(path) && !LESSON_NAME.test(path));
  if (given.length === 0) throw new InputError(words.nothingDropped);
  const images = wanted
    .filter(isImage)
    .map(named)
    .sort((a, b) => a.name.localeCompare(b.name, tag, { numeric: true }));
  const model = await findLocalCheckpoint(wanted);
  if (sessions.length > 1) {
    throw new InputError(words.severalSessions(sessions.length));
  }
  if (moreLessons.length > 0) {
    throw new InputError(words.severalLessons(moreLessons.length + 1));
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
  if (foreign !== undefined) return new InputError(words.foreignWeights(foreign));
  const part = files.map((file) => baseName(file.path)).find(isCompanion);
  if (part !== undefined) return new InputError(words.partWithoutModel(part));
  if (path.includes('/')) return new InputError(words.noConfig(path.split('/')[0]!));
  return new InputError(words.unusable(name));
}

function isCompanion(name: string): boolean {
  return checkpointFileNames.includes(name.toLowerCase());
}

function isImage(file: LocalFile): boolean {
  return file.blob.type.startsWith('image/') || IMAGE_NAME.test(file.path);
}
