import * as v from 'valibot';
import * as words from '#words/state/session.ts';
import { parseFields, parseJsonObject } from '../../core/checkpoint/config-schema.ts';
import { InputError } from '../../core/input-error.ts';
import type { Requested } from '../requested.ts';
import { decodeBase64 } from './base64.ts';
import { decodeRequested, encodeRequested } from './request-settings.ts';

/** What the file says it is. A higher version is one that this program would misread. */
const FORMAT = 'sinkscope-session';
const VERSION = 1;

/** An image of the largest size that is read takes less, and its text a third more. */
const LARGEST_FILE_BYTES = 300_000_000;

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(500));
const bytes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 50));

const imageSchema = v.object({
  kind: v.literal('image'),
  name,
  bytes,
  type: v.pipe(v.string(), v.regex(/^(image\/[\w.+-]{1,60})?$/, words.expected.imageType)),
  /** Of the file, in lower-case hexadecimal. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, words.expected.hash)),
  /** The file itself in base64. */
  data: v.exactOptional(v.string()),
});

const fileSchema = v.variant('kind', [imageSchema, v.object({ kind: v.literal('model'), name, bytes })]);

const sessionSchema = v.object({
  format: v.literal(FORMAT),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  files: v.optional(v.record(v.string(), fileSchema), {}),
  settings: v.unknown(),
});

/** A file of the user's that the settings name, by its key in them. */
export type SessionFile = v.InferOutput<typeof fileSchema>;
export type SessionImage = v.InferOutput<typeof imageSchema>;

/** What a session file holds. */
export interface Session {
  readonly requested: Requested;
  readonly files: Readonly<Record<string, SessionFile>>;
  /** What this version does not know and leaves out, each as a sentence. */
  readonly leftOut: readonly string[];
}

/** What a session is written with, for whoever reads the file. */
export interface SessionStamp {
  /** "Sinkscope 0.1.0". */
  readonly program: string;
  /** ISO 8601. */
  readonly date: string;
  /** What was on the screen, in words. */
  readonly shown: Readonly<Record<string, string>>;
}

/** Writes a session as JSON. */
export function encodeSession(
  requested: Requested,
  files: Readonly<Record<string, SessionFile>>,
  stamp: SessionStamp,
): string {
  const session = { format: FORMAT, version: VERSION, ...stamp, settings: encodeRequested(requested), files };
  return `${JSON.stringify(session, undefined, 1)}\n`;
}

/**
 * Reads a session file that anyone may have written.
 * @throws InputError naming the file, the field and what to do.
 */
export async function readSession(blob: Blob, file: string): Promise<Session> {
  if (blob.size > LARGEST_FILE_BYTES) {
    throw new InputError(words.tooLarge(file, Math.round(blob.size / 1e6), LARGEST_FILE_BYTES / 1e6));
  }
  const fields = parseJsonObject(await blob.text(), file, words.hint);
  if (fields.format !== FORMAT) throw new InputError(words.noSession(file));
  if (typeof fields.version === 'number' && fields.version > VERSION) {
    throw new InputError(words.newer(file, fields.version, VERSION));
  }
  const { files, settings } = parseFields(sessionSchema, fields, file);
  const { requested, problems } = decodeRequested(settings);
  const fault = problems.find(({ kind }) => kind === 'invalid');
  if (fault) throw new InputError(words.settingFault(file, fault.message));
  checkFiles(requested, files, file);
  const leftOut = problems.map(({ path }) => path);
  return { requested, files, leftOut };
}

/** The file that was saved with the session; undefined where only its name was. Its sum is not checked here. */
export function savedImage({ data, type }: SessionImage, where: string): Blob | undefined {
  if (data === undefined) return undefined;
  const saved = decodeBase64(data);
  if (saved === undefined) throw new InputError(words.noBase64(where));
  return new Blob([saved], { type });
}

/** Every file of the user's that the settings name is described. */
function checkFiles({ image, lenses }: Requested, files: Session['files'], file: string): void {
  const models = lenses.map(({ model }) => model);
  const named = [
    ...models.flatMap((model) => (model.kind === 'local' ? [{ kind: 'model', key: model.key }] : [])),
    ...(image?.kind === 'local' ? [{ kind: 'image', key: image.key }] : []),
  ];
  for (const { kind, key } of named) {
    const entry = Object.hasOwn(files, key) ? files[key] : undefined;
    if (entry?.kind !== kind) {
      throw new InputError(
        kind === 'model' ? words.undescribedModel(file, key) : words.undescribedImage(file, key),
      );
    }
  }
}
