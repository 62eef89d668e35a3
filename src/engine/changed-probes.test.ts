import { describe, expect, test } from 'vitest';
import { distance } from '../../tools/fixtures/compare.ts';
import { runModel } from '../../tools/fixtures/model-run.ts';
import { createNoise, type RandomTimm, randomTimm } from '../../tools/fixtures/random-checkpoint.ts';
import { type AttentionInputs, attentionColumn, attentionRow } from '../core/analysis/attention-lines.ts';
import type { RgbImage } from '../core/image/framing.ts';
import { prepareImage } from '../core/image/prepare.ts';
import { type Interventions, parseInterventions } from '../core/intervention/interventions.ts';
import { tokenCount } from '../core/vit/token-layout.ts';
import { createLocalEngine } from './local-engine.ts';
import { openModel } from './model.ts';
import { createNodeRuntime } from './node.ts';

const runtime = await createNodeRuntime({ prefer: 'wasm', threads: 1 });
const photo: RgbImage = { width: 20, height: 12, data: Uint8Array.from(createNoise(4)(720, 40, 128)) };
const framing = { fit: 'stretch', size: { height: 12, width: 20 } } as const;

const changes: [string, RandomTimm, object][] = [
  ['a mask in some layers and heads', {}, { mask: { tokens: [0, 5, 6], layers: [0, 2], heads: [1, 2] } }],
  ['softmax-1', {}, { normaliser: 'softmax-1' }],
  ['softmax-1 and a mask', {}, { normaliser: 'softmax-1', mask: { tokens: [3], heads: [0] } }],
  ['sigmoid', {}, { normaliser: 'sigmoid' }],
  [
    'sigmoid, a mask and registers',
    {},
    { normaliser: 'sigmoid', mask: { tokens: [3] }, registers: { count: 2 } },
  ],
  ['clipped softmax', { softmax: 'clipped(-0.03:1.1)' }, {}],
  [
    'clipped softmax-1 and a mask',
    { softmax: 'clippedsoftmax1(-0.1:1)' },
    { mask: { tokens: [2, 4], layers: [1] } },
  ],
  [
    'an implied gate in mask form',
    {},
    { gate: { kind: 'implied', form: 'mask', sinks: { tokens: [4], layers: [2] } } },
  ],
  ['an implied gate in gate form', {}, { gate: { kind: 'implied', sinks: { tokens: [4] } } }],
  [
    'dropped and appended registers',
    { registers: 2, placed: 3 },
    { dropTrainedRegisters: true, registers: { count: 1 } },
  ],
];

/** The whole attention of a changed run [layers, heads, query, key] and what its lines are computed from. */
async function runWhole(checkpoint: RandomTimm, interventions: Interventions) {
  const model = await openModel(randomTimm(checkpoint), runtime);
  const input = prepareImage(photo, framing, model.spec);
  const taps = ['attention', 'q', 'k', 'logsumexp'] as const;
  const { run, layers } = await runModel(model, input, { taps, interventions });
  await model.dispose();
  const tokens = tokenCount(run.layout);
  return {
    tokens,
    layers: layers.map(({ layer, taps }) => {
      const { variant, feeds } = run.blocks[layer]!;
      const inputs: AttentionInputs = {
        q: taps.q!,
        k: taps.k!,
        heads: model.spec.heads,
        tokens,
        normaliser: variant.normaliser,
        mask: feeds.mask?.data,
      };
      return { inputs, attention: taps.attention!, logsumexp: taps.logsumexp };
    }),
  };
}

/** A row or column of one layer's attention [heads, tokens]. */
function lineOf(
  attention: Float32Array,
  tokens: number,
  kind: 'row' | 'column',
  token: number,
): Float32Array {
  return Float32Array.from({ length: attention.length / tokens }, (_, i) => {
    const square = Math.floor(i / tokens) * tokens * tokens;
    const other = i % tokens;
    return attention[square + (kind === 'row' ? token * tokens + other : other * tokens + token)]!;
  });
}

