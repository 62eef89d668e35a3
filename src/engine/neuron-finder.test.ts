import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { missingShared, sharedFile } from '../../tools/fixtures/goldens.ts';
import { checkpointBeside } from '../../tools/fixtures/tensor-file.ts';
import { readImage } from '../cli/model-input.ts';
import { DEFAULT_RULES } from '../core/analysis/outliers.ts';
import { InputError } from '../core/input-error.ts';
import type { FloatTensors } from '../core/tensor/float-tensor.ts';
import { type Model, openModel } from './model.ts';
import { type FinderProgress, type FinderRequest, findRegisterNeurons } from './neuron-finder.ts';
import { createNodeRuntime } from './node.ts';
import type { Pixels } from './trace-runner.ts';

const shipped = join(import.meta.dirname, '../../public');
const planted = JSON.parse(readFileSync(join(shipped, 'models/planted-neurons.json'), 'utf8'));
const runtime = await createNodeRuntime({ prefer: 'wasm' });
const openMini = async (name: string) =>
  openModel(await checkpointBeside(join(shipped, 'models', name, 'config.json')), runtime);
const artifacts = await openMini('mini-artifacts');

const byDefault: FinderRequest = { rule: DEFAULT_RULES.robust, sparsityFilter: false };

function find(model: Model, inputs: readonly Pixels[], request: Partial<FinderRequest> = {}) {
  const progress: FinderProgress[] = [];
  const hooks = {
    signal: new AbortController().signal,
    onProgress: (now: FinderProgress) => progress.push(now),
  };
  return findRegisterNeurons(model, inputs, { ...byDefault, ...request }, hooks).then((result) => ({
    ...result,
    progress,
  }));
}

async function readFolder(folder: string): Promise<Pixels[]> {
  const files = readdirSync(folder).filter((file) => !file.endsWith('.json'));
  const framing = { fit: 'publisher' } as const;
  const read = files.map((file) => readImage(join(folder, file), file, { spec: artifacts.spec, framing }));
  return (await Promise.all(read)).map(({ input }) => input);
}

const pairsOf = <T>(all: readonly T[]): [T, T][] =>
  all.flatMap((first, i) => all.slice(i + 1).map((second): [T, T] => [first, second]));

/** The model, which computes an input's unchanged blocks once: all pairs of images share them. */
function remembering(model: Model): Model {
  const known = new WeakMap<Float32Array, Map<string, Promise<FloatTensors>>>();
  const once = (of: Float32Array, key: string, compute: () => Promise<FloatTensors>) => {
    const results = known.get(of) ?? new Map<string, Promise<FloatTensors>>();
    known.set(of, results);
    const result = results.get(key) ?? compute();
    results.set(key, result);
    return result;
  };
  return {
    ...model,
    runEmbedding: (feeds) => once(feeds.pixels!.data, 'embedding', () => model.runEmbedding(feeds)),
    runBlock(layer, options, feeds) {
      const run = () => model.runBlock(layer, options, feeds);
      const key = JSON.stringify([layer, { ...options, taps: [...options.taps] }]);
      return Object.keys(feeds).length === 1 ? once(feeds.x!.data, key, run) : run();
    },
  };
}

describe('the first two neurons found in the model with a planted artifact are the planted ones', () => {
  async function expectPlanted(folder: string): Promise<void> {
    const model = remembering(artifacts);
    for (const pair of pairsOf(await readFolder(folder))) {
      // Top-k is given, which leaves the ranking as it is and saves the sweep.
      const { scores } = await find(model, pair, { topK: 2 });
      const first = scores.slice(0, 2).map(({ layer, neuron }) => `${layer}: ${neuron}`);
      expect(first.sort()).toEqual(planted[2].map((neuron: number) => `2: ${neuron}`));
    }
  }

  test('from any two of the samples', { timeout: 120_000 }, () => expectPlanted(join(shipped, 'samples')));

  test.skipIf(missingShared('the search for planted neurons in photographs', 'photos'))(
    'from any two of the photographs',
    { timeout: 60_000 },
    () => expectPlanted(sharedFile('photos')!),
  );
});

