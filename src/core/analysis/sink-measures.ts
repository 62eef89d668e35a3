import { largestEigenvalue } from '../tensor/largest-eigenvalue.ts';

/**
 * What a sink does in a head: a `nop` takes mass and gives next to nothing back, a `broadcast` sink writes the same
 * into every token. Where neither holds it is `mixed`; `none` where the sinks receive little.
 */
export type SinkKind = 'none' | 'nop' | 'broadcast' | 'mixed';

/** Measures of one head in one layer. */
export interface HeadMeasures {
  /** Share of the attention that the sinks receive, mean over all queries; of the CLS query alone. */
  readonly sinkShare: number;
  readonly clsSinkShare: number;
  /** Mean entropy of the rows, in nats. */
  readonly entropy: number;
  /** Mean ‖v‖ of the sinks over the mean ‖v‖ of the other tokens; NaN without sinks. */
  readonly valueNormRatio: number;
  /** ‖O‖²_F / σ₁² of the head's output O [tokens, head width]; 1 means that every token gets the same direction. */
  readonly stableRank: number;
  readonly kind: SinkKind;
}

/** The taps of one layer that the measures need; per head and token [heads, tokens] but for `outputGram`. */
export interface LayerTaps {
  readonly received: Float32Array;
  readonly cls: Float32Array;
  readonly entropy: Float32Array;
  readonly valueNorms: Float32Array;
  /** OᵀO [heads, head width, head width] */
  readonly outputGram: Float32Array;
}

const leastShare = 0.1;
const nopRatio = 0.2;
const broadcast = { ratio: 0.5, stableRank: 1.5 };

/** Measures of every head of a layer for chosen sinks. `received` is a mean over queries, so shares add up to 1. */
export function measureHeads(
  taps: LayerTaps,
  { heads, tokens, sinks }: { heads: number; tokens: number; sinks: readonly number[] },
): HeadMeasures[] {
  return Array.from({ length: heads }, (_, head) => {
    const own = (values: Float32Array) => values.subarray(head * tokens, (head + 1) * tokens);
    const gramSize = taps.outputGram.length / heads;
    const gram = taps.outputGram.subarray(head * gramSize, (head + 1) * gramSize);
    const sinkShare = sumAt(own(taps.received), sinks);
    const valueNormRatio = ratioOfMeans(own(taps.valueNorms), sinks);
    const stableRank = stableRankOf(gram);
    return {
      sinkShare,
      clsSinkShare: sumAt(own(taps.cls), sinks),
      entropy: own(taps.entropy).reduce((a, b) => a + b, 0) / tokens,
      valueNormRatio,
      stableRank,
      kind: kindOf({ sinkShare, valueNormRatio, stableRank }),
    };
  });
}

function kindOf(head: { sinkShare: number; valueNormRatio: number; stableRank: number }): SinkKind {
  if (head.sinkShare < leastShare) return 'none';
  if (head.valueNormRatio < nopRatio) return 'nop';
  const isBroadcast = head.valueNormRatio >= broadcast.ratio && head.stableRank <= broadcast.stableRank;
  return isBroadcast ? 'broadcast' : 'mixed';
}

function sumAt(values: Float32Array, tokens: readonly number[]): number {
  return tokens.reduce((sum, token) => sum + values[token]!, 0);
}

function ratioOfMeans(values: Float32Array, sinks: readonly number[]): number {
  const sinkSum = sumAt(values, sinks);
  const otherSum = values.reduce((a, b) => a + b, 0) - sinkSum;
  return sinkSum / sinks.length / (otherSum / (values.length - sinks.length));
}

/** ‖O‖²_F / σ₁² from OᵀO, whose trace and largest eigenvalue these are. */
function stableRankOf(gram: Float32Array): number {
  const size = Math.sqrt(gram.length);
  let trace = 0;
  for (let i = 0; i < size; i++) trace += gram[i * (size + 1)]!;
  return trace / largestEigenvalue(gram, size);
}