describe('rows and columns equal the whole attention of a run with', () => {
  test.each(changes)('%s', async (_, checkpoint, json) => {
    const interventions = parseInterventions(json);
    const { tokens, layers } = await runWhole(checkpoint, interventions);
    const engine = createLocalEngine(runtime, { decode: async () => photo, traceBudgetBytes: 2 ** 30 });
    const { id: model } = await engine.open(randomTimm(checkpoint));
    const { id: image } = await engine.decode(new Blob());
    const request = {
      model,
      image,
      framing,
      positionRule: 'publisher',
      queryToken: 0,
      interventions,
    } as const;
    const { trace } = await engine.trace(request);
    for (let token = 0; token < tokens; token++) {
      for (const kind of ['row', 'column'] as const) {
        const { values } = await engine.probe(trace, { kind, token });
        const size = values.length / layers.length;
        for (const [layer, { inputs, attention, logsumexp }] of layers.entries()) {
          const expected = lineOf(attention, tokens, kind, token);
          const where = `${kind} ${token} of layer ${layer}`;
          const probed = values.subarray(layer * size, (layer + 1) * size);
          expect(distance(probed, expected).absolute, `${where}, by a session`).toBeLessThan(5e-6);
          const plain =
            kind === 'row' ? attentionRow(inputs, token) : attentionColumn(inputs, logsumexp, token);
          expect(distance(plain, expected).absolute, `${where}, in plain code`).toBeLessThan(5e-6);
        }
      }
    }
    await engine.release(model);
  });
});

/** The mean of several arrays, or their sum. */
function combined(lines: readonly Float32Array[], how: 'mean' | 'sum'): Float32Array {
  return lines[0]!.map((_, i) => {
    const sum = lines.reduce((total, line) => total + line[i]!, 0);
    return how === 'mean' ? sum / lines.length : sum;
  });
}

describe('sets of tokens equal the mean of their rows and the sum of their columns with', () => {
  test.each<[string, RandomTimm, object]>([['nothing changed', {}, {}], ...changes])(
    '%s',
    async (_, checkpoint, json) => {
      const interventions = parseInterventions(json);
      const { tokens, layers } = await runWhole(checkpoint, interventions);
      const engine = createLocalEngine(runtime, { decode: async () => photo, traceBudgetBytes: 2 ** 30 });
      const { id: model } = await engine.open(randomTimm(checkpoint));
      const { id: image } = await engine.decode(new Blob());
      const request = {
        model,
        image,
        framing,
        positionRule: 'publisher',
        queryToken: 0,
        interventions,
      } as const;
      const { trace } = await engine.trace(request);
      const all = Array.from({ length: tokens }, (_, token) => token);
      for (const asked of [[3], [0, tokens - 1], all.slice(2, 9), all]) {
        const rows = await engine.probe(trace, { kind: 'rows', tokens: asked });
        const columns = await engine.probe(trace, { kind: 'columns', tokens: asked });
        for (const [layer, { inputs, attention, logsumexp }] of layers.entries()) {
          const size = rows.values.length / layers.length;
          const of = (values: Float32Array) => values.subarray(layer * size, (layer + 1) * size);
          const where = `${asked.length} tokens, layer ${layer}`;
          const whole = (kind: 'row' | 'column') =>
            asked.map((token) => lineOf(attention, tokens, kind, token));
          const plainRows = asked.map((token) => attentionRow(inputs, token));
          const plainColumns = asked.map((token) => attentionColumn(inputs, logsumexp, token));
          for (const lines of [whole('row'), plainRows]) {
            expect(distance(of(rows.values), combined(lines, 'mean')).absolute, where).toBeLessThan(5e-6);
          }
          for (const lines of [whole('column'), plainColumns]) {
            expect(distance(of(columns.values), combined(lines, 'sum')).absolute, where).toBeLessThan(2e-5);
          }
        }
      }
      await engine.release(model);
    },
  );
});
