import * as words from '#words/engine/neuron-finder.ts';
import { findOnset, maxOverMedian } from '../core/analysis/onset.ts';
import { findOutliers, type OutlierRule } from '../core/analysis/outliers.ts';
import {
  chooseTopK,
  type NeuronScore,
  neuronList,
  rankNeurons,
  type SweepPoint,
  scoreNeurons,
} from '../core/analysis/register-neurons.ts';
import { InputError } from '../core/input-error.ts';
import type { NeuronList } from '../core/intervention/reroute.ts';
import { testTimeRegister } from '../core/intervention/test-time-register.ts';
import { mean } from '../core/tensor/statistics.ts';
import { patchCount, patchValues, prefixCount, type TokenLayout } from '../core/vit/token-layout.ts';
import { createFinderRunner, type FinderRunner, finderTaps } from './finder-runner.ts';
import type { Model } from './model.ts';
import { type Acceptance, acceptNeurons } from './neuron-acceptance.ts';
import type { Pixels } from './trace-runner.ts';

/** What is searched for. Layers may count from the end: −1 is the last. */
export interface FinderRequest {
  readonly rule: OutlierRule;
  /** Where outliers are told from their norm; absent: where they stand out most. */
  readonly detectLayer?: number;
  /** The last layer whose neurons count; absent: the one where outliers appear. */
  readonly highestLayer?: number;
  /** How many neurons; absent: as few as remove the outliers. */
  readonly topK?: number;
  readonly sparsityFilter: boolean;
}

export interface FinderProgress {
  readonly stage: 'norms' | 'scores' | 'sweep';
  readonly done: number;
  readonly total: number;
}

type Report = (progress: FinderProgress) => void;

export interface FinderResult {
  readonly neurons: NeuronList;
  readonly settings: Required<FinderRequest> & {
    readonly images: number;
    readonly imagesWithOutliers: number;
  };
  /** The highest scores first: those chosen and the runners-up. */
  readonly scores: readonly NeuronScore[];
  /** The first entry is the unchanged model, with top-k 0. */
  readonly sweep: readonly SweepPoint[];
  /** |activation| of each of `scores` on the patches of the first image with outliers [scores, patches]. */
  readonly activationMaps: readonly Float32Array[];
  readonly acceptance: Acceptance;
}

const sweptTopK = [1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45, 60];
// From here on a sweep ends when its last points are no better than one before.
const patience = { from: 10, points: 3, gain: 0.95 };
const scoresReported = 32;

interface Baseline {
  readonly input: Pixels;
  readonly layout: TokenLayout;
  readonly norms: readonly Float32Array[];
}

interface Case extends Baseline {
  readonly threshold: number;
  /** Token indices. */
  readonly outliers: readonly number[];
}

/**
 * Finds the neurons that make high-norm tokens and the fewest of them that are worth moving to a test-time
 * register (Jiang et al. 2025, algorithm 1 and section 4).
 * @throws InputError if no image has outliers or a layer is not there.
 */
export async function findRegisterNeurons(
  model: Model,
  inputs: readonly Pixels[],
  request: FinderRequest,
  { signal, onProgress }: { signal: AbortSignal; onProgress: Report },
): Promise<FinderResult> {
  const run = createFinderRunner(model, signal);
  const baselines: Baseline[] = [];
  for (const [done, input] of inputs.entries()) {
    onProgress({ stage: 'norms', done, total: inputs.length });
    const { layout, layers } = await run(input, {}, { taps: finderTaps });
    baselines.push({ input, layout, norms: layers.map(({ taps }) => taps.norms!) });
  }
  const { detectLayer, highestLayer } = chooseLayers(model, baselines, request);
  const cases = baselines.flatMap((baseline) => casesOf(baseline, detectLayer, request.rule));
  if (cases.length === 0) {
    throw new InputError(words.noOutliers(inputs.length, detectLayer));
  }
  const ranked = await rank(run, model, cases, { ...request, highestLayer, onProgress });
  if (request.topK !== undefined && request.topK > ranked.length) {
    throw new InputError(words.tooFewNeurons(ranked.length, highestLayer, request.topK));
  }
  const sweep = await sweepTopK(run, cases, { ranked, detectLayer, topK: request.topK, onProgress });
  const topK = request.topK ?? chooseTopK(sweep.slice(1));
  const neurons = neuronList(ranked.slice(0, topK));
  const scores = ranked.slice(0, Math.max(topK, scoresReported));
  const settings = {
    ...request,
    detectLayer,
    highestLayer,
    topK,
    images: inputs.length,
    imagesWithOutliers: cases.length,
  };
  return {
    neurons,
    settings,
    scores,
    sweep,
    activationMaps: await activationMaps(run, model, cases[0]!, scores),
    acceptance: await acceptNeurons(
      run,
      cases.map(({ input }) => input),
      { neurons, detectLayer, heads: model.spec.heads },
    ),
  };
}

