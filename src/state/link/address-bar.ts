import { imageKey, modelKey, type Requested } from '../requested.ts';
import { decodeRequested, encodeRequested } from '../session/request-settings.ts';
import { isSame } from '../session/setting.ts';
import { addressIn } from './image-address.ts';
import { encodeLink } from './link.ts';
import { type LinkSurroundings, readLink } from './open-link.ts';
import { stateParameters, withState } from './page-parameters.ts';
import { sharedRequest } from './shared-request.ts';

/** The page around the address bar. */
export interface AddressSurroundings extends Omit<LinkSurroundings, 'location'> {
  readonly window: Pick<Window, 'location' | 'history' | 'addEventListener'>;
}

/** Keeps the address in step with the state. */
export interface AddressBar {
  /** Shows what the entry of the browser's history stands for that was gone to. */
  open(entry: unknown): Promise<void>;
}

interface Entry {
  readonly how: 'push' | 'replace';
  readonly requested: Requested;
}

/** What an entry of the browser's history remembers: all that was asked for, local files too. */
interface Kept {
  readonly visit: string;
  readonly requested: unknown;
}

const settlingMs = 300;

/**
 * Writes each change into the address: bigger steps (image, models, lenses) as new entries, all else into the current
 * one. `shown` is what the current entry stands for. Unless it `writes`, it only follows the address.
 */
export function createAddressBar(around: AddressSurroundings, shown: Requested, writes = true): AddressBar {
  const { scope, library, window } = around;
  const visit = `${Date.now()} ${Math.random()}`; // keys of local files mean nothing in another one
  let written = shown;
  let waiting: Entry[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let newest = 0;

  function note(now: Requested): void {
    const tail = waiting.at(-1);
    const last = tail?.requested ?? written;
    if (isSame(sharedRequest(now), sharedRequest(last))) return;
    const isFirstImage =
      last.image === undefined && isSame(sharedRequest(now), sharedRequest({ ...last, image: now.image }));
    if (isFirstImage) written = now;
    else if (stepOf(now) !== stepOf(last)) waiting.push({ how: 'push', requested: now });
    else waiting = [...waiting.slice(0, -1), { how: tail?.how ?? 'replace', requested: now }];
    clearTimeout(timer);
    timer = setTimeout(flush, settlingMs);
  }

  function flush(): void {
    clearTimeout(timer);
    const { localImages } = scope.store.getState();
    for (const { how, requested } of waiting) {
      const kept: Kept = { visit, requested: encodeRequested(requested) };
      const link = encodeLink(sharedRequest(requested), addressIn(localImages));
      window.history[`${how}State`]({ sinkscope: kept }, '', withState(window.location, link));
      written = requested;
    }
    waiting = [];
  }

  function drop(): void {
    clearTimeout(timer);
    waiting = [];
  }

  /** The state of an entry of this visit, if its files are still there. */
  function remembered(entry: unknown): Requested | undefined {
    const kept = (entry as { readonly sinkscope?: Kept } | null)?.sinkscope;
    if (kept?.visit !== visit) return undefined;
    const { requested } = decodeRequested(kept.requested);
    const { localImages, localModels } = scope.store.getState();
    const keys = new Set([...localImages, ...localModels].map(({ key }) => key));
    const files = [requested.image, ...requested.lenses.map(({ model }) => model)];
    return files.every((file) => file?.kind !== 'local' || keys.has(file.key)) ? requested : undefined;
  }

  if (writes) {
    scope.store.subscribe(({ requested }, former) => {
      if (requested !== former.requested) note(requested);
    });
    window.addEventListener('pagehide', flush);
    note(scope.store.getState().requested);
  }

  return {
    async open(entry) {
      drop();
      const turn = ++newest;
      const { location } = window;
      const known = remembered(entry);
      const { theme } = scope.store.getState().requested;
      const next = known
        ? { requested: { ...known, theme } }
        : await readLink(stateParameters(location), { scope, library, location });
      if (turn !== newest || !next.requested) return;
      drop();
      written = next.requested; // first, so that the change is none of the visitor's
      scope.store.setState(next);
    },
  };
}

/** Changes with each bigger step. */
function stepOf({ image, lenses }: Requested): string {
  const contents = lenses.map(({ id, model, interventions }) => [
    id,
    modelKey(model),
    Object.keys(interventions).sort(),
  ]);
  return JSON.stringify([image && imageKey(image), contents]);
}
