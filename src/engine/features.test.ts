import { beforeAll, describe, expect, test } from 'vitest';
import { distance } from '../../tools/fixtures/compare.ts';
import { golden } from '../../tools/fixtures/goldens.ts';
import { runModel } from '../../tools/fixtures/model-run.ts';
import { createNoise, randomTimm } from '../../tools/fixtures/random-checkpoint.ts';
import { checkpointBeside, openTensorFile, readTensor } from '../../tools/fixtures/tensor-file.ts';
import { FEATURE_SITES, type FeatureSite } from '../core/analysis/features.ts';
import type { SafetensorsFile } from '../core/checkpoint/safetensors.ts';
import type { RgbImage } from '../core/image/framing.ts';
import { parseInterventions } from '../core/intervention/interventions.ts';
import { tokenCount } from '../core/vit/token-layout.ts';
import type { TraceId, TraceStart } from './engine.ts';
import type { ComponentsRequest } from './feature-calls.ts';
import { createFeatureAnswers, type FeatureAnswers } from './features.ts';
import { createLocalEngine } from './local-engine.ts';
import { openModel } from './model.ts';
import { createNodeRuntime } from './node.ts';
import { type Trace, traceTaps } from './trace.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm', threads: 1 });
const sizes = ['32x32', '24x48'] as const;
const last = 1;
const prefix = 3;

const idOf = (size: string) => size as TraceId;

/** The golden's model on its pixels, as the engine would hold its traces. */
async function goldenTraces(): Promise<Map<TraceId, Trace>> {
  const { config, golden: file } = golden('dinov2-classifier-micro');
  const model = await openModel(await checkpointBeside(config), runtime);
  const tensors = await openTensorFile(file);
  const traces = new Map<TraceId, Trace>();
  for (const size of sizes) {
    const { data, shape } = await readTensor(tensors, `${size}.pixels`);
    const [, , height = 0, width = 0] = shape;
    const run = await runModel(model, { pixels: data, height, width }, { taps: traceTaps });
    const start: TraceStart = {
      trace: idOf(size),
      layout: run.run.layout,
      frame: { x: 0, y: 0, width, height },
      input: { height, width },
      depth: model.spec.depth,
      heads: model.spec.heads,
      queryToken: 0,
      interventions: run.run.interventions,
    };
    traces.set(idOf(size), { ...run, start, model, source: size, layers: [...run.layers] });
  }
  return traces;
}