/** The detect and the highest layer: as asked for, else from the norms of all images. */
function chooseLayers(
  { spec }: Model,
  baselines: readonly Baseline[],
  request: FinderRequest,
): { detectLayer: number; highestLayer: number } {
  const ratios = Array.from({ length: spec.depth }, (_, layer) =>
    mean(baselines.map(({ layout, norms }) => maxOverMedian(patchValues(layout, norms[layer]!)))),
  );
  const onset = findOnset(ratios);
  const resolve = (asked: number | undefined, found: number | undefined, which: 'detect' | 'highest') => {
    if (asked === undefined) {
      if (found !== undefined) return found;
      throw new InputError(words.noHighNorms(Math.max(...ratios)));
    }
    const layer = asked < 0 ? spec.depth + asked : asked;
    if (layer >= 0 && layer < spec.depth) return layer;
    throw new InputError(words.unknownLayer[which](asked, spec.depth - 1));
  };
  return {
    detectLayer: resolve(request.detectLayer, onset?.detectLayer, 'detect'),
    highestLayer: resolve(request.highestLayer, onset?.layer, 'highest'),
  };
}

function casesOf(baseline: Baseline, detectLayer: number, rule: OutlierRule): Case[] {
  const { layout, norms } = baseline;
  const { indices, threshold } = findOutliers(patchValues(layout, norms[detectLayer]!), rule);
  if (indices.length === 0) return [];
  return [{ ...baseline, threshold, outliers: indices.map((patch) => patch + prefixCount(layout)) }];
}

async function rank(
  run: FinderRunner,
  model: Model,
  cases: readonly Case[],
  {
    highestLayer,
    sparsityFilter,
    onProgress,
  }: { highestLayer: number; sparsityFilter: boolean; onProgress: Report },
): Promise<NeuronScore[]> {
  const { hidden } = model.spec.mlp;
  const totals = Array.from({ length: highestLayer + 1 }, () => new Float64Array(hidden));
  for (const [done, { input, outliers }] of cases.entries()) {
    onProgress({ stage: 'scores', done, total: cases.length });
    const { layers } = await run(input, {}, { taps: ['activations'], until: highestLayer });
    for (const { layer, taps } of layers) {
      const scores = scoreNeurons(taps.activations!, hidden, { outliers, sparsityFilter });
      totals[layer] = totals[layer]!.map((total, neuron) => total + scores[neuron]! / cases.length);
    }
  }
  return rankNeurons(totals);
}

/** The effect of the first neurons, more and more of them; only of `topK` where that is given. */
async function sweepTopK(
  run: FinderRunner,
  cases: readonly Case[],
  options: {
    ranked: readonly NeuronScore[];
    detectLayer: number;
    topK: number | undefined;
    onProgress: Report;
  },
): Promise<SweepPoint[]> {
  const { ranked, detectLayer, onProgress } = options;
  const swept =
    options.topK === undefined ? sweptTopK.filter((topK) => topK <= ranked.length) : [options.topK];
  const unchanged = cases.map(({ threshold, layout, norms }) => ({
    threshold,
    patchNorms: patchValues(layout, norms[detectLayer]!),
  }));
  const points = [sweepPoint(0, unchanged)];
  for (const [done, topK] of swept.entries()) {
    onProgress({ stage: 'sweep', done, total: swept.length });
    const interventions = testTimeRegister(neuronList(ranked.slice(0, topK)));
    const changed: SweptCase[] = [];
    for (const { input, threshold } of cases) {
      const tail = { taps: finderTaps, until: detectLayer, lastOnly: true };
      const { layout, layers } = await run(input, interventions, tail);
      changed.push({ threshold, patchNorms: patchValues(layout, layers.at(-1)!.taps.norms!) });
    }
    points.push(sweepPoint(topK, changed));
    if (topK >= patience.from && hasSettled(points)) break;
  }
  return points;
}

function hasSettled(points: readonly SweepPoint[]): boolean {
  const least = (some: readonly SweepPoint[]) => Math.min(...some.map((point) => point.maxOverMedian));
  return least(points) > least(points.slice(0, -patience.points)) * patience.gain;
}

/** One image of a sweep: its patch norms in the detect layer, and what counts as an outlier there. */
interface SweptCase {
  readonly threshold: number;
  readonly patchNorms: Float32Array;
}

function sweepPoint(topK: number, cases: readonly SweptCase[]): SweepPoint {
  const outliers = cases.map(
    ({ threshold, patchNorms }) => patchNorms.filter((norm) => norm > threshold).length,
  );
  return {
    topK,
    maxOverMedian: mean(cases.map(({ patchNorms }) => maxOverMedian(patchNorms))),
    outliers: mean(outliers),
  };
}

async function activationMaps(
  run: FinderRunner,
  model: Model,
  { input, layout }: Case,
  scores: readonly NeuronScore[],
): Promise<Float32Array[]> {
  const { hidden } = model.spec.mlp;
  const until = Math.max(...scores.map(({ layer }) => layer));
  const { layers } = await run(input, {}, { taps: ['activations'], until });
  const first = prefixCount(layout);
  return scores.map(({ layer, neuron }) => {
    const activations = layers[layer]!.taps.activations!;
    return Float32Array.from({ length: patchCount(layout) }, (_, patch) =>
      Math.abs(activations[(first + patch) * hidden + neuron]!),
    );
  });
}
