import { describe, expect, test } from 'vitest';
import { distance } from '../../tools/fixtures/compare.ts';
import { type GoldenName, golden } from '../../tools/fixtures/goldens.ts';
import { createNoise } from '../../tools/fixtures/random-checkpoint.ts';
import { checkpointBeside, openTensorFile } from '../../tools/fixtures/tensor-file.ts';
import { DEFAULT_RULES } from '../core/analysis/outliers.ts';
import { readFloats } from '../core/checkpoint/safetensors.ts';
import type { RgbImage } from '../core/image/framing.ts';
import { compileRun } from '../core/intervention/compiled-run.ts';
import { type Interventions, parseInterventions } from '../core/intervention/interventions.ts';
import { tokenCount } from '../core/vit/token-layout.ts';
import type { LayerSummary } from './engine.ts';
import { createLocalEngine } from './local-engine.ts';
import { openModel } from './model.ts';
import { createNodeRuntime } from './node.ts';
import { embed, gridFor } from './trace-runner.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm' });
const photo: RgbImage = { width: 40, height: 36, data: Uint8Array.from(createNoise(4)(4320, 40, 128)) };
const engine = createLocalEngine(runtime, { decode: async () => photo, traceBudgetBytes: 2 ** 28 });

async function traceOf(name: GoldenName, interventions: Interventions = {}, queryToken = 0) {
  const { id: model, spec } = await engine.open(await checkpointBeside(golden(name).config));
  const { id: image } = await engine.decode(new Blob());
  const layers: LayerSummary[] = [];
  const summary = await engine.trace(
    { model, image, framing: { fit: 'publisher' }, positionRule: 'publisher', queryToken, interventions },
    { onLayer: (layer) => layers.push(layer) },
  );
  return { spec, summary, layers };
}

const allFinite = (values: Float32Array) => values.every((value) => Number.isFinite(value));
const names = ['siglip-micro', 'timm-gap-micro', 'dinov3-micro', 'clip-micro', 'deit-micro'] as const;

describe.each(names)('%s through the whole engine', (name) => {
  test('reports every layer, answers probes, names sinks and effects', async () => {
    const { summary, layers, spec } = await traceOf(name);
    const tokens = tokenCount(summary.layout);
    expect(layers).toHaveLength(spec.depth);
    for (const layer of layers) {
      expect(layer.cls).toHaveLength(spec.heads * tokens);
      expect(layer.rows).toEqual(layer.cls);
      for (const taps of [layer.norms, layer.received, layer.entropy, layer.cls])
        expect(allFinite(taps)).toBe(true);
    }
    const first = await engine.probe(summary.trace, { kind: 'row', token: 0 });
    layers.forEach(({ cls }, layer) => {
      const values = first.values.subarray(layer * cls.length, (layer + 1) * cls.length);
      expect(distance(values, cls).absolute).toBeLessThan(1e-6);
    });
    expect((await engine.sinks(summary.trace, 'received')).heads).toHaveLength(spec.depth);
    const effects = await engine.effects(summary.trace, summary.trace, {
      rule: DEFAULT_RULES.robust,
      outlierLayer: spec.depth - 1,
      normLayer: spec.depth - 1,
    });
    expect(effects.comparison?.patchCosine).toBeCloseTo(1, 5);
    if (spec.cls) expect(effects.comparison?.clsCosine).toBeCloseTo(1, 5);
    else expect(effects.comparison?.clsCosine).toBeNaN();
  });

  test('takes a test-time register and reroutes to it', async () => {
    const interventions = parseInterventions({
      registers: { count: 1 },
      reroute: { neurons: { 0: [1, 2] } },
    });
    const { summary, layers } = await traceOf(name, interventions, 1);
    expect(summary.layout.testTimeRegisters).toBe(1);
    for (const { rows, norms } of layers) {
      expect(allFinite(norms)).toBe(true);
      const tokens = norms.length;
      for (let head = 0; head < summary.heads; head++) {
        const total = rows.subarray(head * tokens, (head + 1) * tokens).reduce((a, b) => a + b, 0);
        expect(total).toBeCloseTo(1, 5);
      }
    }
  });
});

test('registers can be dropped where nothing else stands before the patches', async () => {
  const { summary } = await traceOf('timm-gap-micro', { dropTrainedRegisters: true });
  expect(summary.layout).toMatchObject({ cls: 0, registers: 0 });
  expect(allFinite(summary.logits!)).toBe(true);
});

test('a test-time register joins before CLIP’s norm, which makes a zero vector its bias', async () => {
  const files = golden('clip-micro');
  const model = await openModel(await checkpointBeside(files.config), runtime);
  const input = { pixels: new Float32Array(3 * 64 * 64), height: 64, width: 64 };
  const run = compileRun(
    model.spec,
    gridFor(model.spec, input),
    parseInterventions({ registers: { count: 1 } }),
  );
  const x = await embed(model, input, { rule: 'bicubic', run });
  const bias = await readFloats(await openTensorFile(files.model), 'vision_model.pre_layrnorm.bias');
  expect(distance(x.slice(-model.spec.width), bias).absolute).toBeLessThan(1e-6);
});

test('a distillation token stands after CLS under its own name', async () => {
  const { summary } = await traceOf('deit-micro');
  expect(summary.layout).toMatchObject({ cls: 1, distillation: 1, registers: 0 });
});
