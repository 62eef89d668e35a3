import { joined } from '#words/grammar.ts';
import * as words from '#words/state/session.ts';
import { InputError } from '../../core/input-error.ts';
import { EMBEDDED_MODELS } from '../../hub/embedded-models.ts';
import type { Lens } from '../lens.ts';
import type { Library } from '../library.ts';
import type { Notice } from '../notice.ts';
import type { ImageChoice, ModelChoice, Requested } from '../requested.ts';
import type { LocalImage, ScopeState } from '../scope-state.ts';
import { fileDigest } from './file-digest.ts';
import { type Session, type SessionImage, savedImage } from './session-file.ts';

/** What is at hand: with a session's files those that were given in this visit, also together with it. */
export type AtHand = Pick<ScopeState, 'requested' | 'samples' | 'localImages' | 'localModels'>;

/** What a session comes to. */
export interface OpenedSession {
  readonly requested: Requested;
  /** An image that the session brought along. */
  readonly images: readonly LocalImage[];
  /** What could not be opened, and what is shown in its place. */
  readonly notice: Notice | undefined;
}

/**
 * Puts the files of this visit in the place of those that the session names: images by their bytes, models by name
 * and size. What is missing is named; everything else opens.
 * @throws InputError if the image in the session is damaged; nothing is kept then.
 */
export async function openSession(
  session: Session,
  atHand: AtHand,
  library: Pick<Library, 'readImage' | 'addImage'>,
): Promise<OpenedSession> {
  const missing: string[] = [];
  const image = await findImage(session, atHand, library, missing);
  const { lenses } = session.requested;
  const found = lenses.map((lens) => findModel(lens, session, atHand, missing));
  const kept = found.filter((lens) => lens !== undefined);
  const requested = withLenses(session.requested, kept.length > 0 ? kept : [standIn(lenses[0]!)]);
  const sentences = [...missing, ...session.leftOut.map(words.leftOut)];
  return {
    requested: { ...requested, image: image.choice },
    images: image.added,
    notice: sentences.length > 0 ? { tone: 'info', message: joined(sentences) } : undefined,
  };
}

async function findImage(
  { requested: { image }, files }: Session,
  atHand: AtHand,
  library: Pick<Library, 'readImage' | 'addImage'>,
  missing: string[],
): Promise<{ choice: ImageChoice | undefined; added: readonly LocalImage[] }> {
  const present = atHand.requested.image;
  if (image === undefined) return { choice: present, added: [] };
  if (image.kind === 'sample') {
    const { samples } = atHand;
    if (samples.length === 0 || samples.some(({ file }) => file === image.file))
      return { choice: image, added: [] };
    missing.push(words.noSample(image.file));
    return { choice: present, added: [] };
  }
  const wanted = files[image.key] as SessionImage; // as the session was checked
  const saved = savedImage(wanted, wanted.name);
  if (saved && (await fileDigest(saved)) !== wanted.sha256) {
    throw new InputError(words.damagedImage(wanted.name));
  }
  const same = await sameImage(wanted, atHand.localImages, library);
  if (same) return { choice: { kind: 'local', key: same }, added: [] };
  if (saved) {
    const added = library.addImage(wanted.name, saved);
    return { choice: { kind: 'local', key: added.key }, added: [added] };
  }
  missing.push(words.imageNotSaved(wanted.name));
  return { choice: present, added: [] };
}

/** The key of an image of this visit that has the same bytes. */
async function sameImage(
  wanted: SessionImage,
  images: readonly LocalImage[],
  library: Pick<Library, 'readImage'>,
): Promise<string | undefined> {
  const { signal } = new AbortController();
  for (const { key } of images) {
    const blob = await library.readImage({ kind: 'local', key }, { signal });
    if (blob.size === wanted.bytes && (await fileDigest(blob)) === wanted.sha256) return key;
  }
  return undefined;
}

function findModel(
  lens: Lens,
  { files }: Session,
  { localModels }: AtHand,
  missing: string[],
): Lens | undefined {
  if (lens.model.kind !== 'local') return lens;
  const wanted = files[lens.model.key]!;
  const same = localModels.findLast(({ name, bytes }) => name === wanted.name && bytes === wanted.bytes);
  if (same) return { ...lens, model: { kind: 'local', key: same.key } };
  const sentence = words.modelNotAtHand(wanted.name);
  if (!missing.includes(sentence)) missing.push(sentence);
  return undefined;
}

/** Without any of its models, a session opens on the one that comes with the page, as it was trained. */
function standIn({ id }: Lens): Lens {
  const model: ModelChoice = { kind: 'embedded', id: EMBEDDED_MODELS[0]!.id };
  return { id, model, interventions: {} };
}

function withLenses(requested: Requested, lenses: readonly Lens[]): Requested {
  const has = (id: string | undefined) => lenses.some((lens) => lens.id === id);
  const { active, comparison } = requested;
  return {
    ...requested,
    lenses,
    active: has(active) ? active : lenses[0]!.id,
    comparison: {
      ...comparison,
      layout: lenses.length === 1 ? 'single' : comparison.layout,
      reference: has(comparison.reference) ? comparison.reference : undefined,
    },
  };
}
