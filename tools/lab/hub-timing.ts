import { createEngineClient } from '../../src/engine/client.ts';
import type { CheckpointSource, Engine } from '../../src/engine/engine.ts';
import { createCacheStore } from '../../src/hub/cache-store.ts';
import { createHubClient } from '../../src/hub/hub-client.ts';
import { openHubModel } from '../../src/hub/hub-model.ts';
import { pause } from '../../src/hub/pause.ts';
import { createPageSha256 } from '../../src/hub/sha256-client.ts';

/** What is opened, and how. */
export interface HubTiming {
  readonly hub: string;
  readonly repo: string;
  readonly size: number;
  /** `all-first` reads the whole file before the model is opened. */
  readonly manner: 'as-it-arrives' | 'all-first';
  /** A model that is run beforehand, as when a visitor chooses another; without one the engine starts cold. */
  readonly before?: CheckpointSource;
}

/** Times a model that is nowhere but on the hub. */
export async function timeHubModel({ hub, repo, size, manner, before }: HubTiming) {
  await caches.delete('sinkscope-hub-1');
  const engine = createEngineClient({ backend: 'wasm' });
  const image = { picture: await grey(size), size };
  if (before) await trace(engine, before, image);
  const begin = performance.now();
  const { files } = await openHubModel(
    { repo },
    {
      client: createHubClient({ address: hub }),
      store: await createCacheStore(caches),
      createHash: createPageSha256,
      sleep: pause,
    },
  );
  const weights =
    manner === 'all-first'
      ? new Blob([await files.weights.slice(0, files.weights.size).arrayBuffer()])
      : files.weights;
  let firstMapMs = 0;
  await trace(engine, { ...files, weights }, image, () => {
    firstMapMs ||= performance.now() - begin;
  });
  return { firstMapMs, lastMapMs: performance.now() - begin };
}

async function trace(
  engine: Engine,
  source: CheckpointSource,
  { picture, size }: { picture: Blob; size: number },
  onLayer = () => {},
) {
  const model = await engine.open(source);
  const image = await engine.decode(picture);
  await engine.trace(
    {
      model: model.id,
      image: image.id,
      framing: { fit: 'crop', size: { height: size, width: size } },
      positionRule: 'publisher',
      queryToken: 0,
    },
    { onLayer },
  );
}

async function grey(size: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(size, size);
  canvas.getContext('2d')!.fillRect(0, 0, size / 2, size);
  return canvas.convertToBlob();
}
