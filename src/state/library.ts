import { localModel } from '#words/state/models.ts';
import type { CheckpointSource } from '../engine/engine.ts';
import { EMBEDDED_MODELS, readEmbeddedModel } from '../hub/embedded-models.ts';
import { type FetchProgress, fetchBlob } from '../hub/fetched-blob.ts';
import { formatModelReference } from '../hub/model-reference.ts';
import { SAMPLE_IMAGES, type SampleImage, sampleUrl } from '../hub/sample-images.ts';
import type { HubDesk } from './hub-desk.ts';
import type { ImageChoice, ModelChoice } from './requested.ts';
import type { LocalImage, LocalModel } from './scope-state.ts';

/** Where choices become files. */
export interface Library {
  samples(): Promise<readonly SampleImage[]>;
  readModel(
    choice: ModelChoice,
    options: { signal: AbortSignal; onProgress: (progress: FetchProgress) => void },
  ): Promise<CheckpointSource>;
  readImage(choice: ImageChoice, options: { signal: AbortSignal }): Promise<Blob>;
  /** Keeps a file that the user gave, for as long as the page is open. */
  addImage(name: string, blob: Blob): LocalImage;
  addModel(source: CheckpointSource): LocalModel;
  /** Lets go of a file that the user gave. */
  forget(key: string): void;
  /** A model of a hub at the very revision that was opened; any other as it is. */
  pinned(model: ModelChoice): ModelChoice;
  /** Stops the downloads of models; they go on when the model runs again. */
  pause(models: readonly ModelChoice[]): void;
  /** Whether what was downloaded of a model was found to be wrong, and lets go of it if so. */
  dropIfRuined(model: ModelChoice): boolean;
}

/** Makes the library over the page's own files below `base`, the files that the user gives, and a hub. */
export function createLibrary(base: string, hub: HubDesk): Library {
  const images = new Map<string, { blob: Blob; url: string }>();
  const models = new Map<string, CheckpointSource>();
  let given = 0;
  return {
    samples: async () => SAMPLE_IMAGES,
    async readModel(choice, options) {
      if (choice.kind === 'hub') return hub.open(choice, options.signal);
      return choice.kind === 'embedded'
        ? readEmbeddedModel(choice.id, base, options)
        : keptFile(models, choice.key, 'model');
    },
    async readImage(choice, options) {
      return choice.kind === 'sample'
        ? fetchBlob(sampleUrl(base, choice.file), options)
        : keptFile(images, choice.key, 'image').blob;
    },
    addImage(name, blob) {
      const key = `image-${++given}`;
      const url = URL.createObjectURL(blob);
      images.set(key, { blob, url });
      return { key, name, url };
    },
    addModel(source) {
      const key = `model-${++given}`;
      models.set(key, source);
      const bytes = [source.weights, ...(source.otherShards ?? [])].reduce((sum, { size }) => sum + size, 0);
      return { key, name: source.name, bytes };
    },
    forget(key) {
      URL.revokeObjectURL(images.get(key)?.url ?? '');
      images.delete(key);
      models.delete(key);
    },
    pinned(choice) {
      const revision = choice.kind === 'hub' ? hub.revisionOf(choice) : undefined;
      return choice.kind === 'hub' && revision !== undefined ? { ...choice, revision } : choice;
    },
    pause: (choices) => hub.pause(choices.flatMap((choice) => (choice.kind === 'hub' ? choice : []))),
    dropIfRuined(choice) {
      if (choice.kind !== 'hub' || !hub.isRuined(choice)) return false;
      hub.forget(choice);
      return true;
    },
  };
}

/** The name under which a model is shown. */
export function modelTitle(choice: ModelChoice, localModels: readonly LocalModel[]): string {
  if (choice.kind === 'embedded') return EMBEDDED_MODELS.find((model) => model.id === choice.id)!.title;
  if (choice.kind === 'hub') return formatModelReference(choice);
  return localModels.find((model) => model.key === choice.key)?.name ?? localModel;
}

function keptFile<T>(files: Map<string, T>, key: string, what: string): T {
  const file = files.get(key);
  if (file === undefined) throw new Error(`The ${what} ${key} is no longer kept`);
  return file;
}
