import type { Library } from '../library.ts';
import type { Requested } from '../requested.ts';
import type { ScopeState } from '../scope-state.ts';
import { encodeBase64 } from './base64.ts';
import { fileDigest } from './file-digest.ts';
import { encodeSession, type SessionFile, type SessionStamp } from './session-file.ts';

/** What is saved. `withImage`: the bytes of an image that the user gave; samples come with the page anyway. */
export interface SaveOptions {
  readonly withImage: boolean;
  readonly stamp: SessionStamp;
}

type SavedState = Pick<ScopeState, 'requested' | 'localImages' | 'localModels'>;

/** Writes all settings as a session file. */
export async function saveSession(
  state: SavedState,
  library: Pick<Library, 'readImage' | 'pinned'>,
  { withImage, stamp }: SaveOptions,
): Promise<string> {
  const requested = withPinnedModels(state.requested, library);
  const files = { ...localModels(state), ...(await localImage(state, library, withImage)) };
  return encodeSession(requested, files, stamp);
}

/** A branch moves on; the session opens again on what was seen. */
function withPinnedModels(requested: Requested, library: Pick<Library, 'pinned'>): Requested {
  const lenses = requested.lenses.map((lens) => ({ ...lens, model: library.pinned(lens.model) }));
  return { ...requested, lenses };
}

function localModels({ requested, localModels }: SavedState): Record<string, SessionFile> {
  const used = requested.lenses.flatMap(({ model }) => (model.kind === 'local' ? [model.key] : []));
  const entries = localModels
    .filter(({ key }) => used.includes(key))
    .map(({ key, name, bytes }) => [key, { kind: 'model', name, bytes }] as const);
  return Object.fromEntries(entries);
}

async function localImage(
  { requested: { image }, localImages }: SavedState,
  library: Pick<Library, 'readImage' | 'pinned'>,
  withImage: boolean,
): Promise<Record<string, SessionFile>> {
  const known = image?.kind === 'local' ? localImages.find(({ key }) => key === image.key) : undefined;
  if (image === undefined || known === undefined) return {};
  const blob = await library.readImage(image, { signal: new AbortController().signal });
  const entry: SessionFile = {
    kind: 'image',
    name: known.name,
    bytes: blob.size,
    type: blob.type.startsWith('image/') ? blob.type : '',
    sha256: await fileDigest(blob),
    ...(withImage && { data: encodeBase64(new Uint8Array(await blob.arrayBuffer())) }),
  };
  return { [known.key]: entry };
}
