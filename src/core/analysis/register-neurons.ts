import type { NeuronList } from '../intervention/reroute.ts';

/** A neuron of an MLP's hidden layer and how strongly it fires on outlier tokens. */
export interface NeuronScore {
  readonly layer: number;
  readonly neuron: number;
  /** Mean |activation| over the outlier tokens, averaged over the images that have any. */
  readonly score: number;
}

/** What the first `topK` neurons of a ranking achieve, averaged over the images. */
export interface SweepPoint {
  readonly topK: number;
  /** Largest over median patch norm in the detect layer. */
  readonly maxOverMedian: number;
  /** Patches above the threshold that the unchanged run gave. */
  readonly outliers: number;
}

// A neuron is kept by the sparsity filter if at least this share of tokens lies below this activation
// (nickjiang2378/test-time-registers, shared/algorithms.py).
const sparseShare = 0.5;
const sparseActivation = 0.5;

// The best that a sweep reaches counts as reached within this share of it.
const tolerance = 0.1;

/**
 * Scores of one layer's neurons on one image (Jiang et al. 2025, algorithm 1): the mean of |activation| over the
 * outlier tokens. `activations` [tokens, hidden] → [hidden]; with the filter, 0 for neurons that are not sparse.
 */
export function scoreNeurons(
  activations: Float32Array,
  hidden: number,
  { outliers, sparsityFilter }: { outliers: readonly number[]; sparsityFilter: boolean },
): Float64Array {
  const scores = new Float64Array(hidden);
  for (const token of outliers) {
    for (let neuron = 0; neuron < hidden; neuron++) {
      scores[neuron] = scores[neuron]! + Math.abs(activations[token * hidden + neuron]!) / outliers.length;
    }
  }
  if (!sparsityFilter) return scores;
  const low = new Uint32Array(hidden);
  for (let i = 0; i < activations.length; i++) {
    if (activations[i]! < sparseActivation) low[i % hidden]!++;
  }
  const needed = sparseShare * (activations.length / hidden);
  return scores.map((score, neuron) => (low[neuron]! >= needed ? score : 0));
}

/** All neurons of the layers [hidden], the highest score first. */
export function rankNeurons(scoresByLayer: readonly Float64Array[]): NeuronScore[] {
  return scoresByLayer
    .flatMap((scores, layer) => Array.from(scores, (score, neuron) => ({ layer, neuron, score })))
    .sort((a, b) => b.score - a.score);
}

/** The intervention's form of a ranking's neurons. */
export function neuronList(neurons: readonly NeuronScore[]): NeuronList {
  const list: Record<string, number[]> = {};
  for (const { layer, neuron } of neurons) list[layer] = [...(list[layer] ?? []), neuron];
  return list;
}

/** The smallest top-k whose max / median is within 10 % of the least that the sweep reaches. */
export function chooseTopK(sweep: readonly SweepPoint[]): number {
  const least = Math.min(...sweep.map((point) => point.maxOverMedian));
  return sweep.find((point) => point.maxOverMedian <= least * (1 + tolerance))!.topK;
}
