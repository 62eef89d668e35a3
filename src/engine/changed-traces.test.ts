import { beforeEach, describe, expect, test } from 'vitest';
import {
  createNoise,
  type RandomTimm,
  randomSizes,
  randomTimm,
} from '../../tools/fixtures/random-checkpoint.ts';
import type { RgbImage } from '../core/image/framing.ts';
import { parseInterventions } from '../core/intervention/interventions.ts';
import type { Engine, TraceRequest } from './engine.ts';
import { createLocalEngine } from './local-engine.ts';
import { createNodeRuntime } from './node.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm', threads: 1 });
const photo: RgbImage = { width: 20, height: 18, data: Uint8Array.from(createNoise(4)(1080, 40, 128)) };
const { depth } = randomSizes;

/** An engine with one model and image; `trace` says what a change took from the cache, and what came out. */
async function start(checkpoint: RandomTimm = {}) {
  const engine: Engine = createLocalEngine(runtime, { decode: async () => photo, traceBudgetBytes: 2 ** 30 });
  const { id: model } = await engine.open(randomTimm({ classes: 5, ...checkpoint }));
  const { id: image } = await engine.decode(new Blob());
  const request: TraceRequest = {
    ...{ model, image, framing: { fit: 'stretch' }, positionRule: 'publisher', queryToken: 0 },
  };
  return (json: object) => engine.trace({ ...request, interventions: parseInterventions(json) });
}

describe('a change reruns only what it touches', () => {
  let trace: Awaited<ReturnType<typeof start>>;
  beforeEach(async () => {
    trace = await start();
  });
  const rerouted = (neurons: object) => ({ registers: { count: 1 }, reroute: { neurons } });

  test('a changed neuron list restarts at the first layer that it touches, with the numbers of a whole run', async () => {
    await trace(rerouted({ '2': [3] }));
    const changed = await trace(rerouted({ '2': [3, 4] }));
    expect(changed.cachedLayers).toBe(2);
    const earlier = await trace(rerouted({ '1': [9], '2': [3, 4] }));
    expect(earlier.cachedLayers).toBe(1);
    const whole = await (await start())(rerouted({ '1': [9], '2': [3, 4] }));
    expect(whole.cachedLayers).toBe(0);
    expect(earlier.logits).toEqual(whole.logits);
    expect(changed.logits).not.toEqual(earlier.logits);
  });

  test('registers change the sequence, so everything', async () => {
    await trace({});
    expect((await trace({ registers: { count: 1 } })).cachedLayers).toBe(0);
  });

  test('back and forth between variants runs nothing', async () => {
    const first = await trace({});
    await trace({ mask: { tokens: [3] } });
    const again = await trace({});
    expect(again).toMatchObject({ trace: first.trace, cachedLayers: depth });
    expect((await trace({ mask: { tokens: [3] } })).cachedLayers).toBe(depth);
  });

  test('masks and implied gates from a layer on keep the layers before it', async () => {
    await trace({});
    expect((await trace({ mask: { tokens: [3], layers: [2] } })).cachedLayers).toBe(2);
    const implied = { gate: { kind: 'implied', sinks: { tokens: [3], layers: [1, 2] } } };
    expect((await trace(implied)).cachedLayers).toBe(1);
  });

  test('a gate that is switched off runs anew and says that it is off', async () => {
    trace = await start({ gate: { kind: 'linear' } });
    const on = await trace({});
    const off = await trace({ gate: { kind: 'none' } });
    expect(off.cachedLayers).toBe(0);
    expect(off.logits).not.toEqual(on.logits);
  });

  test('what was asked for is told with the trace, even where it changes nothing', async () => {
    const plain = await trace({});
    const same = await trace({ normaliser: 'softmax' });
    expect(same).toMatchObject({ trace: plain.trace, cachedLayers: depth });
    expect(same.interventions).toEqual({ normaliser: 'softmax' });
    expect((await trace({})).interventions).toEqual({});
    // Random weights make no artifacts, so the rule finds no sinks.
    const { interventions } = await trace({ gate: { kind: 'implied', sinks: 'received' } });
    expect(interventions.gate).toEqual({ kind: 'implied', form: 'gate', sinks: { tokens: [], layers: [] } });
  });
});

test('what does not fit is refused, and the engine goes on', async () => {
  const trace = await start();
  await expect(trace({ registers: { count: 1 }, reroute: { neurons: { '1': [3, 99] } } })).rejects.toThrow(
    "The neuron list names neuron 99 of layer 1, but this model's layers have the neurons 0 to 47.",
  );
  await expect(trace({})).resolves.toMatchObject({ cachedLayers: 0 });
});
