import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { distance } from '../../tools/fixtures/compare.ts';
import { missingShared, sharedFile } from '../../tools/fixtures/goldens.ts';
import { runModel } from '../../tools/fixtures/model-run.ts';
import { readTimmReference } from '../../tools/fixtures/reference-checkpoint.ts';
import { runReferenceBlock } from '../../tools/fixtures/reference-vit.ts';
import { checkpointBeside, openTensorFile } from '../../tools/fixtures/tensor-file.ts';
import { readImage } from '../cli/model-input.ts';
import { chooseSinks } from '../core/analysis/sinks.ts';
import type { BlockTap } from '../core/graph/block-program.ts';
import { compileRun } from '../core/intervention/compiled-run.ts';
import { type Interventions, parseInterventions } from '../core/intervention/interventions.ts';
import { tokenCount } from '../core/vit/token-layout.ts';
import { openModel } from './model.ts';
import { createNodeRuntime } from './node.ts';
import { gridFor } from './trace-runner.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm' });
const timeout = 120_000;

/** Opens a model, finds the sinks of an image by their norm and lets any block run changed on its own input. */
async function openSinks(folder: string, image: string) {
  const source = await checkpointBeside(join(folder, 'config.json'));
  const model = await openModel(source, runtime);
  const framing = { fit: 'publisher' } as const;
  const { input } = await readImage(image, image, { spec: model.spec, framing });
  const { run, embedded, layers } = await runModel(model, input, { taps: ['norms', 'received'] });
  const all = (tap: BlockTap) => layers.map(({ taps }) => taps[tap]!);
  const { tokens: sinks } = chooseSinks(
    { norms: all('norms'), received: all('received') },
    run.layout,
    'outliers',
  );
  const entering = [embedded, ...layers.map(({ output }) => output)];
  const tokens = tokenCount(run.layout);

  async function runBlock(layer: number, interventions: Interventions, taps: readonly BlockTap[]) {
    const { variant, feeds } = compileRun(model.spec, gridFor(model.spec, input), interventions).blocks[
      layer
    ]!;
    const x = { data: entering[layer]!, dims: [tokens, model.spec.width] };
    const outputs = await model.runBlock(
      layer,
      { ...variant, taps: new Set(taps), queryChunks: 1 },
      { x, ...feeds },
    );
    return (tap: BlockTap) => outputs[tap]!.data;
  }
  return { model, sinks, tokens, entering, runBlock };
}

/** Weights · values of each head, the weights of some keys left out: [heads, tokens, head width] in float64. */
function mix(
  weights: Float32Array,
  values: Float32Array,
  {
    tokens,
    omit = [],
    scale = () => 1,
  }: { tokens: number; omit?: readonly number[]; scale?: (row: number) => number },
): Float32Array {
  const rows = weights.length / tokens; // [heads, query]
  const headWidth = values.length / rows;
  const kept = Array.from({ length: tokens }, (_, key) => key).filter((key) => !omit.includes(key));
  const mixed = new Float64Array(values.length);
  for (let row = 0; row < rows; row++) {
    const head = Math.floor(row / tokens);
    for (const key of kept) {
      const weight = weights[row * tokens + key]! * scale(row);
      const begin = (head * tokens + key) * headWidth;
      for (let i = 0; i < headWidth; i++) mixed[row * headWidth + i]! += weight * values[begin + i]!;
    }
  }
  return Float32Array.from(mixed);
}

