import { gramMatrix, type Pause } from '../tensor/gram.ts';
import { leadingEigenpairs } from '../tensor/leading-eigenpairs.ts';
import type { Features } from './features.ts';

/** Tokens of one layer from which a basis is made. */
export interface BasisTokens {
  readonly features: Features;
  /** Token indices. */
  readonly tokens: readonly number[];
}

/** The directions in which tokens differ most. */
export interface Components {
  /** Of the tokens that made the basis [width]. */
  readonly mean: Float64Array;
  /** Unit vectors [components, width]. */
  readonly vectors: Float64Array;
  /** Each component's share of the whole variance [components], in [0, 1]. */
  readonly explained: Float64Array;
}

/** Red, green and blue. */
export const COMPONENT_COUNT = 3;

/**
 * The first three principal components of tokens, all of them together: centred by their common mean, not scaled by
 * channel. Signs: the entry that is largest by magnitude, of equal ones the first, is positive, as scikit-learn's
 * `svd_flip` has it for components. From the covariance or from the tokens' products, whichever is smaller.
 * A component that does not exist is a vector of zeros.
 */
export async function principalComponents(parts: readonly BasisTokens[], pause: Pause): Promise<Components> {
  const width = parts[0]!.features.heads * parts[0]!.features.headWidth;
  const count = parts.reduce((sum, { tokens }) => sum + tokens.length, 0);
  const byChannel = gatherByChannel(parts, width, count);
  const mean = centre(byChannel, width, count);
  const { values, vectors } =
    count < width
      ? await byTokens(byChannel, width, count, pause)
      : await byCovariance(byChannel, width, count, pause);
  let total = 0;
  for (const value of byChannel) total += value * value;
  for (let component = 0; component < COMPONENT_COUNT; component++) {
    fixSign(vectors.subarray(component * width, (component + 1) * width));
  }
  return { mean, vectors, explained: values.map((value) => (total > 0 ? value / total : 0)) };
}

/** Where every token lies along the components [tokens, components]. */
export function project(features: Features, { mean, vectors }: Components): Float32Array {
  const { heads, tokens, headWidth, values } = features;
  const width = heads * headWidth;
  const sums = new Float64Array(tokens * COMPONENT_COUNT);
  for (let component = 0; component < COMPONENT_COUNT; component++) {
    const vector = vectors.subarray(component * width, (component + 1) * width);
    for (let head = 0; head < heads; head++) {
      for (let token = 0; token < tokens; token++) {
        const begin = (head * tokens + token) * headWidth;
        let sum = 0;
        for (let i = 0, at = head * headWidth; i < headWidth; i++, at++) {
          sum += (values[begin + i]! - mean[at]!) * vector[at]!;
        }
        sums[token * COMPONENT_COUNT + component] = sums[token * COMPONENT_COUNT + component]! + sum;
      }
    }
  }
  return Float32Array.from(sums);
}

/** [width, count] */
function gatherByChannel(parts: readonly BasisTokens[], width: number, count: number): Float64Array {
  const gathered = new Float64Array(width * count);
  let place = 0;
  for (const { features, tokens: chosen } of parts) {
    const { heads, tokens, headWidth, values } = features;
    for (const token of chosen) {
      for (let head = 0; head < heads; head++) {
        const begin = (head * tokens + token) * headWidth;
        for (let i = 0; i < headWidth; i++)
          gathered[(head * headWidth + i) * count + place] = values[begin + i]!;
      }
      place++;
    }
  }
  return gathered;
}

/** Takes each channel's mean away and gives it back. */
function centre(byChannel: Float64Array, width: number, count: number): Float64Array {
  const mean = new Float64Array(width);
  for (let channel = 0; channel < width; channel++) {
    const values = byChannel.subarray(channel * count, (channel + 1) * count);
    let sum = 0;
    for (const value of values) sum += value;
    mean[channel] = count > 0 ? sum / count : 0;
    for (let i = 0; i < count; i++) values[i] = values[i]! - mean[channel]!;
  }
  return mean;
}

interface Pairs {
  /** Sums of squares along the components. */
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

async function byCovariance(
  byChannel: Float64Array,
  width: number,
  count: number,
  pause: Pause,
): Promise<Pairs> {
  const covariance = await gramMatrix(byChannel, width, count, pause);
  const pairs = await leadingEigenpairs(covariance, width, COMPONENT_COUNT, pause);
  return filledUp(pairs, width);
}

/** With fewer tokens than channels: the products of tokens have the same eigenvalues, and Xᵀ u the vectors. */
async function byTokens(byChannel: Float64Array, width: number, count: number, pause: Pause): Promise<Pairs> {
  const byToken = new Float64Array(byChannel.length);
  for (let channel = 0; channel < width; channel++) {
    for (let token = 0; token < count; token++) {
      byToken[token * width + channel] = byChannel[channel * count + token]!;
    }
  }
  const products = await gramMatrix(byToken, count, width, pause);
  const { values, vectors } = await leadingEigenpairs(products, count, COMPONENT_COUNT, pause);
  const inChannels = new Float64Array(values.length * width);
  for (const [component, value] of values.entries()) {
    const own = inChannels.subarray(component * width, (component + 1) * width);
    // Nothing is left along this component but rounding.
    if (value <= 1e-12 * values[0]!) continue;
    for (let token = 0; token < count; token++) {
      const factor = vectors[component * count + token]!;
      for (let channel = 0; channel < width; channel++) {
        own[channel] = own[channel]! + factor * byToken[token * width + channel]!;
      }
    }
    const length = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0));
    for (let channel = 0; channel < width; channel++) own[channel] = own[channel]! / length;
  }
  return filledUp({ values, vectors: inChannels }, width);
}

function filledUp({ values, vectors }: Pairs, width: number): Pairs {
  const allValues = new Float64Array(COMPONENT_COUNT);
  const allVectors = new Float64Array(COMPONENT_COUNT * width);
  allValues.set(values);
  allVectors.set(vectors);
  return { values: allValues, vectors: allVectors };
}

function fixSign(vector: Float64Array): void {
  let largest = 0;
  for (const value of vector) if (Math.abs(value) > Math.abs(largest)) largest = value;
  if (largest < 0) for (let i = 0; i < vector.length; i++) vector[i] = -vector[i]!;
}
