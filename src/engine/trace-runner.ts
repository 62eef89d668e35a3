import type { BlockTap } from '../core/graph/block-program.ts';
import { embedPositions, type Grid } from '../core/vit/positions.ts';
import type { PositionRule, ViTSpec } from '../core/vit/spec.ts';
import type { TokenLayout } from '../core/vit/token-layout.ts';
import type { Model } from './model.ts';

// A chunk of attention scores beyond this leaves the processor's caches and only costs memory.
const chunkBytes = 16 * 2 ** 20;

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
}

/** The model's input as the embedding takes it. */
export interface Pixels {
  /** [3, height, width] */
  readonly pixels: Float32Array;
  readonly height: number;
  readonly width: number;
}

/** The token layout of a model for an input of the given size in pixels. */
export function layoutFor(spec: ViTSpec, input: { height: number; width: number }): TokenLayout {
  return {
    cls: spec.cls ? 1 : 0,
    registers: spec.registers,
    rows: Math.floor(input.height / spec.patch),
    columns: Math.floor(input.width / spec.patch),
    testTimeRegisters: 0,
  };
}

/** Number of query chunks for a sequence: a power of 4 where it can be, so that few sizes need new sessions. */
export function queryChunksFor(spec: Pick<ViTSpec, 'heads'>, tokens: number): number {
  const scoreBytes = spec.heads * tokens * tokens * 4;
  let chunks = 1;
  while (scoreBytes / chunks > chunkBytes) chunks *= 4;
  return evenChunks(tokens, chunks);
}

/** At most `chunks`, lowered until the last chunk is not empty: ONNX `Split` makes all others ⌈tokens / chunks⌉ long. */
export function evenChunks(tokens: number, chunks: number): number {
  return Math.ceil(tokens / Math.ceil(tokens / chunks));
}

/** Pixels → the residual stream before the first block [tokens, width]. */
export async function embed(model: Model, input: Pixels, rule: PositionRule): Promise<Float32Array> {
  const { spec, tables } = model;
  const grid: Grid = layoutFor(spec, input);
  const { positions, prefix } = embedPositions(spec, tables, grid, rule);
  const session = await model.embedding();
  const { x } = await session.run({
    pixels: { data: input.pixels, dims: [1, 3, input.height, input.width] },
    positions: { data: positions, dims: [grid.rows * grid.columns, spec.width] },
    prefix: { data: prefix, dims: [prefix.length / spec.width, spec.width] },
  });
  return x!.data;
}

/** Runs the blocks from `start` on over the residual stream `x` that enters it, yielding after each. */
export async function* runBlocks(
  model: Model,
  x: Float32Array,
  { start, taps }: { start: number; taps: ReadonlySet<BlockTap> },
): AsyncGenerator<Layer, void> {
  const { spec } = model;
  const tokens = x.length / spec.width;
  const options = { taps, queryChunks: queryChunksFor(spec, tokens) };
  let stream = x;
  for (let layer = start; layer < spec.depth; layer++) {
    const session = await model.block(layer, options);
    const { y, ...rest } = await session.run({ x: { data: stream, dims: [tokens, spec.width] } });
    stream = y!.data;
    const tapped: Partial<Record<BlockTap, Float32Array>> = {};
    for (const tap of taps) tapped[tap] = rest[tap]!.data;
    // The program sums over the queries; the mean is what is reported.
    if (tapped.received) tapped.received = tapped.received.map((sum) => sum / tokens);
    yield { layer, output: stream, taps: tapped };
  }
}

/** The last block's output → final norm and logits. */
export async function runHead(model: Model, x: Float32Array): Promise<Ending> {
  const session = await model.head();
  const { final, norms, logits } = await session.run({
    x: { data: x, dims: [x.length / model.spec.width, model.spec.width] },
  });
  return { final: final!.data, finalNorms: norms!.data, logits: logits?.data };
}

/** Bytes of float arrays. */
export function byteSize(arrays: Iterable<Float32Array | undefined>): number {
  let bytes = 0;
  for (const array of arrays) bytes += array?.byteLength ?? 0;
  return bytes;
}
