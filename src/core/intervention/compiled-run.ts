import * as words from '#words/core/intervention.ts';
import { type BlockVariant, trainedVariant } from '../graph/block-program.ts';
import type { FloatTensor, FloatTensors } from '../tensor/float-tensor.ts';
import type { Grid } from '../vit/positions.ts';
import { ropeFeeds } from '../vit/rope.ts';
import type { ViTSpec } from '../vit/spec.ts';
import type { TokenLayout } from '../vit/token-layout.ts';
import type { BlockChange } from './intervention.ts';
import { bindInterventions, type Interventions } from './interventions.ts';
import { refuseBlindHeads } from './mask.ts';

/** What a block does in a run. */
export interface CompiledBlock {
  readonly variant: BlockVariant;
  readonly feeds: FloatTensors;
}

/** Interventions worked out for a model and a patch grid. */
export interface CompiledRun {
  readonly interventions: Interventions;
  readonly layout: TokenLayout;
  readonly blocks: readonly CompiledBlock[];
  /**
   * For each layer, what it and everything before it do: two runs on the same pixels with equal keys at a layer
   * have the same numbers up to there.
   */
  readonly keys: readonly string[];
}

/**
 * Works interventions out for a model and a patch grid.
 * @throws InputError naming what does not fit the model or the grid.
 */
export function compileRun(spec: ViTSpec, grid: Grid, interventions: Interventions = {}): CompiledRun {
  const given = bindInterventions(interventions);
  for (const intervention of given) intervention.check(spec);
  const own: TokenLayout = {
    cls: spec.cls ? 1 : 0,
    ...(spec.distillation && { distillation: 1 }),
    registers: spec.registers,
    rows: grid.rows,
    columns: grid.columns,
    testTimeRegisters: 0,
  };
  const layout = given.reduce((changed, intervention) => intervention.layout(changed), own);
  const trained: CompiledBlock = { variant: trainedVariant(spec.normaliser), feeds: ropeFeeds(spec, layout) };
  const blocks = Array.from({ length: spec.depth }, (_, layer) =>
    given.reduce((block, intervention) => apply(block, intervention.block({ spec, layout, layer })), trained),
  );
  const keys: string[] = [];
  for (const block of blocks) keys.push(`${keys.at(-1) ?? sequenceKey(interventions)} ${blockKey(block)}`);
  return { interventions, layout, blocks, keys };
}

function apply(block: CompiledBlock, change: BlockChange | undefined): CompiledBlock {
  if (!change) return block;
  const feeds: Record<string, FloatTensor> = { ...block.feeds };
  for (const [name, feed] of Object.entries(change.feeds ?? {})) {
    const known = feeds[name];
    feeds[name] = known ? combine(name, known, feed) : feed;
  }
  return { variant: { ...block.variant, ...change.variant }, feeds };
}

/** Two masks add up; nothing else is fed twice. */
function combine(name: string, a: FloatTensor, b: FloatTensor): FloatTensor {
  if (name !== 'mask') throw new Error(`Two interventions feed ${name}.`);
  const data = a.data.map((value, i) => Math.min(value, b.data[i]!));
  refuseBlindHeads(data, a.dims[0]!, words.maskAndGate);
  return { data, dims: a.dims };
}

/** What changes the sequence before the first block. */
function sequenceKey({ registers, dropTrainedRegisters }: Interventions): string {
  return JSON.stringify([registers?.count ? registers : undefined, dropTrainedRegisters || undefined]);
}

function blockKey({ variant, feeds }: CompiledBlock): string {
  return JSON.stringify([variant, ...Object.entries(feeds).map(([name, feed]) => [name, digest(feed.data)])]);
}

/** A 64-bit FNV-1a digest of the numbers' bits, in two lanes. */
function digest(values: Float32Array): string {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  let low = 0x811c9dc5;
  let high = 0xcbf29ce4;
  for (const word of bits) {
    low = Math.imul(low ^ word, 0x01000193);
    high = Math.imul(high ^ word ^ low, 0x01000193);
  }
  return `${(low >>> 0).toString(36)}${(high >>> 0).toString(36)}`;
}

/** The first layer whose numbers differ between two runs on the same pixels; undefined if none does. */
export function firstTouchedLayer(a: CompiledRun, b: CompiledRun): number | undefined {
  const layer = a.keys.findIndex((key, i) => key !== b.keys[i]);
  return layer < 0 ? undefined : layer;
}
