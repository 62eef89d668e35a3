import { describe, expect, test } from 'vitest';
import { distance } from '../../tools/fixtures/compare.ts';
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
import { type ReferenceResult, runReference } from '../../tools/fixtures/reference-vit.ts';
import { checkpointBeside } from '../../tools/fixtures/tensor-file.ts';
import { openSafetensors, type SafetensorsFile } from '../core/checkpoint/safetensors.ts';
import { type BlockTap, trainedVariant } from '../core/graph/block-program.ts';
import { compileRun } from '../core/intervention/compiled-run.ts';
import { resamplePositions } from '../core/vit/positions.ts';
import type { CheckpointSource } from './engine.ts';
import { type Model, openModel } from './model.ts';
import { createNodeRuntime } from './node.ts';
import { embed, evenChunks, gridFor, runHead } from './trace-runner.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm' });

const taps: readonly BlockTap[] = [
  'norms',
  'q',
  'k',
  'v',
  'received',
  'entropy',
  'logsumexp',
  'cls',
  'attention',
  'activations',
];

interface Input {
  readonly pixels: Float32Array;
  readonly height: number;
  readonly width: number;
}

function noiseImage(height: number, width: number): Input {
  return { pixels: createNoise(9)(3 * height * width), height, width };
}

/** The largest differences of every tap, output and probe-relevant sum from the reference. */
async function compareRun(model: Model, input: Input, reference: ReferenceResult, queryChunks: number) {
  const { width } = model.spec;
  const run = compileRun(model.spec, gridFor(model.spec, input));
  let x = await embed(model, input, { rule: model.spec.position.rule, run });
  const tokens = x.length / width;
  const worst: Record<string, number> = {};
  const compare = (name: string, actual: Float32Array, expected: Float64Array) => {
    const { absolute, relative } = distance(actual, Float32Array.from(expected));
    const isShare = ['attention', 'cls', 'received'].includes(name);
    worst[name] = Math.max(worst[name] ?? 0, isShare ? absolute : relative);
  };
  for (const [layer, expected] of reference.layers.entries()) {
    const options = { ...trainedVariant(model.spec.normaliser), taps: new Set(taps), queryChunks };
    const outputs = await model.runBlock(layer, options, { x: { data: x, dims: [tokens, width] } });
    x = outputs.y!.data;
    compare('tokens', x, expected.tokens);
    for (const tap of taps) {
      const { data } = outputs[tap]!;
      compare(tap, tap === 'received' ? data.map((sum) => sum / tokens) : data, expected[tap as 'norms']);
    }
  }
  const { final, finalNorms, logits } = await runHead(model, x, run.layout);
  compare('final', final, reference.final);
  compare('finalNorms', finalNorms, reference.finalNorms);
  expect(logits === undefined).toBe(reference.logits === undefined);
  if (logits && reference.logits) compare('logits', logits, reference.logits);
  return worst;
}

function expectClose(worst: Readonly<Record<string, number>>): void {
  for (const [name, error] of Object.entries(worst)) expect(error, name).toBeLessThan(1e-5);
}

async function expectReference(
  source: CheckpointSource,
  read: (file: SafetensorsFile) => Promise<ReferenceCheckpoint>,
  { input, chunks }: { input: Input; chunks: readonly number[] },
): Promise<void> {
  const model = await openModel(source, runtime);
  const { vit, positions } = await read(await openSafetensors(source.weights));
  const { rule } = model.spec.position;
  if (rule === 'rope') throw new Error('The reference has position tables only.');
  const side = Math.sqrt(positions.length / vit.width);
  const placed = resamplePositions(Float32Array.from(positions), {
    from: { rows: side, columns: side },
    to: { rows: input.height / vit.patch, columns: input.width / vit.patch },
    width: vit.width,
    rule,
  });
  const reference = runReference(vit, input, placed);
  const tokens = reference.finalNorms.length;
  for (const chunk of chunks) {
    expectClose(await compareRun(model, input, reference, evenChunks(tokens, chunk)));
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
  const square = { input: noiseImage(grid * patch, grid * patch), chunks: [1, 4, 16] };
  const wide = { input: noiseImage(2 * patch, 7 * patch), chunks: [1, 4, 16] };

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