describe('the search with everything left open', { timeout: 60_000 }, () => {
  let inputs: Pixels[];
  beforeAll(async () => {
    inputs = (await readFolder(join(shipped, 'samples'))).slice(0, 2);
  });

  test('chooses the layers, and as few neurons as remove the high norms', async () => {
    const { settings, neurons, sweep, scores, activationMaps, acceptance, progress } = await find(
      artifacts,
      inputs,
    );
    expect(settings).toEqual({
      ...byDefault,
      detectLayer: 2,
      highestLayer: 2,
      topK: 2,
      images: 2,
      imagesWithOutliers: 2,
    });
    expect(neurons[2]?.toSorted((a, b) => a - b)).toEqual(planted[2]);
    expect(sweep.slice(0, 3).map(({ topK }) => topK)).toEqual([0, 1, 2]);
    const [unchanged, one, both] = sweep;
    expect(unchanged!.maxOverMedian).toBeGreaterThan(20);
    expect(one!.maxOverMedian).toBeGreaterThan(10);
    expect(both!.maxOverMedian).toBeLessThan(2);
    expect(both!.outliers).toBeLessThan(unchanged!.outliers / 3);

    // Maps: one for each score, strongest where the norms are high.
    expect(activationMaps).toHaveLength(scores.length);
    const { rows, columns } = acceptance.grid;
    expect([rows, columns]).toEqual([20, 20]);
    for (const map of activationMaps) expect(map).toHaveLength(rows * columns);
    expect(Math.max(...activationMaps[0]!)).toBeGreaterThan(2);

    // Acceptance: the register carries the norm, patches have no tail, and CLS looks at the register.
    expect(acceptance.patchNorms).toHaveLength(2 * rows * columns);
    expect(acceptance.registerNorms).toHaveLength(2);
    expect(Math.min(...acceptance.registerNorms)).toBeGreaterThan(5 * Math.max(...acceptance.patchNorms));
    expect(acceptance.clsToRegister).toHaveLength(2 * artifacts.spec.heads);
    expect(Math.max(...acceptance.clsToRegister)).toBeGreaterThan(Math.max(...acceptance.largestClsToPatch));

    const steps = (stage: string) => progress.filter((now) => now.stage === stage);
    expect(steps('norms')).toEqual([0, 1].map((done) => ({ stage: 'norms', done, total: 2 })));
    expect(steps('scores')).toEqual([0, 1].map((done) => ({ stage: 'scores', done, total: 2 })));
    expect(steps('sweep').map(({ done }) => done)).toEqual(sweep.slice(1).map((_, i) => i));
  });

  test('finds nothing in the clean model', async () => {
    await expect(find(await openMini('mini'), inputs)).rejects.toThrow(
      /^These images show no high-norm patches: the largest norm is at most [12]\.\d times the median in every layer\. Choose other images, or set the detect and highest layer yourself\.$/,
    );
  });

  const layers = 'this model has the layers 0 to 5.';
  test.each<[Partial<FinderRequest>, string]>([
    [{ detectLayer: 6 }, `The detect layer 6 is not there: ${layers}`],
    [{ highestLayer: -7 }, `The highest layer -7 is not there: ${layers}`],
    [
      { rule: { kind: 'absolute', norm: 1e6 } },
      'None of the 2 images has a patch above the threshold in layer 2. Choose another layer, rule or image.',
    ],
    [{ topK: 1729 }, 'There are only 1728 neurons in the layers 0 to 2, of which 1729 cannot be chosen.'],
  ])('%j: %s', async (request, message) => {
    await expect(find(artifacts, inputs, request)).rejects.toThrow(new InputError(message));
  });

  test('stops when it is cancelled', async () => {
    const cancel = new AbortController();
    const search = findRegisterNeurons(artifacts, inputs, byDefault, {
      signal: cancel.signal,
      onProgress: ({ stage }) => stage === 'sweep' && cancel.abort(),
    });
    await expect(search).rejects.toMatchObject({ name: 'AbortError' });
  });
});
