import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { missingShared, sharedFile } from '../../tools/fixtures/goldens.ts';
import { checkpointBeside } from '../../tools/fixtures/tensor-file.ts';
import { decodeImage } from '../cli/decode-image.ts';
import { openFileSource } from '../cli/file-source.ts';
import type { Effects } from '../core/analysis/effects.ts';
import type { RgbImage } from '../core/image/framing.ts';
import type { Interventions } from '../core/intervention/interventions.ts';
import type { Engine, ImageId, TraceId } from './engine.ts';
import { createLocalEngine } from './local-engine.ts';
import { createNodeRuntime } from './node.ts';

interface Expected {
  readonly photo: string;
  readonly outliers: number;
  /** mini, artifacts, artifacts with a test-time register, registers, gated */
  readonly maxmed: readonly number[];
  readonly cls_sink_share: number;
  readonly reg_share: number;
  readonly ttr_share: number;
  /** artifacts, test-time register, registers, gated; each against mini */
  readonly patch_cos: readonly number[];
  readonly gated_vs_artifacts: number;
}

const models = join(import.meta.dirname, '../../public/models');
const planted = JSON.parse(readFileSync(join(models, 'planted-neurons.json'), 'utf8'));
const testTimeRegister: Interventions = {
  registers: { count: 1, init: 'zeros', seed: 0 },
  reroute: { neurons: planted, target: 'registers', mode: 'paper', others: 'zero', scale: 1 },
};
const lenses: readonly [model: string, interventions: Interventions][] = [
  ['mini', {}],
  ['mini-artifacts', {}],
  ['mini-artifacts', testTimeRegister],
  ['mini-registers', {}],
  ['mini-gated', {}],
];
const options = { rule: { kind: 'multiple', factor: 4 }, outlierLayer: 2, normLayer: 4 } as const;

/** The centre square of an image, cut at whole pixels, rounding down. */
function centreSquare({ width, height, data }: RgbImage): RgbImage {
  const side = Math.min(width, height);
  const [left, top] = [Math.floor((width - side) / 2), Math.floor((height - side) / 2)];
  const square = new Uint8Array(side * side * 3);
  for (let row = 0; row < side; row++) {
    const begin = ((top + row) * width + left) * 3;
    square.set(data.subarray(begin, begin + side * 3), row * side * 3);
  }
  return { width: side, height: side, data: square };
}

async function traceLenses(engine: Engine, image: ImageId): Promise<TraceId[]> {
  const traces: TraceId[] = [];
  for (const [name, interventions] of lenses) {
    const { id } = await engine.open(await checkpointBeside(join(models, name, 'config.json')));
    const framing = { fit: 'crop', size: { height: 160, width: 160 } } as const;
    const request = {
      model: id,
      image,
      framing,
      positionRule: 'publisher',
      queryToken: 0,
      interventions,
    } as const;
    traces.push((await engine.trace(request)).trace);
  }
  return traces;
}

const photos = ['astronaut.png', 'chelsea.png', 'coffee.png', 'rocket.jpg'];

test
  .skipIf(missingShared('the published effects of the embedded models', 'embedded/effects.json', 'photos'))
  .each(photos)('the embedded models’ effects on %s are as published', async (photo) => {
  const published: Expected[] = JSON.parse(readFileSync(sharedFile('embedded/effects.json')!, 'utf8'));
  const expected = published.find((entry) => entry.photo === photo)!;
  const path = sharedFile(`photos/${photo}`)!;
  const engine = createLocalEngine(await createNodeRuntime({ prefer: 'wasm' }), {
    decode: async () => centreSquare(await decodeImage(await openFileSource(path, photo), photo)),
    traceBudgetBytes: 2 ** 30,
  });
  const traces = await traceLenses(engine, (await engine.decode(new Blob())).id);
  const [mini, artifacts, , , gated] = traces;
  const effects: Effects[] = [];
  for (const trace of traces) effects.push(await engine.effects(trace, mini, options));
  const [, artifactEffects, ttr, registers] = effects;

  const rounded = (values: readonly number[], digits: number) => values.map((value) => value.toFixed(digits));
  expect(artifactEffects!.outliers).toBe(expected.outliers);
  expect(
    rounded(
      effects.map((effect) => effect.maxOverMedian),
      1,
    ),
  ).toEqual(rounded(expected.maxmed, 1));
  expect(artifactEffects!.clsAttention.outliers.toFixed(2)).toBe(expected.cls_sink_share.toFixed(2));
  expect(ttr!.clsAttention.testTimeRegisters.toFixed(2)).toBe(expected.ttr_share.toFixed(2));
  expect(registers!.clsAttention.registers.toFixed(2)).toBe(expected.reg_share.toFixed(2));
  const cosines = effects.slice(1).map((effect) => effect.comparison!.patchCosine);
  expect(rounded(cosines, 3)).toEqual(rounded(expected.patch_cos, 3));
  const againstArtifacts = await engine.effects(gated!, artifacts, options);
  expect(againstArtifacts.comparison!.ordinaryPatchCosine.toFixed(3)).toBe(
    expected.gated_vs_artifacts.toFixed(3),
  );
});
