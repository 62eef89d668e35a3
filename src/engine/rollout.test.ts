import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { distance } from '../../tools/fixtures/compare.ts';
import { type GoldenName, golden } from '../../tools/fixtures/goldens.ts';
import { runModel } from '../../tools/fixtures/model-run.ts';
import { checkpointBeside, openTensorFile, readTensor } from '../../tools/fixtures/tensor-file.ts';
import type { HeadFusion } from '../core/analysis/rollout.ts';
import { type Interventions, parseInterventions } from '../core/intervention/interventions.ts';
import type { TraceId, TraceStart } from './engine.ts';
import { openModel } from './model.ts';
import { createNodeRuntime } from './node.ts';
import { createRollouts } from './rollout.ts';
import type { Trace } from './trace.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm', threads: 1 });
const reference = await openTensorFile(
  fileURLToPath(new URL('../../tools/fixtures/goldens/combining.safetensors', import.meta.url)),
);
const never = new AbortController().signal;

/** A whole trace of a golden's pixels, or of its first layers. */
async function traceOf(
  name: GoldenName,
  pixels: string,
  interventions: Interventions = {},
  layers?: number,
): Promise<Trace> {
  const files = golden(name);
  const model = await openModel(await checkpointBeside(files.config), runtime);
  const { data, shape } = await readTensor(await openTensorFile(files.golden), pixels);
  const [, , height = 0, width = 0] = shape;
  const run = await runModel(
    model,
    { pixels: data, height, width },
    { taps: ['q', 'k', 'logsumexp', 'attention'], interventions },
  );
  const { depth, heads } = model.spec;
  const start: TraceStart = {
    trace: `${name} ${pixels}` as TraceId,
    layout: run.run.layout,
    frame: { x: 0, y: 0, width, height },
    input: { height, width },
    depth,
    heads,
    queryToken: 0,
    interventions,
  };
  return {
    start,
    model,
    source: name,
    run: run.run,
    layers: run.layers.slice(0, layers),
    ending: run.ending,
  };
}

const published = golden('test-time-registers-micro');
const appended = parseInterventions(
  JSON.parse(readFileSync(join(dirname(published.config), 'intervention.json'), 'utf8')),
);

const cases: [string, string, () => Promise<Trace>][] = [
  ['trained registers on a wide grid', 'wide', () => traceOf('dinov2-registers-micro', '42x84.pixels')],
  [
    'registers appended behind the patches',
    'appended',
    () => traceOf('test-time-registers-micro', 'pixels', appended),
  ],
  ['softmax-1 and gates', 'softmax1', () => traceOf('gated-softmax1-micro', 'pixels')],
];

const limits = {
  'kept matrices': { keptBytes: 2 ** 20, scoreBytes: 2 ** 20 },
  'matrices made anew, three rows at a time': { keptBytes: 0, scoreBytes: 1 },
} as const;

describe.each(Object.entries(limits))('rollout from %s equals the reference with', (_, limit) => {
  test.each(cases)('%s', async (_name, key, open) => {
    const trace = await open();
    const tokens = [...(await readTensor(reference, `${key}.tokens`)).data];
    const rollouts = createRollouts(runtime, limit);
    for (const name of reference.tensors.keys()) {
      const [, kase, heads, identity, start, discard, direction] =
        /^(.*)\.rollout\.(\w+)\.(\w+)\.(\d)\.([\d.]+)\.(row|column)$/.exec(name) ?? [];
      if (kase !== key) continue;
      const expected = await readTensor(reference, name);
      const options = {
        heads: heads as HeadFusion,
        identity: identity === 'True',
        start: Number(start),
        discard: Number(discard),
      };
      const [layers = 0, asked = 0, size = 0] = expected.shape;
      for (const [place, token] of tokens.entries()) {
        const question = { direction: direction as 'row' | 'column', tokens: [token], options };
        const { values } = await rollouts.answer(() => trace, question, never);
        const own = Float32Array.from({ length: layers * size }, (_value, i) => {
          const layer = Math.floor(i / size);
          return expected.data[(layer * asked + place) * size + (i % size)]!;
        });
        expect(distance(values, own).absolute, `${name} of token ${token}`).toBeLessThan(2e-6);
      }
    }
  });
});
