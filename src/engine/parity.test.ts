import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Distance } from '../../tools/fixtures/compare.ts';
import { type GoldenChoice, goldenDistances } from '../../tools/fixtures/golden-run.ts';
import { type GoldenName, golden, missingShared, sharedFile } from '../../tools/fixtures/goldens.ts';
import { checkpointBeside, openTensorFile } from '../../tools/fixtures/tensor-file.ts';
import type { PositionRule } from '../core/vit/spec.ts';
import type { CheckpointSource } from './engine.ts';
import { createNodeRuntime } from './node.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm' });

/** Distance of every tensor of a golden file from what the engine gives under Node. */
async function distances(source: CheckpointSource, goldenPath: string, choice: GoldenChoice) {
  const found = await goldenDistances(runtime, source, await openTensorFile(goldenPath), choice);
  if (process.env.FIDELITY) console.log(goldenPath, choice.prefix, fidelityLine(found));
  return found;
}

/** The measured errors in one line, for docs/fidelity.md. */
function fidelityLine(found: Readonly<Record<string, Distance>>): string {
  return Object.entries(found)
    .map(([name, { absolute, relative }]) => {
      return `${name} ${(name.startsWith('attention') ? absolute : relative).toExponential(1)}`;
    })
    .join(' ');
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
    const choice = { pixels: `${size}.pixels`, prefix: `${size}.${ruleName}.`, ...(rule && { rule }) };
    expectParity(await distances(await checkpointBeside(config), path, choice), everyTensor);
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
