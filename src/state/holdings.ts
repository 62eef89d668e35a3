import type { StoreApi } from 'zustand/vanilla';
import type { DecodedImage, Engine, OpenModel } from '../engine/engine.ts';
import type { Activity } from './displayed.ts';
import { type Library, modelTitle } from './library.ts';
import { type ImageChoice, imageKey, type ModelChoice, modelKey } from './requested.ts';
import type { ScopeState } from './scope-state.ts';
import { createShelf, type Shelf } from './shelf.ts';

/** Decoded images are kept up to this many pixels in all; the engine holds 3 bytes for each. */
const KEPT_PIXELS = 40_000_000;

/** What the holdings stand on. */
export interface HoldingsParts {
  readonly engine: Engine;
  readonly library: Library;
  readonly store: StoreApi<ScopeState>;
}

/** How one lens waits for a model or an image. */
export interface Waiting {
  readonly signal: AbortSignal;
  readonly report: (activity: Activity) => void;
}

/** The open models and decoded images of the engine, by the choice that they were made from. Lenses share them. */
export interface Holdings {
  model(choice: ModelChoice, waiting: Waiting): Promise<OpenModel>;
  image(choice: ImageChoice, waiting: Waiting): Promise<DecodedImage>;
  /** Releases local models that no lens uses, and the oldest unused images beyond a budget. */
  releaseUnused(): void;
}

/** Makes empty holdings. */
export function createHoldings(parts: HoldingsParts): Holdings {
  const models = createShelf<OpenModel>();
  const images = createShelf<DecodedImage>();
  return {
    model(choice, waiting) {
      const key = modelKey(choice);
      const what = modelTitle(choice, parts.store.getState().localModels);
      if (models.isBeingMade(key)) waiting.report({ kind: 'opening', what });
      return models.take(key, waiting.signal, () => openModel(choice, what, waiting, parts));
    },
    image: (choice, waiting) =>
      images.take(imageKey(choice), waiting.signal, () => decodeImage(choice, waiting, parts)),
    releaseUnused() {
      const { engine, store } = parts;
      const used = usedKeys(store.getState());
      releaseWhere(models, (key) => key.startsWith('local:') && !used.models.has(key), engine);
      const kept = recentImages(images, used.images);
      releaseWhere(images, (key) => !kept.has(key), engine);
    },
  };
}

/** What the lenses ask for or show. */
function usedKeys({ requested, views }: ScopeState): { models: Set<string>; images: Set<string> } {
  const shown = Object.values(views).flatMap(({ displayed }) => displayed ?? []);
  const models = [
    ...requested.lenses.map(({ model }) => model),
    ...shown.map(({ modelChoice }) => modelChoice),
  ];
  const images = [requested.image, ...shown.map(({ imageChoice }) => imageChoice)];
  return {
    models: new Set(models.map(modelKey)),
    images: new Set(images.flatMap((image) => (image ? imageKey(image) : []))),
  };
}

async function openModel(
  choice: ModelChoice,
  what: string,
  { signal, report }: Waiting,
  { engine, library }: HoldingsParts,
): Promise<OpenModel> {
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
  { signal, report }: Waiting,
  { engine, library, store }: HoldingsParts,
): Promise<DecodedImage> {
  const { localImages, samples } = store.getState();
  const local = choice.kind === 'local' ? localImages.find((image) => image.key === choice.key) : undefined;
  const sample = choice.kind === 'sample' ? samples.find((image) => image.file === choice.file) : undefined;
  const name = local?.name ?? sample?.file ?? 'image';
  report({ kind: 'decoding', what: name });
  return engine.decode(await library.readImage(choice, { signal }), { name, signal });
}

/** The used images and the newest others within the budget. */
function recentImages(images: Shelf<DecodedImage>, used: ReadonlySet<string>): Set<string> {
  const kept = new Set(used);
  let pixels = 0;
  for (const [key, { width, height }] of images.entries().toReversed()) {
    pixels += width * height;
    if (pixels <= KEPT_PIXELS) kept.add(key);
  }
  return kept;
}

function releaseWhere<Held extends { readonly id: Parameters<Engine['release']>[0] }>(
  shelf: Shelf<Held>,
  isUnneeded: (key: string) => boolean,
  engine: Engine,
): void {
  for (const [key, { id }] of shelf.entries()) {
    if (!isUnneeded(key)) continue;
    shelf.remove(key);
    // What cannot be released is gone already.
    engine.release(id).catch(() => undefined);
  }
}
