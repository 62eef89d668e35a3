import { createStore, type StoreApi } from 'zustand/vanilla';
import { tasks } from '#words/state/notice.ts';
import type { FramingRequest } from '../core/image/framing.ts';
import type { DecodedImage, Engine, OpenModel } from '../engine/engine.ts';
import type { FinderProgress, FinderRequest, FinderResult } from '../engine/neuron-finder.ts';
import type { Library } from './library.ts';
import { explain, isAbort } from './notice.ts';
import type { ImageChoice } from './requested.ts';

/** What is searched, in which images. */
export interface SearchRequest {
  readonly model: Pick<OpenModel, 'id' | 'name'>;
  readonly images: readonly { readonly choice: ImageChoice; readonly name: string }[];
  readonly framing: FramingRequest;
  readonly settings: FinderRequest;
}

export type SearchProgress = FinderProgress | { stage: 'images'; done: number; total: number };

/** The newest search for register neurons. */
export type NeuronSearchState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly request: SearchRequest; readonly progress: SearchProgress }
  | { readonly kind: 'done'; readonly request: SearchRequest; readonly result: FinderResult }
  | { readonly kind: 'failed'; readonly request: SearchRequest; readonly message: string };

/** Searches for register neurons, one search at a time. */
export interface NeuronSearch {
  readonly store: StoreApi<NeuronSearchState>;
  /** Replaces a search that is under way. Never rejects: what went wrong is in the state. */
  run(request: SearchRequest): Promise<void>;
  cancel(): void;
}

/** Makes a search over an engine and the images that choices stand for. */
export function createNeuronSearch(
  engine: Pick<Engine, 'decode' | 'findNeurons' | 'release'>,
  library: Pick<Library, 'readImage'>,
): NeuronSearch {
  const store = createStore<NeuronSearchState>(() => ({ kind: 'idle' }));
  let controller: AbortController | undefined;
  /** A cancelled search leaves the result that was there before it. */
  let before: NeuronSearchState = { kind: 'idle' };

  async function search(request: SearchRequest, signal: AbortSignal): Promise<FinderResult> {
    const report = (progress: SearchProgress) => {
      if (!signal.aborted) store.setState({ kind: 'running', request, progress }, true);
    };
    const { images, model, framing, settings } = request;
    const decoded: DecodedImage[] = [];
    try {
      for (const [done, { choice, name }] of images.entries()) {
        report({ stage: 'images', done, total: images.length });
        const blob = await library.readImage(choice, { signal });
        decoded.push(await engine.decode(blob, { name, signal }));
      }
      return await engine.findNeurons(
        { model: model.id, images: decoded.map(({ id }) => id), framing, settings },
        { signal, onProgress: report },
      );
    } finally {
      // What cannot be released is gone already.
      for (const { id } of decoded) engine.release(id).catch(() => undefined);
    }
  }

  return {
    store,
    async run(request) {
      controller?.abort();
      const mine = new AbortController();
      controller = mine;
      const former = store.getState();
      if (former.kind !== 'running') before = former;
      try {
        const result = await search(request, mine.signal);
        if (controller === mine) store.setState({ kind: 'done', request, result }, true);
      } catch (error) {
        if (controller !== mine) return;
        if (isAbort(error)) store.setState(before, true);
        else {
          const { message } = explain(error, tasks.search);
          store.setState({ kind: 'failed', request, message }, true);
        }
      }
    },
    cancel: () => controller?.abort(),
  };
}
