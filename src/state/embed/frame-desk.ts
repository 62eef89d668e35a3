import * as words from '#words/state/embed.ts';
import { InputError } from '../../core/input-error.ts';
import { stagedMap } from '../displayed.ts';
import { mapLookOf, tokenMap } from '../layer-maps.ts';
import type { Library } from '../library.ts';
import { fetchImage } from '../link/fetched-image.ts';
import { addressIn } from '../link/image-address.ts';
import { encodeLink } from '../link/link.ts';
import { explain } from '../notice.ts';
import { modelKey, type Requested } from '../requested.ts';
import type { Scope } from '../scope.ts';
import { lensView } from '../scope-state.ts';
import { decodeRequested, encodeRequested } from '../session/request-settings.ts';
import type { FrameMap, FrameMessage, FrameRequest, FrameState, FrameTrace } from './message.ts';

/** What requests are answered from. */
export interface DeskSurroundings {
  readonly scope: Scope;
  readonly library: Pick<Library, 'addImage'>;
  readonly location: Pick<Location, 'protocol'>;
}

/** Carries a request out. Never rejects: what is at fault is the answer. */
export async function answerRequest(request: FrameRequest, around: DeskSurroundings): Promise<FrameMessage> {
  try {
    switch (request.type) {
      case 'get-state':
        return stateMessage(around.scope, []);
      case 'set-state':
        return setState(request.state, around.scope);
      case 'open-image':
        return await openImage(request, around);
      case 'get-map':
        return { type: 'map', ...readMap(request, around.scope) };
    }
  } catch (error) {
    return { type: 'error', message: explain(error, words.request).message };
  }
}

/** What is asked for now. */
export function frameState({ store }: Pick<Scope, 'store'>): FrameState {
  const { requested, localImages } = store.getState();
  return { state: encodeRequested(requested), link: encodeLink(requested, addressIn(localImages)) };
}

/** The active lens's trace now. */
export function frameTrace({ store }: Pick<Scope, 'store'>): FrameTrace {
  const { displayed } = lensView(store.getState());
  return {
    status: displayed?.status ?? 'none',
    model: displayed && modelKey(displayed.modelChoice),
    depth: displayed?.start.depth,
    heads: displayed?.start.heads,
    layout: displayed?.start.layout,
    layersDone: displayed?.layersDone ?? 0,
  };
}

function stateMessage(scope: Scope, problems: readonly string[]): FrameMessage {
  return { type: 'state', ...frameState(scope), trace: frameTrace(scope), problems };
}

/** What is left out is as on a first visit, but for the image, which stays, and the theme. */
function setState(given: unknown, scope: Scope): FrameMessage {
  const { requested, problems } = decodeRequested(given);
  const { requested: present, localImages, localModels, samples } = scope.store.getState();
  const image = requested.image ?? present.image;
  const keys = new Set([...localImages, ...localModels].map(({ key }) => key));
  for (const file of [image, ...requested.lenses.map(({ model }) => model)]) {
    if (file?.kind === 'local' && !keys.has(file.key)) {
      throw new InputError(words.noFile(file.key));
    }
  }
  if (image?.kind === 'sample' && samples.length > 0 && !samples.some(({ file }) => file === image.file)) {
    const known = samples.map(({ file }) => file);
    throw new InputError(words.noSample(image.file, known));
  }
  const isThemed = typeof given === 'object' && given !== null && 'theme' in given;
  scope.arrange({ ...requested, image, theme: isThemed ? requested.theme : present.theme });
  return stateMessage(
    scope,
    problems.map(({ message }) => message),
  );
}

async function openImage(
  { image, name }: Extract<FrameRequest, { type: 'open-image' }>,
  { scope, library, location }: DeskSurroundings,
): Promise<FrameMessage> {
  const isAddress = typeof image === 'string';
  const fetched = isAddress
    ? await fetchImage(image, location)
    : { name: image instanceof File ? image.name : words.imageName, blob: image };
  const local = library.addImage(name ?? fetched.name, fetched.blob);
  const added = isAddress ? { ...local, address: image } : local;
  scope.store.setState(({ localImages }) => ({ localImages: [...localImages, added] }));
  scope.arrange({ image: { kind: 'local', key: added.key } });
  return stateMessage(scope, []);
}

/** A map of the active lens, by default the one on the stage. */
function readMap(
  { layer, map }: Extract<FrameRequest, { type: 'get-map' }>,
  { store, record }: Scope,
): FrameMap {
  const state = store.getState();
  const { displayed } = lensView(state);
  const trace = displayed && record(state.requested.active, displayed.start.trace);
  if (!displayed || !trace) throw new InputError(words.noTrace);
  const { requested } = state;
  const place = stagedMap(askedFor(layer, map, requested), displayed);
  const found = tokenMap(trace, displayed, place, mapLookOf(requested));
  if (!found) throw new InputError(words.notComputed(place.layer, displayed.status === 'running'));
  return {
    ...place,
    tokens: found.tokens.slice(),
    patches: Float32Array.from(found.values),
    layout: displayed.start.layout,
    low: found.low,
    high: found.high,
  };
}

function askedFor(layer: unknown, map: unknown, { staged }: Requested): Requested['staged'] {
  const given = { ...(layer !== undefined && { layer }), ...(map !== undefined && { map }) };
  const { requested, problems } = decodeRequested({ staged: { ...staged, ...given } });
  if (problems[0]) throw new InputError(problems[0].message);
  return requested.staged;
}
