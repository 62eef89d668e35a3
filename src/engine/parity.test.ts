import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { distance } from '../../tools/fixtures/compare.ts';
import { type GoldenName, golden, missingShared, sharedFile } from '../../tools/fixtures/goldens.ts';
import { checkpointBeside, openTensorFile, readTensor } from '../../tools/fixtures/tensor-file.ts';
import type { BlockTap } from '../core/graph/block-program.ts';
import type { PositionRule } from '../core/vit/spec.ts';
import type { CheckpointSource } from './engine.ts';
import { openModel } from './model.ts';
import { createNodeRuntime } from './node.ts';
import { embed, type Layer, runBlocks, runHead } from './trace-runner.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm' });

/** Golden tensor name → the tap or ending that should equal it. */
const tapsByTensor: Readonly<Record<string, BlockTap>> = {
  norms: 'norms',
  attention: 'attention',
  attention_cls: 'cls',
  attention_received: 'received',
  q: 'q',
  k: 'k',
  activations: 'activations',
};

/** Runs a golden's pixels and returns the distance of every tensor of the golden, by name. */
async function distances(
  source: CheckpointSource,
  goldenPath: string,
  options: { pixels: string; prefix: string; rule?: PositionRule },
) {
  const file = await openTensorFile(goldenPath);
  const names = [...file.tensors.keys()]
    .filter((name) => name.startsWith(options.prefix) && !name.endsWith('pixels'))
    .map((name) => name.slice(options.prefix.length));
  const pixels = await readTensor(file, options.pixels);
  const [, , height, width] = pixels.shape;
  const model = await openModel(source, runtime);
  const taps = new Set(names.flatMap((name) => tapsByTensor[name] ?? []));
  const rule = options.rule ?? model.spec.position.rule;
  const stream = await embed(model, { pixels: pixels.data, height: height!, width: width! }, rule);
  const layers: Layer[] = [];
  for await (const layer of runBlocks(model, stream, { start: 0, taps })) layers.push(layer);
  const ending = await runHead(model, layers.at(-1)!.output);
  const actual = (name: string): Float32Array => {
    if (name === 'final') return ending.final;
    if (name === 'logits') return ending.logits!;
    const parts = layers.map((layer) =>
      name === 'tokens' ? layer.output : layer.taps[tapsByTensor[name]!]!,
    );
    return Float32Array.from(parts.flatMap((part) => [...part]));
  };
  const found: Record<string, { absolute: number; relative: number }> = {};
  for (const name of names)
    found[name] = distance(actual(name), (await readTensor(file, options.prefix + name)).data);
  await model.dispose();
  if (process.env.FIDELITY)
    console.log(
      goldenPath.split('goldens')[1],
      options.prefix,
      Object.entries(found)
        .map(([n, d]) => `${n} ${(n.startsWith('attention') ? d.absolute : d.relative).toExponential(1)}`)
        .join(' '),
    );
  return found;
}

function expectParity(found: Awaited<ReturnType<typeof distances>>, tensors: readonly string[]): void {
  expect(Object.keys(found).sort()).toEqual([...tensors].sort());
  for (const [name, { absolute, relative }] of Object.entries(found)) {
    if (name.startsWith('attention')) expect(absolute, name).toBeLessThanOrEqual(1e-5);
    else expect(relative, name).toBeLessThanOrEqual(1e-4);
  }
}

const everyTensor = ['tokens', 'norms', 'attention', 'attention_received', 'q', 'k', 'final'];

describe('the engine equals the publishers’ code', () => {
  const dinov2Cases: [GoldenName, string, string, PositionRule | undefined][] = [
    ['dinov2-micro', '70x70', 'hf', undefined],
    ['dinov2-micro', '98x56', 'hf', undefined],
    ['dinov2-micro', '70x70', 'original', 'bicubic-offset'],
    ['dinov2-micro', '98x56', 'original', 'bicubic-offset'],
    ['dinov2-registers-micro', '70x70', 'hf', undefined],
    ['dinov2-registers-micro', '42x84', 'hf', undefined],
  ];
  test.each(dinov2Cases)('%s at %s by the rule %s', async (name, size, ruleName, rule) => {
    const { config, golden: path } = golden(name);
    const options = { pixels: `${size}.pixels`, prefix: `${size}.${ruleName}.`, ...(rule && { rule }) };
    expectParity(await distances(await checkpointBeside(config), path, options), everyTensor);
  });

  test.each(['timm-micro', 'timm-registers-micro'] as const)('%s', async (name) => {
    const { config, golden: path } = golden(name);
    const found = await distances(await checkpointBeside(config), path, { pixels: 'pixels', prefix: '' });
    expectParity(found, [...everyTensor, 'activations', 'logits']);
  });

  const realTensors = ['norms', 'attention_cls', 'attention_received'];
  const embedded = ['mini', 'mini-artifacts', 'mini-registers'];
  test.skipIf(missingShared('parity of the embedded models', 'goldens/embedded')).each(embedded)(
    '%s on a photograph',
    async (name) => {
      const source = await checkpointBeside(
        join(import.meta.dirname, `../../public/models/${name}/config.json`),
      );
      const path = sharedFile(`goldens/embedded/${name}.astronaut.safetensors`)!;
      expectParity(await distances(source, path, { pixels: 'pixels', prefix: '' }), [
        ...realTensors,
        'final',
      ]);
    },
  );

  const real = ['vit-tiny-augreg', 'dinov2-small-depth'].flatMap((model) => [
    [model, 'astronaut'] as const,
    [model, 'chelsea'] as const,
  ]);
  test.skipIf(missingShared('parity of real models on photographs', 'goldens/photos', 'models')).each(real)(
    '%s on %s',
    async (name, photo) => {
      const source = await checkpointBeside(sharedFile(`models/${name}/config.json`)!);
      const path = sharedFile(`goldens/photos/${name}.${photo}.safetensors`)!;
      const found = await distances(source, path, { pixels: 'pixels', prefix: '' });
      expectParity(found, name === 'vit-tiny-augreg' ? [...realTensors, 'logits'] : realTensors);
    },
  );
});
