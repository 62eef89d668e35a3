import { beforeAll, describe, expect, test } from 'vitest';
import { missingShared, sharedFile } from '../../tools/fixtures/goldens.ts';
import { type ModelRun, runModel } from '../../tools/fixtures/model-run.ts';
import { checkpointBeside } from '../../tools/fixtures/tensor-file.ts';
import { readImage } from '../cli/model-input.ts';
import { cosine } from '../core/analysis/effects.ts';
import { maxOverMedian } from '../core/analysis/onset.ts';
import { DEFAULT_RULES } from '../core/analysis/outliers.ts';
import type { Interventions } from '../core/intervention/interventions.ts';
import { randomNeurons } from '../core/intervention/random-neurons.ts';
import type { NeuronList, Reroute } from '../core/intervention/reroute.ts';
import { medianOf } from '../core/tensor/statistics.ts';
import { patchValues } from '../core/vit/token-layout.ts';
import { type Model, openModel } from './model.ts';
import { findRegisterNeurons } from './neuron-finder.ts';
import { createNodeRuntime } from './node.ts';
import type { Pixels } from './trace-runner.ts';

const missing = missingShared('register neurons of a real model', 'models/vit-tiny-augreg', 'photos');
const photos = ['astronaut.png', 'chelsea.png', 'coffee.png', 'rocket.jpg'];
/** The largest over the median patch norm after block 8 of the model as it is. */
const trained = [35.05, 29.08, 33.93, 41.39];
const corners = [0, 13, 182, 195];
const block = 8;
const timeout = 120_000;

const rerouted = (neurons: NeuronList, target: Reroute['target']): Interventions => ({
  ...(target === 'registers' && { registers: { count: 1, init: 'zeros', seed: 0 } }),
  reroute: { neurons, target, mode: 'paper', others: 'zero', scale: 1 },
});

/** What a run's norms and logits say. */
function measure({ run, layers, ending }: ModelRun, baseline: ModelRun) {
  const norms = layers[block]!.taps.norms!;
  const patchNorms = patchValues(run.layout, norms);
  const last = norms.at(-1)!;
  return {
    patchNorms,
    median: medianOf(patchNorms),
    maxOverMedian: maxOverMedian(patchNorms),
    register: run.layout.testTimeRegisters > 0 ? last : Number.NaN,
    logitCosine: cosine(ending.logits!, baseline.ending.logits!),
    keepsLabel: indexOfLargest(ending.logits!) === indexOfLargest(baseline.ending.logits!),
  };
}

const indexOfLargest = (values: Float32Array) => values.indexOf(Math.max(...values));

describe.skipIf(missing)('neurons of vit-tiny-augreg, found with defaults on three photographs', () => {
  let model: Model;
  let inputs: readonly Pixels[];

  beforeAll(async () => {
    const source = await checkpointBeside(sharedFile('models/vit-tiny-augreg/config.json')!);
    model = await openModel(source, await createNodeRuntime({ prefer: 'wasm' }));
    const read = photos.map((photo) =>
      readImage(sharedFile(`photos/${photo}`)!, photo, { spec: model.spec, framing: { fit: 'publisher' } }),
    );
    inputs = (await Promise.all(read)).map(({ input }) => input);
    return () => model.dispose();
  }, timeout);

  describe.each(photos.map((photo, i) => ({ photo, i })))('on the unseen $photo', ({ i }) => {
    let neurons: NeuronList;
    let baseline: ModelRun;
    const run = async (interventions: Interventions) =>
      measure(await runModel(model, inputs[i]!, { taps: ['norms'], interventions }), baseline);

    beforeAll(async () => {
      const seen = inputs.filter((_, other) => other !== i);
      const request = { rule: DEFAULT_RULES.robust, sparsityFilter: false };
      const hooks = { signal: new AbortController().signal, onProgress: () => {} };
      ({ neurons } = await findRegisterNeurons(model, seen, request, hooks));
      baseline = await runModel(model, inputs[i]!, { taps: ['norms'] });
    }, timeout);

    test('at most 5 are needed, and the corners stand out as long as nothing is changed', () => {
      expect(Object.values(neurons).flat().length).toBeLessThanOrEqual(5);
      const { maxOverMedian, patchNorms, median } = measure(baseline, baseline);
      expect(maxOverMedian).toBeCloseTo(trained[i]!, 1);
      for (const corner of corners) expect(patchNorms[corner]).toBeGreaterThan(15 * median);
    });

    test('one test-time register takes the high norm over, and the output stays', { timeout }, async () => {
      const { maxOverMedian, median, register, logitCosine, keepsLabel } = await run(
        rerouted(neurons, 'registers'),
      );
      expect(maxOverMedian).toBeLessThan(2.5);
      expect(register).toBeGreaterThan(15 * median);
      expect(logitCosine).toBeGreaterThanOrEqual(0.95);
      expect(keepsLabel).toBe(true);
    });

    test('zeroing them removes the high norms too, but costs more of the output', { timeout }, async () => {
      const moved = await run(rerouted(neurons, 'registers'));
      const zeroed = await run(rerouted(neurons, 'none'));
      expect(zeroed.maxOverMedian).toBeLessThan(2.5);
      expect(zeroed.logitCosine).toBeLessThan(moved.logitCosine - 0.02);
    });

    test.each([0, 1])(
      'random neurons of the same layers change next to nothing, seed %i',
      async (seed) => {
        const random = randomNeurons(neurons, { hidden: model.spec.mlp.hidden, seed });
        const { maxOverMedian, median, register, logitCosine } = await run(rerouted(random, 'registers'));
        expect(maxOverMedian).toBeGreaterThan(0.97 * trained[i]!);
        expect(register).toBeLessThan(2 * median);
        expect(logitCosine).toBeGreaterThan(0.98);
      },
      timeout,
    );

    test('moved to a patch, that patch has the largest norm and the corners are ordinary', {
      timeout,
    }, async () => {
      const patch = 90;
      const { patchNorms, median, logitCosine } = await run(rerouted(neurons, { patches: [patch] }));
      expect(indexOfLargest(patchNorms)).toBe(patch);
      expect(patchNorms[patch]).toBeGreaterThan(15 * median);
      for (const corner of corners) expect(patchNorms[corner]).toBeLessThan(2.5 * median);
      const others = patchNorms.filter((_, other) => other !== patch);
      expect(maxOverMedian(others)).toBeLessThan(2.5);
      expect(logitCosine).toBeGreaterThan(0.95);
    });
  });
});
