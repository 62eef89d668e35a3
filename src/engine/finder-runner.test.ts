import { expect, test } from 'vitest';
import { createNoise, randomSizes, randomTimm } from '../../tools/fixtures/random-checkpoint.ts';
import type { Interventions } from '../core/intervention/interventions.ts';
import { createFinderRunner } from './finder-runner.ts';
import { openModel } from './model.ts';
import { createNodeRuntime } from './node.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm', threads: 1 });
const opened = await openModel(randomTimm(), runtime);
const side = randomSizes.grid * randomSizes.patch;
const input = { pixels: createNoise(3)(3 * side * side), height: side, width: side };

/** A runner and the layers that it has run. */
function recordedRunner(budgetBytes?: number) {
  const ran: number[] = [];
  const model: typeof opened = {
    ...opened,
    runBlock(layer, ...rest) {
      ran.push(layer);
      return opened.runBlock(layer, ...rest);
    },
  };
  const { signal } = new AbortController();
  return { ran, run: createFinderRunner(model, signal, budgetBytes === undefined ? {} : { budgetBytes }) };
}

const zeroed = (layer: number): Interventions => ({
  reroute: { neurons: { [layer]: [1, 2] }, target: 'none', mode: 'paper', others: 'zero', scale: 1 },
});
const lastNorms = { taps: ['norms'] as const, lastOnly: true };

test('a sweep runs again only what a change touches, and its numbers are those of a whole run', async () => {
  const { ran, run } = recordedRunner();
  await run(input, {}, lastNorms);
  const { layers } = await run(input, zeroed(1), lastNorms);
  expect(ran).toEqual([0, 1, 2, 1, 2]);
  const whole = await recordedRunner().run(input, zeroed(1), { taps: ['norms'] });
  expect(layers.at(-1)?.taps.norms).toEqual(whole.layers.at(-1)?.taps.norms);
});

test('what exceeds the budget is run again, with the same numbers', async () => {
  const { ran, run } = recordedRunner(0);
  await run(input, {}, lastNorms);
  const { layers } = await run(input, zeroed(2), lastNorms);
  expect(ran).toEqual([0, 1, 2, 0, 1, 2]);
  const kept = recordedRunner();
  await kept.run(input, {}, lastNorms);
  const again = await kept.run(input, zeroed(2), lastNorms);
  expect(kept.ran).toEqual([0, 1, 2, 2]);
  expect(layers.at(-1)?.taps.norms).toEqual(again.layers.at(-1)?.taps.norms);
});

test('an aborted runner runs nothing', async () => {
  const run = createFinderRunner(opened, AbortSignal.abort());
  await expect(run(input, {}, lastNorms)).rejects.toMatchObject({ name: 'AbortError' });
});