describe('features of a model with registers, on a square and on a wide grid, equal NumPy’s', () => {
  let answers: FeatureAnswers;
  let expected: SafetensorsFile;

  beforeAll(async () => {
    const traces = await goldenTraces();
    answers = createFeatureAnswers(runtime, (id) => traces.get(id)!);
    expected = await openTensorFile(
      golden('dinov2-classifier-micro').golden.replace('golden.safetensors', 'features.safetensors'),
    );
  });

  const cases = sizes.flatMap((size) => FEATURE_SITES.map((site) => [size, site] as const));
  test.each(cases)('cosines at %s of %s, to one token and to a set', async (size, site) => {
    for (const [name, tokens] of [
      ['token', [prefix + 5]],
      ['set', [0, prefix, prefix + 7]],
    ] as const) {
      const { data } = await readTensor(expected, `${size}.${site}.similarity.${name}`);
      for (const isFollowed of [false, true]) {
        const { values } = await answers.similarity(idOf(size), { site, tokens, isFollowed }, undefined);
        expect(distance(values, data).absolute, name).toBeLessThan(2e-6);
      }
    }
  });

  const ordinary = { leaveOut: { kind: 'quantile', share: 0.85 } } as const;
  const variants: readonly [string, Partial<ComponentsRequest>][] = [
    ['all', {}],
    ['ordinary', ordinary],
    ['above', { foreground: { side: 'above', threshold: 0.4 } }],
    ['below', { ...ordinary, foreground: { side: 'below', threshold: 0.6 } }],
  ];

  async function expectComponents(joint: readonly string[], site: FeatureSite, variant: number) {
    const [name, settings] = variants[variant]!;
    const key = `${joint.join('+')}.${site}.${name}`;
    const results = await answers.components(
      {
        places: joint.map((size) => ({ trace: idOf(size), layer: last })),
        site,
        basis: 'joint',
        ...settings,
      },
      undefined,
    );
    const explained = (await readTensor(expected, `${key}.explained`)).data;
    for (const [place, size] of joint.entries()) {
      const result = results[place]!;
      expect(distance(Float32Array.from(result.explained), explained).absolute, key).toBeLessThan(1e-6);
      const projections = (await readTensor(expected, `${key}.${size}.projections`)).data;
      expect(distance(result.projections, projections).relative, key).toBeLessThan(1e-5);
      if (settings.foreground) {
        const mask = (await readTensor(expected, `${key}.${size}.foreground`)).data;
        expect([...result.foreground!], key).toEqual([...mask]);
      } else expect(result.foreground).toBeUndefined();
      expect(result.sharedBy).toBe(joint.length);
    }
  }

  test.each(FEATURE_SITES)('components of %s, each grid alone and both on one basis', async (site) => {
    for (let variant = 0; variant < variants.length; variant++) {
      for (const joint of [['32x32'], ['24x48'], sizes]) await expectComponents(joint, site, variant);
    }
  });

  test('a joint request of own bases is each alone', async () => {
    const places = sizes.map((size) => ({ trace: idOf(size), layer: last }));
    const both = await answers.components({ places, site: 'k', basis: 'own' }, undefined);
    const alone = await answers.components({ places: [places[1]!], site: 'k', basis: 'joint' }, undefined);
    expect(both[1]).toEqual(alone[0]);
  });

  test('a threshold that leaves nothing says what is left and what to do', async () => {
    const places = [{ trace: idOf('32x32'), layer: last }];
    const foreground = { side: 'above', threshold: 1 } as const;
    await expect(
      answers.components({ places, site: 'output', basis: 'own', foreground }, undefined),
    ).rejects.toThrow(
      'The foreground threshold of 1.00 leaves 0 of 16 patches above it; a basis needs at least 2. Move the threshold or take the other side.',
    );
  });

  test('a newer question about the same site supersedes a waiting one, about another it does not', async () => {
    const older = answers.similarity(idOf('32x32'), { site: 'q', tokens: [4] }, undefined);
    const other = answers.similarity(idOf('32x32'), { site: 'v', tokens: [4] }, undefined);
    const newer = answers.similarity(idOf('32x32'), { site: 'q', tokens: [5] }, undefined);
    await expect(older).rejects.toMatchObject({ name: 'AbortError' });
    expect((await newer).values[5]).toBeCloseTo(1, 6);
    expect((await other).values[4]).toBeCloseTo(1, 6);
  });

  test.each([[[]], [[19]], [[-1]]])('refuses the tokens %j', async (tokens) => {
    await expect(
      answers.similarity(idOf('32x32'), { site: 'output', tokens }, undefined),
    ).rejects.toBeInstanceOf(RangeError);
  });
});

describe('features through the engine', () => {
  const photo: RgbImage = { width: 20, height: 12, data: Uint8Array.from(createNoise(4)(720, 40, 128)) };
  const framing = { fit: 'stretch', size: { height: 12, width: 20 } } as const;

  async function traced(change: object = {}) {
    const engine = createLocalEngine(runtime, { decode: async () => photo, traceBudgetBytes: 2 ** 30 });
    const { id: model } = await engine.open(randomTimm({ classes: 5, registers: 2, placed: 3 }));
    const { id: image } = await engine.decode(new Blob());
    const request = { model, image, framing, positionRule: 'publisher', queryToken: 0 } as const;
    const plain = await engine.trace(request);
    const interventions = parseInterventions(change);
    return { engine, plain, changed: await engine.trace({ ...request, interventions }) };
  }

  test('values of a run that went on from a cached prefix are those of its own stream', async () => {
    const { engine, plain, changed } = await traced({ mask: { tokens: [3], layers: [1] } });
    expect(changed.cachedLayers).toBe(1);
    const tokens = tokenCount(plain.layout);
    const ask = async (trace: TraceId) => (await engine.similarity(trace, { site: 'v', tokens: [4] })).values;
    const [before, after] = [await ask(plain.trace), await ask(changed.trace)];
    expect(after.subarray(0, 2 * tokens)).toEqual(before.subarray(0, 2 * tokens));
    expect(after.subarray(2 * tokens)).not.toEqual(before.subarray(2 * tokens));
  });

  test('say that a trace is gone', async () => {
    const { engine, plain } = await traced();
    await engine.similarity(plain.trace, { site: 'v', tokens: [4] });
    await engine.release(plain.trace);
    await expect(engine.similarity(plain.trace, { site: 'v', tokens: [4] })).rejects.toThrow('is gone');
  });
});
