import * as words from '#words/engine/texts.ts';
import type { Checkpoint } from '../core/checkpoint/checkpoint.ts';
import { verifyTable } from '../core/checkpoint/embedding-tables.ts';
import type { TextBlueprint } from '../core/checkpoint/family.ts';
import { readingOrder } from '../core/checkpoint/reading-order.ts';
import { readFloatRows, readFloats, type SafetensorsFile } from '../core/checkpoint/safetensors.ts';
import { type ModelPart, sourceOf, verifyWeight } from '../core/checkpoint/weights.ts';
import {
  type BlockOptions,
  type BlockTap,
  blockProgram,
  trainedVariant,
} from '../core/graph/block-program.ts';
import { textHeadProgram } from '../core/graph/text-head-program.ts';
import { InputError } from '../core/input-error.ts';
import { causalMask, checkTokenIds, endTokenIndex } from '../core/text/token-sequence.ts';
import type { TextSpec } from '../core/vit/spec.ts';
import { memoryNeed, refuseTooLarge } from './memory-limit.ts';
import { createPartSession } from './part-session.ts';
import { createQueue } from './queue.ts';
import type { Runtime } from './runtime.ts';
import { blockSession, createSessions, onlySession } from './sessions.ts';
import type { Layer } from './trace-runner.ts';

/** What a text tower makes of a text. */
interface TextRun {
  readonly layers: readonly Layer[];
  /** The vector to compare with images, not normalised [embedding width]. */
  readonly embedding: Float32Array;
}

/** A checkpoint's text tower. Its sessions are made when they are first needed and kept. */
export interface TextTower {
  readonly spec: TextSpec;
  /** What cosines are multiplied by before a softmax over texts. */
  readonly logitScale: number;
  /** Runs token ids; `where` is what messages call them. @throws InputError if they do not fit the tower. */
  run(ids: readonly number[], options: { taps: readonly BlockTap[]; where: string }): Promise<TextRun>;
  dispose(): Promise<void>;
}

/**
 * Opens a checkpoint's text tower beside its vision tower's parts, reading none of its layers yet.
 * @throws InputError if it has none, a tensor is at fault, or there is no room for both.
 */
export async function openTextTower(
  checkpoint: Checkpoint,
  runtime: Runtime,
  { name, vision: visionStages }: { name: string; vision: readonly (readonly ModelPart[])[] },
): Promise<TextTower> {
  const { file, spec: vision, blueprint } = checkpoint;
  const { text: spec } = vision;
  const names = blueprint.text;
  if (!spec || !names) throw new InputError(words.noTextTower(file.name));
  const options = (taps: readonly BlockTap[]): BlockOptions => ({
    ...trainedVariant({ kind: 'softmax' }),
    taps: new Set(taps),
    queryChunks: 1,
    gpu: runtime.report.backend === 'webgpu',
  });
  const head = { program: textHeadProgram(spec), names: names.head };
  const block = (layer: number, taps: readonly BlockTap[]) => ({
    program: blockProgram(spec, options(taps)),
    names: names.block(layer),
  });
  const parts = [...Array.from({ length: spec.depth }, (_, layer) => block(layer, [])), head];
  for (const { program, names } of parts) {
    for (const slot of program.weights) verifyWeight(file, slot, names);
  }
  const stages = [...visionStages, parts];
  const programs = stages.flat().map(({ program }) => program);
  refuseTooLarge(words.withTextTower(name), memoryNeed(vision, programs), runtime.report);
  for (const [source, expected] of readingOrder(checkpoint, stages)) source.expect?.(expected);
  const embedding = await openEmbedding(file, spec, names);
  const [logScale = 0] = await readFloats(file, names.logitScale);
  const sessions = createSessions((part) => createPartSession(runtime, file, part));
  const queue = createQueue();

  async function run(ids: readonly number[], taps: readonly BlockTap[], end: number): Promise<TextRun> {
    const { width } = spec!;
    const causal = causalMask(ids.length);
    const layers: Layer[] = [];
    let stream = await embedding(ids);
    for (let layer = 0; layer < spec!.depth; layer++) {
      const part = `block ${layer}`; // no words
      const session = await sessions.get(part, blockSession(options(taps)), () => block(layer, taps));
      const { y, ...tapped } = await session.run({ x: { data: stream, dims: [ids.length, width] }, causal });
      stream = y!.data;
      layers.push({
        layer,
        output: stream,
        taps: Object.fromEntries(taps.map((tap) => [tap, tapped[tap]!.data])),
      });
    }
    const pooled = { data: stream.slice(end * width, (end + 1) * width), dims: [1, width] };
    const { embedding: found } = await (await sessions.get('head', onlySession, () => head)).run({ pooled });
    return { layers, embedding: found!.data };
  }

  return {
    spec,
    logitScale: Math.exp(logScale),
    async run(ids, { taps, where }) {
      checkTokenIds(ids, spec, where);
      const end = endTokenIndex(ids, spec, where);
      return queue.run(() => run(ids, taps, end));
    },
    dispose: () => queue.run(() => sessions.dispose()),
  };
}

/** Token vectors plus positions [tokens, width]. Of the vocabulary only the rows that occur are read. */
async function openEmbedding(
  file: SafetensorsFile,
  { vocabulary, context, width }: TextSpec,
  names: TextBlueprint,
): Promise<(ids: readonly number[]) => Promise<Float32Array>> {
  const tokens = sourceOf(names.embedding, 'tokens').tensor;
  const positions = sourceOf(names.embedding, 'positions').tensor;
  verifyTable(file, { tensor: tokens, rows: vocabulary }, width);
  verifyTable(file, { tensor: positions, rows: context }, width);
  const placed = await readFloats(file, positions);
  return async (ids) => {
    const rows = await readFloatRows(file, tokens, ids);
    return rows.map((value, i) => value + placed[i]!);
  };
}
