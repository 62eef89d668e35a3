import { type Checkpoint, openCheckpoint, verifyCheckpoint } from '../core/checkpoint/checkpoint.ts';
import { type EmbeddingTables, readEmbeddingTables } from '../core/checkpoint/embedding-tables.ts';
import { readingOrder } from '../core/checkpoint/reading-order.ts';
import { textTowerBytes } from '../core/checkpoint/text-bytes.ts';
import type { ModelPart } from '../core/checkpoint/weights.ts';
import { type BlockOptions, blockProgram, trainedVariant } from '../core/graph/block-program.ts';
import { embeddingProgram, preNormProgram } from '../core/graph/embedding-program.ts';
import type { Program } from '../core/graph/graph-builder.ts';
import { headProgram } from '../core/graph/head-program.ts';
import type { FloatTensors } from '../core/tensor/float-tensor.ts';
import type { PromptTokenizer } from '../core/text/prompt-tokenizer.ts';
import type { ViTSpec } from '../core/vit/spec.ts';
import type { CheckpointSource } from './engine.ts';
import { parseLabels } from './labels.ts';
import { memoryNeed, refuseTooLarge } from './memory-limit.ts';
import { createPartSession } from './part-session.ts';
import { createQueue } from './queue.ts';
import type { Runtime } from './runtime.ts';
import { blockSession, createSessions, onlySession, type SessionKey } from './sessions.ts';
import type { TextTower } from './text-tower.ts';

/**
 * An opened checkpoint. Its sessions are made when they are first needed and kept; each method makes sure of its
 * session and runs it, one call after the other.
 */
export interface Model {
  readonly name: string;
  readonly spec: ViTSpec;
  readonly labels: readonly string[] | undefined;
  readonly weightBytes: number;
  /** What a first prompt reads of them; undefined without a text tower. */
  readonly textBytes: number | undefined;
  readonly tables: EmbeddingTables;
  /** Whether its blocks run on a GPU. */
  readonly gpu: boolean;
  runEmbedding(feeds: FloatTensors): Promise<FloatTensors>;
  /** Throws where `spec.preNorm` is not set. */
  runPreNorm(feeds: FloatTensors): Promise<FloatTensors>;
  runBlock(layer: number, options: BlockOptions, feeds: FloatTensors): Promise<FloatTensors>;
  runHead(feeds: FloatTensors): Promise<FloatTensors>;
  /** Runs a program over a block's weights in a session that is made for this call. */
  runBesides(layer: number, program: Program, feeds: FloatTensors): Promise<FloatTensors>;
  /** Runs another program over the head's weights. A model has one such program at most. */
  runOnHead(program: Program, feeds: FloatTensors): Promise<FloatTensors>;
  /** Opens the text tower, once. @throws InputError if the checkpoint has none or one of its tensors is at fault. */
  text(): Promise<TextTower>;
  /** Reads the tokenizer, once. @throws InputError if the checkpoint came without one or a file is at fault. */
  tokenizer(): Promise<PromptTokenizer>;
  dispose(): Promise<void>;
}

/**
 * Opens a checkpoint: reads the header, finds the family, checks every tensor's shape, touches no block's weights.
 * @throws InputError saying which file, field or tensor is at fault.
 */
