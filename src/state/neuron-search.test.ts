import { describe, expect, test } from 'vitest';
import type { Engine, ImageId, ModelId } from '../engine/engine.ts';
import type { FinderResult } from '../engine/neuron-finder.ts';
import { createNeuronSearch, type SearchRequest } from './neuron-search.ts';

const request: SearchRequest = {
  model: { id: 'model-1' as ModelId, name: 'Mini' },
  images: [
    { choice: { kind: 'sample', file: 'robin.webp' }, name: 'robin.webp' },
    { choice: { kind: 'sample', file: 'moon.webp' }, name: 'moon.webp' },
  ],
  framing: { fit: 'publisher' },
  settings: { rule: { kind: 'robust', k: 4 }, sparsityFilter: false },
};
const found = { neurons: { '2': [108] } } as unknown as FinderResult;

function setUp(findNeurons: Engine['findNeurons']) {
  const log: string[] = [];
  let images = 0;
  const search = createNeuronSearch(
    {
      async decode(_, options) {
        log.push(`decode ${options?.name}`);
        return { id: `image-${++images}` as ImageId, width: 8, height: 8 };
      },
      findNeurons(asked, options) {
        log.push(`find ${asked.images.join(' ')}`);
        return findNeurons(asked, options);
      },
      release: async (id) => void log.push(`release ${id}`),
    },
    { readImage: async () => new Blob() },
  );
  return { search, log };
}

describe('a search for register neurons', () => {
  test('decodes the images, reports, keeps the result and lets go of the images', async () => {
    const stages: unknown[] = [];
    const { search, log } = setUp(async (_, options) => {
      options?.onProgress?.({ stage: 'sweep', done: 1, total: 3 });
      return found;
    });
    search.store.subscribe((state) =>
      stages.push(state.kind === 'running' ? state.progress.stage : state.kind),
    );
    await search.run(request);
    expect(log).toEqual([
      'decode robin.webp',
      'decode moon.webp',
      'find image-1 image-2',
      'release image-1',
      'release image-2',
    ]);
    expect(stages).toEqual(['images', 'images', 'sweep', 'done']);
    expect(search.store.getState()).toMatchObject({ kind: 'done', result: found, request });
  });

  test('that is cancelled leaves the result that was there before', async () => {
    let first = true;
    const { search } = setUp((_, options) => {
      if (first) {
        first = false;
        return Promise.resolve(found);
      }
      return new Promise((_resolve, reject) =>
        options?.signal?.addEventListener('abort', () => reject(options.signal?.reason)),
      );
    });
    await search.run(request);
    const second = search.run({ ...request, images: [] });
    await Promise.resolve();
    search.cancel();
    await second;
    expect(search.store.getState()).toMatchObject({ kind: 'done', result: found });
  });

  test('that fails says why, and the next one starts afresh', async () => {
    let fails = true;
    const { search, log } = setUp(async () => {
      if (fails) throw Object.assign(new Error('None of the 2 images has a patch.'), { name: 'InputError' });
      return found;
    });
    await search.run(request);
    expect(search.store.getState()).toMatchObject({
      kind: 'failed',
      message: 'None of the 2 images has a patch.',
    });
    expect(log).toContain('release image-2');
    fails = false;
    await search.run(request);
    expect(search.store.getState().kind).toBe('done');
  });

  test('is replaced by a newer one, whose result counts', async () => {
    const answers: ((result: FinderResult) => void)[] = [];
    const { search } = setUp(() => new Promise((resolve) => answers.push(resolve)));
    const runs = [search.run({ ...request, images: [] }), search.run({ ...request, images: [] })];
    await expect.poll(() => answers.length).toBe(2);
    answers[1]?.(found);
    answers[0]?.({ neurons: {} } as unknown as FinderResult);
    await Promise.all(runs);
    expect(search.store.getState()).toMatchObject({ kind: 'done', result: found });
  });
});
