import { expect, test } from 'vitest';
import { distance } from '../../tools/fixtures/compare.ts';
import { golden } from '../../tools/fixtures/goldens.ts';
import { runModel } from '../../tools/fixtures/model-run.ts';
import { checkpointBeside, openTensorFile, readTensor } from '../../tools/fixtures/tensor-file.ts';
import { followedSinks, meanEntropy, receivedShare } from '../core/analysis/layer-measures.ts';
import { NORM_SITES, type NormSite } from '../core/analysis/norm-sites.ts';
import { DEFAULT_RULES, findOutliers, type OutlierRuleKind } from '../core/analysis/outliers.ts';
import { summarise } from '../core/tensor/statistics.ts';
import { patchValues, tokenCount } from '../core/vit/token-layout.ts';
import type { TraceId, TraceStart } from './engine.ts';
import { normsAfterFinal } from './final-norms.ts';
import { openModel } from './model.ts';
import { createNodeRuntime } from './node.ts';
import type { Trace } from './trace.ts';

const taps = ['norms', 'attentionNorms', 'mlpNorms', 'received', 'entropy'] as const;
const { config, golden: path } = golden('norm-sites-micro');
const file = await openTensorFile(path);
const trace = await tracedGolden();
const { layout } = trace.start;
const tokens = tokenCount(layout);
const norms = await normsBySite();
const rules = { ...DEFAULT_RULES, absolute: { kind: 'absolute', norm: 20 } } as const;

/** A model with two registers on 6 × 11 patches, one neuron of which makes a few patches' norms large. */
async function tracedGolden(): Promise<Trace> {
  const model = await openModel(
    await checkpointBeside(config),
    await createNodeRuntime({ prefer: 'wasm', threads: 1 }),
  );
  const { data: pixels, shape } = await readTensor(file, 'pixels');
  const input = { pixels, height: shape[2]!, width: shape[3]! };
  const { run, layers } = await runModel(model, input, { taps });
  const { depth, heads } = model.spec;
  const start: TraceStart = {
    trace: 'trace' as TraceId,
    layout: run.layout,
    frame: { x: 0, y: 0, width: input.width, height: input.height },
    input,
    depth,
    heads,
    queryToken: 0,
    interventions: {},
  };
  return { start, model, source: '', run, layers: [...layers], ending: undefined };
}

async function normsBySite(): Promise<Readonly<Record<NormSite, Float32Array[]>>> {
  const { values, layers } = await normsAfterFinal(() => trace);
  return {
    output: trace.layers.map((layer) => layer.taps.norms!),
    final: Array.from({ length: layers }, (_, layer) =>
      values.subarray(layer * tokens, (layer + 1) * tokens),
    ),
    attention: trace.layers.map((layer) => layer.taps.attentionNorms!),
    mlp: trace.layers.map((layer) => layer.taps.mlpNorms!),
  };
}

function flat(rows: readonly Float32Array[]): Float32Array {
  return Float32Array.from(rows.flatMap((row) => [...row]));
}

async function expected(name: string): Promise<Float32Array> {
  return (await readTensor(file, name)).data;
}

test('the grid is not square and has registers', () => {
  expect(layout).toMatchObject({ cls: 1, registers: 2, rows: 6, columns: 11 });
});

test.each(NORM_SITES)('norms of the %s equal the reference in every layer', async (site) => {
  expect(distance(flat(norms[site]), await expected(`norms.${site}`)).relative).toBeLessThan(1e-5);
});

test.each(
  NORM_SITES.flatMap((site) =>
    (Object.keys(rules) as OutlierRuleKind[]).map((rule) => [site, rule] as const),
  ),
)('of the %s, the rule %s draws its line and counts as the reference does', async (site, rule) => {
  const found = norms[site].map((all) => findOutliers(patchValues(layout, all), rules[rule]));
  const thresholds = Float32Array.from(found, ({ threshold }) => threshold);
  expect(distance(thresholds, await expected(`threshold.${site}.${rule}`)).relative).toBeLessThan(1e-5);
  const counts = found.map(({ indices }) => indices.length);
  expect(counts).toEqual([...(await expected(`outliers.${site}.${rule}`))]);
});

test.each(NORM_SITES)('median and largest norm of the %s equal the reference', async (site) => {
  const summaries = norms[site].map((all) => summarise(patchValues(layout, all)));
  const medians = Float32Array.from(summaries, ({ median }) => median);
  const largest = Float32Array.from(summaries, ({ maximum }) => maximum);
  expect(distance(medians, await expected(`median.${site}`)).relative).toBeLessThan(1e-5);
  expect(distance(largest, await expected(`largest.${site}`)).relative).toBeLessThan(1e-5);
});

test('registers and outliers are followed as sinks, with their share and the entropy of every layer', async () => {
  const sinks = followedSinks(norms.output, layout, DEFAULT_RULES.robust);
  expect(sinks.tokens).toEqual([...(await expected('sinks'))]);
  expect(sinks).toMatchObject({ registers: 2, outliers: 4, layer: (await expected('detect_layer'))[0] });
  const shares = trace.layers.map(({ taps }) => receivedShare(taps.received!, tokens, sinks.tokens));
  expect(distance(Float32Array.from(shares), await expected('sink_share')).absolute).toBeLessThan(1e-6);
  const entropies = trace.layers.map(({ taps }) => meanEntropy(taps.entropy!));
  expect(distance(Float32Array.from(entropies), await expected('entropy')).absolute).toBeLessThan(1e-5);
});

test('norms after the final norm are computed once a layer', async () => {
  const again = await normsAfterFinal(() => ({
    ...trace,
    model: { ...trace.model, runHead: () => Promise.reject(new Error('It ran again.')) },
  }));
  expect(again.layers).toBe(trace.start.depth);
  expect(flat(norms.final)).toEqual(again.values);
});
