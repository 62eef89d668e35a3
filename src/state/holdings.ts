import type { StoreApi } from 'zustand/vanilla';
import type { DecodedImage, Engine, OpenModel } from '../engine/engine.ts';
import { type Library, modelTitle } from './library.ts';
import { type ImageChoice, imageKey, type ModelChoice, modelKey } from './requested.ts';
import type { ScopeState } from './scope-state.ts';

/** Decoded images are kept up to this many pixels in all; the engine holds 3 bytes for each. */
const KEPT_PIXELS = 40_000_000;

/** What the holdings stand on. */
export interface HoldingsParts {
  readonly engine: Engine;
  readonly library: Library;
  readonly store: StoreApi<ScopeState>;
}

/** The open models and decoded images of the engine, by the choice that they were made from. */
export interface Holdings {
  model(choice: ModelChoice, signal: AbortSignal): Promise<OpenModel>;
  image(choice: ImageChoice, signal: AbortSignal): Promise<DecodedImage>;
  /** Releases other local models, and the oldest images beyond a budget, so that going back to recent ones is quick. */
  releaseAllBut(model: ModelChoice, image: ImageChoice): void;
}

/** Makes empty holdings; progress goes to the store's activity. */
export function createHoldings(parts: HoldingsParts): Holdings {
  const models = new Map<string, OpenModel>();
  const images = new Map<string, DecodedImage>();
  return {
    async model(choice, signal) {
      const key = modelKey(choice);
      const model = models.get(key) ?? (await openModel(choice, signal, parts));
      models.set(key, model);
      return model;
    },
    async image(choice, signal) {
      const key = imageKey(choice);
      const image = images.get(key) ?? (await decodeImage(choice, signal, parts));
      // Deleted first, so that the newest is the last.
      images.delete(key);
      images.set(key, image);
      return image;
    },
    releaseAllBut(model, image) {
      const { engine } = parts;
      const isOther = (key: string) => key.startsWith('local:') && key !== modelKey(model);
      releaseWhere(models, isOther, engine);
      const kept = recentImages(images, imageKey(image));
      releaseWhere(images, (key) => !kept.has(key), engine);
    },
  };
}

async function openModel(choice: ModelChoice, signal: AbortSignal, parts: HoldingsParts): Promise<OpenModel> {
  const { engine, library, store } = parts;
  const what = modelTitle(choice, store.getState().localModels);
  const report = (activity: ScopeState['activity']) => {
    if (!signal.aborted) store.setState({ activity });
  };
  report({ kind: 'fetching', what, loadedBytes: 0, totalBytes: 0 });
  const source = await library.readModel(choice, {
    signal,
    onProgress: (progress) => report({ kind: 'fetching', what, ...progress }),
  });
  report({ kind: 'opening', what });
  return engine.open(source, { signal });
}

async function decodeImage(
  choice: ImageChoice,
  signal: AbortSignal,
  parts: HoldingsParts,
): Promise<DecodedImage> {
  const { engine, library, store } = parts;
  const { localImages, samples } = store.getState();
  const local = choice.kind === 'local' ? localImages.find((image) => image.key === choice.key) : undefined;
  const sample = choice.kind === 'sample' ? samples.find((image) => image.file === choice.file) : undefined;
  const name = local?.name ?? sample?.file ?? 'image';
  store.setState({ activity: { kind: 'decoding', what: name } });
  return engine.decode(await library.readImage(choice, { signal }), { name, signal });
}

function recentImages(images: ReadonlyMap<string, DecodedImage>, current: string): Set<string> {
  const kept = new Set([current]);
  let pixels = 0;
  for (const [key, { width, height }] of [...images].reverse()) {
    pixels += width * height;
    if (pixels <= KEPT_PIXELS) kept.add(key);
  }
  return kept;
}

function releaseWhere<Held extends { readonly id: Parameters<Engine['release']>[0] }>(
  held: Map<string, Held>,
  isUnneeded: (key: string) => boolean,
  engine: Engine,
): void {
  for (const [key, { id }] of held) {
    if (!isUnneeded(key)) continue;
    held.delete(key);
    // What cannot be released is gone already.
    engine.release(id).catch(() => undefined);
  }
}
