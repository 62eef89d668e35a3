import type { BlockTap } from '../core/graph/block-program.ts';
import { hasPrefix } from '../core/graph/embedding-program.ts';
import { poolsPatches } from '../core/graph/head-program.ts';
import { queryChunksFor } from '../core/graph/query-chunks.ts';
import { appendRegisters } from '../core/intervention/appended-registers.ts';
import type { CompiledRun } from '../core/intervention/compiled-run.ts';
import { embedPositions, type Grid } from '../core/vit/positions.ts';
import type { PositionRule, ViTSpec } from '../core/vit/spec.ts';
import { patchCount, prefixCount, type TokenLayout, tokenCount } from '../core/vit/token-layout.ts';
import type { Model } from './model.ts';

/** One block's output and taps. */
export interface Layer {
  readonly layer: number;
  /** [tokens, width] */
  readonly output: Float32Array;
  readonly taps: Readonly<Partial<Record<BlockTap, Float32Array>>>;
}

/** The end of a run. */
export interface Ending {
  /** After the final LayerNorm [tokens, width]. */
  readonly final: Float32Array;
  /** [tokens] */
  readonly finalNorms: Float32Array;
  /** [classes], where the checkpoint has a head. */
  readonly logits: Float32Array | undefined;
  /** The vector to compare with texts, not normalised [embedding width], where the checkpoint makes one. */
  readonly embedding: Float32Array | undefined;
}

/** The model's input as the embedding takes it. */
export interface Pixels {
  /** [3, height, width] */
  readonly pixels: Float32Array;
  readonly height: number;
  readonly width: number;
}

/** The patch grid of a model for an input of the given size in pixels. */
export function gridFor(spec: ViTSpec, input: { height: number; width: number }): Grid {
  return { rows: Math.floor(input.height / spec.patch), columns: Math.floor(input.width / spec.patch) };
}

/** Pixels → the residual stream before the first block [tokens, width]. */
export async function embed(
  model: Model,
  input: Pixels,
  { rule, run }: { rule: PositionRule | 'rope'; run: CompiledRun },
): Promise<Float32Array> {
  const { spec, tables } = model;
  const { layout } = run;
  const { width } = spec;
  const { positions, prefix } = embedPositions(spec, tables, layout, rule);
  // Dropped registers are the last of the prefix.
  const kept = prefix.subarray(0, prefixCount(layout) * width);
  const { x } = await model.runEmbedding({
    pixels: { data: input.pixels, dims: [1, 3, input.height, input.width] },
    ...(positions && { positions: { data: positions, dims: [patchCount(layout), width] } }),
    ...(hasPrefix(spec) && { prefix: { data: kept, dims: [prefixCount(layout), width] } }),
  });
  const { registers } = run.interventions;
  const patches = { begin: prefixCount(layout), end: prefixCount(layout) + patchCount(layout) };
  const tokens = registers?.count ? appendRegisters(x!.data, registers, { width, patches }) : x!.data;
  if (!spec.preNorm) return tokens;
  const { y } = await model.runPreNorm({ x: { data: tokens, dims: [tokenCount(layout), width] } });
  return y!.data;
}

/** Runs the blocks from `start` on over the residual stream that enters it, yielding after each. */
export async function* runBlocks(
  model: Model,
  entering: Float32Array,
  { start, taps, run }: { start: number; taps: readonly BlockTap[]; run: CompiledRun },
): AsyncGenerator<Layer, void> {
  const { spec } = model;
  const tokens = tokenCount(run.layout);
  const { gpu } = model;
  const queryChunks = queryChunksFor(spec, tokens, gpu);
  let stream = entering;
  for (let layer = start; layer < spec.depth; layer++) {
    const { variant, feeds } = run.blocks[layer]!;
    const available = new Set(taps.filter((tap) => hasTap(tap, spec, variant)));
    const x = { data: stream, dims: [tokens, spec.width] };
    const { y, ...rest } = await model.runBlock(
      layer,
      { ...variant, taps: available, queryChunks, gpu },
      { x, ...feeds },
    );
    stream = y!.data;
    const tapped: Partial<Record<BlockTap, Float32Array>> = {};
    for (const tap of available) tapped[tap] = rest[tap]!.data;
    // The program sums over the queries; the mean is what is reported.
    if (tapped.received) tapped.received = tapped.received.map((sum) => sum / tokens);
    yield { layer, output: stream, taps: tapped };
  }
}

/** Whether a block computes what a tap reports. */
function hasTap(
  tap: BlockTap,
  spec: ViTSpec,
  variant: { normaliser: { kind: string }; gate: boolean },
): boolean {
  if (tap === 'gate') return spec.gate !== undefined && variant.gate;
  if (tap === 'logsumexp') return variant.normaliser.kind !== 'sigmoid';
  return true;
}

/** The last block's output → final norm, logits and embedding. */
export async function runHead(model: Model, x: Float32Array, layout: TokenLayout): Promise<Ending> {
  const { spec } = model;
  const { final, norms, logits, embedding } = await model.runHead({
    x: { data: x, dims: [tokenCount(layout), spec.width] },
    ...(poolsPatches(spec) && { patches: { data: patchIndicator(layout), dims: [1, tokenCount(layout)] } }),
  });
  return {
    final: final!.data,
    finalNorms: norms!.data,
    logits: logits?.data,
    embedding: embedding?.data,
  };
}

/** 1 at patches, else 0 [tokens]. */
function patchIndicator(layout: TokenLayout): Float32Array {
  const first = prefixCount(layout);
  return new Float32Array(tokenCount(layout)).fill(1, first, first + patchCount(layout));
}
