import { decodeImage } from '../src/cli/decode-image.ts';
import { openFileSource } from '../src/cli/file-source.ts';
import type { Interventions } from '../src/core/intervention/interventions.ts';
import type { Engine, ImageId, ModelId } from '../src/engine/engine.ts';
import { createLocalEngine } from '../src/engine/local-engine.ts';
import { createNodeRuntime } from '../src/engine/node.ts';
import { sharedFile } from '../tools/fixtures/goldens.ts';
import { checkpointBeside } from '../tools/fixtures/tensor-file.ts';
import { formatMs, median, type Row } from './table.ts';

// What `sinkscope neurons` finds on the photographs.
const neurons = { 6: [189], 7: [417] };
const firstLayer = 6;
const depth = 12;
const rounds = 15;

const registers: Interventions = { registers: { count: 1, init: 'zeros', seed: 0 } };
const withScale = (scale: number): Interventions => ({
  ...registers,
  reroute: { neurons, target: 'registers', mode: 'paper', others: 'zero', scale },
});

/** Switching test-time registers, whose first neuron is in layer 6 of 12, against a whole run; under Node. */
export async function restartCost(): Promise<Row[]> {
  const path = sharedFile('photos/astronaut.png')!;
  const engine = createLocalEngine(await createNodeRuntime({ prefer: 'wasm' }), {
    decode: async () => decodeImage(await openFileSource(path, 'astronaut.png'), 'astronaut.png'),
    traceBudgetBytes: 2 ** 30,
  });
  const { id } = await engine.open(await checkpointBeside(sharedFile('models/vit-tiny-augreg/config.json')!));
  const whole: number[] = [];
  const changed: number[] = [];
  const again: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    // A fresh image id, so that no round finds an earlier one's layers.
    const { id: image } = await engine.decode(new Blob());
    const wholeMs = await traceMs(engine, id, image, registers);
    const changedMs = await traceMs(engine, id, image, withScale(1));
    const againMs = await traceMs(engine, id, image, registers);
    if (round === 0) continue; // makes the sessions
    whole.push(wholeMs);
    changed.push(changedMs);
    again.push(againMs);
  }
  const row = (what: string, times: readonly number[], aim: number): Row => ({
    what: `vit-tiny-augreg at 224 px: ${what} against a whole run`,
    measured: `${formatMs(median(times))} / ${formatMs(median(whole))} = ${(median(times) / median(whole)).toFixed(2)}`,
    aim: `≤ ${aim.toFixed(2)}`,
    note: `median of ${rounds}, WebAssembly under Node`,
  });
  const share = (depth - firstLayer) / depth;
  return [
    row(`rerouting from layer ${firstLayer} of ${depth} on`, changed, share + 0.15),
    row('rerouting off again', again, 0.15),
  ];
}

async function traceMs(engine: Engine, model: ModelId, image: ImageId, interventions: Interventions) {
  const begin = performance.now();
  await engine.trace({
    model,
    image,
    framing: { fit: 'publisher' },
    positionRule: 'publisher',
    queryToken: 0,
    interventions,
  });
  return performance.now() - begin;
}