async function expectIdentity(folder: string, image: string): Promise<void> {
  const { model, sinks, tokens, runBlock } = await openSinks(folder, image);
  const others = Array.from({ length: tokens }, (_, token) => token).filter(
    (token) => !sinks.includes(token),
  );
  expect(sinks.length).toBeGreaterThanOrEqual(4);
  const hide = (hidden: readonly number[]) => parseInterventions({ mask: { tokens: hidden } });
  for (let layer = 0; layer < model.spec.depth; layer++) {
    const whole = await runBlock(layer, {}, ['attention', 'v']);
    const sinkFree = await runBlock(layer, hide(sinks), ['attention', 'logsumexp']);
    const onlySinks = await runBlock(layer, hide(others), ['logsumexp']);
    const gate = sinkFree('logsumexp').map(
      (free, row) => 1 / (1 + Math.exp(onlySinks('logsumexp')[row]! - free)),
    );
    const sinkMass = gate.map((_, row) =>
      sinks.reduce((sum, sink) => sum + whole('attention')[row * tokens + sink]!, 0),
    );
    expect(
      distance(
        gate,
        sinkMass.map((mass) => 1 - mass),
      ).absolute,
      `g of layer ${layer}`,
    ).toBeLessThan(1e-5);
    const zeroed = mix(whole('attention'), whole('v'), { tokens, omit: sinks });
    const gated = mix(sinkFree('attention'), whole('v'), { tokens, scale: (row) => gate[row]! });
    const size = zeroed.length / model.spec.heads;
    for (let head = 0; head < model.spec.heads; head++) {
      const own = (values: Float32Array) => values.subarray(head * size, (head + 1) * size);
      expect(distance(own(gated), own(zeroed)).relative, `layer ${layer} head ${head}`).toBeLessThan(1e-5);
    }
  }
  await model.dispose();
}

/** The graph of the gate form against sink-free attention times g in float64, by the Gram matrix of each head's output. */
async function expectGateForm(folder: string, image: string, placed: number): Promise<void> {
  const { model, sinks, entering, runBlock } = await openSinks(folder, image);
  const { width, heads, patch, depth } = model.spec;
  const config = { width, heads, patch, mlp: 'gelu', placed } as const;
  const { vit } = await readTimmReference(await openTensorFile(join(folder, 'model.safetensors')), config);
  const layers = Array.from({ length: depth }, (_, layer) => layer);
  const implied = parseInterventions({ gate: { kind: 'implied', sinks: { tokens: sinks } } });
  for (const layer of [0, depth >> 1, depth - 1]) {
    const expected = runReferenceBlock(vit, layer, Float64Array.from(entering[layer]!), {
      gatingSinks: { tokens: sinks, layers },
    });
    const found = await runBlock(layer, implied, ['outputGram', 'norms']);
    const size = (width / heads) ** 2;
    for (let head = 0; head < heads; head++) {
      const own = <T extends Float32Array | Float64Array>(values: T) =>
        Float32Array.from(values.subarray(head * size, (head + 1) * size));
      const { relative } = distance(own(found('outputGram')), own(expected.outputGram));
      expect(relative, `layer ${layer} head ${head}`).toBeLessThan(1e-5);
    }
    const { relative } = distance(found('norms'), Float32Array.from(expected.norms));
    expect(relative, `norms of layer ${layer}`).toBeLessThan(1e-5);
  }
  await model.dispose();
}

describe('attention without the sinks’ values is sink-free attention times the gate that the sinks imply', () => {
  const artifacts = join(import.meta.dirname, '../../public/models/mini-artifacts');
  const sample = join(import.meta.dirname, '../../public/samples/robin.webp');
  test('in every head of the embedded model', { timeout }, () => expectIdentity(artifacts, sample));
  test('and so does the graph of the embedded model', { timeout }, () =>
    expectGateForm(artifacts, sample, 0),
  );

  const missing = missingShared('the implied gate of a real model', 'models/vit-tiny-augreg', 'photos');
  test.skipIf(missing)('in every head of vit-tiny-augreg', { timeout }, () =>
    expectIdentity(sharedFile('models/vit-tiny-augreg')!, sharedFile('photos/astronaut.png')!),
  );
  test.skipIf(missing)('and so does the graph of vit-tiny-augreg', { timeout }, () =>
    expectGateForm(sharedFile('models/vit-tiny-augreg')!, sharedFile('photos/astronaut.png')!, 1),
  );
});
