import { describe, expect, test } from 'vitest';
import { type GoldenName, golden } from '../../tools/fixtures/goldens.ts';
import {
  createNoise,
  randomDinov2,
  randomSizes,
  randomTimm,
} from '../../tools/fixtures/random-checkpoint.ts';
import {
  type ReferenceCheckpoint,
  readDinov2Reference,
  readTimmReference,
} from '../../tools/fixtures/reference-checkpoint.ts';
import { placedPositions, worstDistances } from '../../tools/fixtures/reference-comparison.ts';
import { runReference } from '../../tools/fixtures/reference-vit.ts';
import { checkpointBeside } from '../../tools/fixtures/tensor-file.ts';
import { openSafetensors, type SafetensorsFile } from '../core/checkpoint/safetensors.ts';
import { evenChunks } from '../core/graph/query-chunks.ts';
import type { CheckpointSource } from './engine.ts';
import { openModel } from './model.ts';
import { createNodeRuntime } from './node.ts';
import type { Pixels } from './trace-runner.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm', threads: 1 });

function noiseImage(height: number, width: number): Pixels {
  return { pixels: createNoise(9)(3 * height * width), height, width };
}

function expectClose(worst: Readonly<Record<string, number>>): void {
  for (const [name, error] of Object.entries(worst)) expect(error, name).toBeLessThan(1e-5);
}

async function expectReference(
  source: CheckpointSource,
  read: (file: SafetensorsFile) => Promise<ReferenceCheckpoint>,
  { input, chunks }: { input: Pixels; chunks: readonly number[] },
): Promise<void> {
  const model = await openModel(source, runtime);
  const { vit, positions } = await read(await openSafetensors(source.weights));
  const reference = runReference(vit, input, placedPositions(positions, model.spec, input));
  const tokens = reference.finalNorms.length;
  for (const chunk of chunks) {
    expectClose(await worstDistances(model, input, reference, { queryChunks: evenChunks(tokens, chunk) }));
  }
  await model.dispose();
}

describe('the graphs equal a plain float64 forward pass', () => {
  const goldens: readonly [GoldenName, number, number][] = [
    ['dinov2-micro', 70, 70],
    ['dinov2-registers-micro', 42, 84],
    ['timm-micro', 64, 64],
    ['timm-registers-micro', 56, 56],
  ];
  test.each(goldens)('%s at %i × %i, in 1, 4 and 16 chunks of queries', async (name, height, width) => {
    const source = await checkpointBeside(golden(name).config);
    const { spec } = await openModel(source, runtime);
    const config = { width: spec.width, heads: spec.heads, patch: spec.patch, mlp: 'gelu' } as const;
    const placed = name === 'timm-micro' ? 1 : 0;
    const read = (file: SafetensorsFile) =>
      name.startsWith('dinov2')
        ? readDinov2Reference(file, config)
        : readTimmReference(file, { ...config, placed });
    await expectReference(source, read, { input: noiseImage(height, width), chunks: [1, 4, 16] });
  });

  const { width, heads, patch, grid } = randomSizes;
  const config = { width, heads, patch };
  const square = { input: noiseImage(grid * patch, grid * patch), chunks: [1, 4] };
  const wide = { input: noiseImage(2 * patch, 7 * patch), chunks: [1, 4] };

  test.each([
    ['the giant’s SwiGLU', { swiglu: true }],
    ['SwiGLU and registers', { swiglu: true, registers: 2 }],
    ['no bias in q, k and v', { qkvBias: false }],
    ['the class for registers, with none', { registers: 0 }],
  ])('dinov2 with %s', async (_, options) => {
    const mlp = 'swiglu' in options ? 'swiglu' : 'gelu';
    const source = randomDinov2(options);
    const read = (file: SafetensorsFile) => readDinov2Reference(file, { ...config, mlp });
    await expectReference(source, read, square);
    await expectReference(source, read, wide);
  });

  test.each([
    ['no LayerScale and no head', {}],
    ['LayerScale and a head', { layerScale: true, classes: 7 }],
    ['no_embed_class', { placed: 0 }],
    ['registers outside the position table', { registers: 3, placed: 0, classes: 2 }],
    ['registers inside the position table', { registers: 3, placed: 4 }],
    ['registers of which the position table knows only CLS', { registers: 3, placed: 1 }],
    ['no bias in q, k and v', { qkvBias: false }],
    ['SwiGLU', { swiglu: true, layerScale: true }],
  ])('timm with %s', async (_, options) => {
    const mlp = 'swiglu' in options ? 'swiglu' : 'gelu';
    const source = randomTimm(options);
    const placed = 'placed' in options ? options.placed : 1;
    const read = (file: SafetensorsFile) => readTimmReference(file, { ...config, mlp, placed });
    await expectReference(source, read, square);
    await expectReference(source, read, wide);
  });
});