export async function openModel(source: CheckpointSource, runtime: Runtime): Promise<Model> {
  const weights = [source.weights, ...(source.otherShards ?? [])];
  const checkpoint = await openCheckpoint({
    config: await source.config.text(),
    preprocessor: await source.preprocessor?.text(),
    weights,
  });
  const { spec, blueprint, file } = checkpoint;
  const { embedding, preNorm, head, block } = partsOf(checkpoint);
  const untapped: BlockOptions = { ...trainedVariant(spec.normaliser), taps: new Set(), queryChunks: 1 };
  const blocks = Array.from({ length: spec.depth }, (_, layer) => block(layer, untapped));
  const [firstBlock, ...otherBlocks] = blocks;
  const stages = [
    [embedding, ...(preNorm ? [preNorm] : []), ...(firstBlock ? [firstBlock] : [])],
    ...otherBlocks.map((part) => [part]),
    [head],
  ];
  const inOrder = stages.flat();
  verifyCheckpoint(checkpoint, inOrder);
  const programs = inOrder.map(({ program }) => program);
  refuseTooLarge(source.name, memoryNeed(spec, programs), runtime.report);
  for (const [file, expected] of readingOrder(checkpoint, stages)) file.expect?.(expected);
  const sessions = createSessions((part) => createPartSession(runtime, file, part));
  const queue = createQueue();
  let text: Promise<TextTower> | undefined;
  let tokenizer: Promise<PromptTokenizer> | undefined;
  const openText = async () => {
    // Loaded with the first prompt: most visits have none.
    const { openTextTower } = await import('./text-tower.ts');
    return openTextTower(checkpoint, runtime, { name: source.name, vision: stages });
  };
  const run = (part: string, key: SessionKey, build: () => ModelPart, feeds: FloatTensors) =>
    queue.run(async () => (await sessions.get(part, key, build)).run(feeds));
  return {
    name: source.name,
    spec,
    labels: source.labels ? parseLabels(await source.labels.text()) : blueprint.labels,
    weightBytes: weights.reduce((bytes, { size }) => bytes + size, 0),
    textBytes: textTowerBytes(checkpoint),
    tables: await readEmbeddingTables(checkpoint),
    gpu: runtime.report.backend === 'webgpu',
    runEmbedding: (feeds) => run('embedding', onlySession, () => embedding, feeds),
    runPreNorm: (feeds) => run('pre-norm', onlySession, () => preNorm!, feeds),
    runBesides: (layer, program, feeds) =>
      queue.run(async () => {
        const session = await createPartSession(runtime, file, { program, names: blueprint.block(layer) });
        try {
          return await session.run(feeds);
        } finally {
          await session.dispose();
        }
      }),
    runHead: (feeds) => run('head', onlySession, () => head, feeds),
    runOnHead: (program, feeds) =>
      run('on head', onlySession, () => ({ program, names: blueprint.head }), feeds), // no words
    runBlock: (layer, options, feeds) =>
      run(`block ${layer}`, blockSession(options), () => block(layer, options), feeds), // no words
    text() {
      if (!text) {
        const opening = openText();
        text = opening;
        opening.catch(() => {
          if (text === opening) text = undefined; // what failed on the way may work the next time
        });
      }
      return text;
    },
    tokenizer() {
      tokenizer ??= readTokenizer(source);
      return tokenizer;
    },
    async dispose() {
      await queue.run(() => sessions.dispose());
      await (await text?.catch(() => undefined))?.dispose();
    },
  };
}

/** A model's programs and where their weights lie. */
function partsOf({ spec, blueprint }: Checkpoint) {
  return {
    embedding: { program: embeddingProgram(spec), names: blueprint.embedding },
    preNorm: spec.preNorm ? { program: preNormProgram(spec), names: blueprint.embedding } : undefined,
    block: (layer: number, options: BlockOptions): ModelPart => ({
      program: blockProgram(spec, options),
      names: blueprint.block(layer),
    }),
    head: { program: headProgram(spec), names: blueprint.head },
  };
}

async function readTokenizer({
  tokenizer,
  vocab,
  merges,
}: Pick<CheckpointSource, 'tokenizer' | 'vocab' | 'merges'>): Promise<PromptTokenizer> {
  const [whole, tokens, pairs] = await Promise.all([tokenizer?.text(), vocab?.text(), merges?.text()]);
  // Loaded with the first prompt: most visits have none.
  const { createPromptTokenizer } = await import('../core/text/prompt-tokenizer.ts');
  return createPromptTokenizer({ tokenizer: whole, vocab: tokens, merges: pairs });
}
