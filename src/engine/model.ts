import {
  type Checkpoint,
  type EmbeddingTables,
  type ModelPart,
  openCheckpoint,
  readEmbeddingTables,
  readWeights,
  verifyCheckpoint,
} from '../core/checkpoint/checkpoint.ts';
import { readingOrder } from '../core/checkpoint/reading-order.ts';
import { type BlockOptions, blockProgram, trainedVariant } from '../core/graph/block-program.ts';
import { embeddingProgram } from '../core/graph/embedding-program.ts';
import { headProgram } from '../core/graph/head-program.ts';
import type { FloatTensors } from '../core/tensor/float-tensor.ts';
import type { ViTSpec } from '../core/vit/spec.ts';
import type { CheckpointSource } from './engine.ts';
import { parseLabels } from './labels.ts';
import { memoryNeed, refuseTooLarge } from './memory-limit.ts';
import { createQueue } from './queue.ts';
import type { Runtime, Session } from './runtime.ts';

/**
 * An opened checkpoint. Its sessions are made when they are first needed and kept; each method makes sure of its
 * session and runs it, one call after the other.
 */
export interface Model {
  readonly name: string;
  readonly spec: ViTSpec;
  readonly labels: readonly string[] | undefined;
  readonly weightBytes: number;
  readonly tables: EmbeddingTables;
  runEmbedding(feeds: FloatTensors): Promise<FloatTensors>;
  runBlock(layer: number, options: BlockOptions, feeds: FloatTensors): Promise<FloatTensors>;
  runHead(feeds: FloatTensors): Promise<FloatTensors>;
  dispose(): Promise<void>;
}

/**
 * Opens a checkpoint: reads the header, finds the family, checks every tensor's shape, touches no block's weights.
 * @throws InputError saying which file, field or tensor is at fault.
 */
export async function openModel(source: CheckpointSource, runtime: Runtime): Promise<Model> {
  const checkpoint = await openCheckpoint({
    config: await source.config.text(),
    preprocessor: await source.preprocessor?.text(),
    weights: source.weights,
  });
  const labels = source.labels && parseLabels(await source.labels.text());
  const { spec, family } = checkpoint;
  const parts = {
    embedding: { program: embeddingProgram(spec), names: family.embeddingNames(spec) },
    head: { program: headProgram(spec), names: family.headNames(spec) },
  };
  const untapped = blockProgram(spec, {
    ...trainedVariant(spec.normaliser),
    taps: new Set(),
    queryChunks: 1,
  });
  const blocks = Array.from({ length: spec.depth }, (_, layer) => ({
    program: untapped,
    names: family.blockNames(spec, layer),
  }));
  const inOrder = [parts.embedding, ...blocks, parts.head];
  verifyCheckpoint(checkpoint, inOrder);
  const programs = inOrder.map(({ program }) => program);
  refuseTooLarge(source.name, memoryNeed(spec, programs), runtime.report);
  source.weights.expect?.(readingOrder(checkpoint, inOrder));
  const sessions = createSessions(checkpoint, runtime);
  const queue = createQueue();
  const run = (part: string, key: SessionKey, build: () => ModelPart, feeds: FloatTensors) =>
    queue.run(async () => (await sessions.get(part, key, build)).run(feeds));
  const fixed: SessionKey = { queryChunks: 0, variant: '' };
  return {
    name: source.name,
    spec,
    labels,
    weightBytes: source.weights.size,
    tables: await readEmbeddingTables(checkpoint),
    runEmbedding: (feeds) => run('embedding', fixed, () => parts.embedding, feeds),
    runHead: (feeds) => run('head', fixed, () => parts.head, feeds),
    runBlock(layer, options, feeds) {
      const build = () => ({ program: blockProgram(spec, options), names: family.blockNames(spec, layer) });
      return run(`block ${layer}`, sessionKey(options), build, feeds);
    },
    dispose: () => queue.run(() => sessions.dispose()),
  };
}

/** Which graph a part's session runs. */
interface SessionKey {
  readonly queryChunks: number;
  readonly variant: string;
}

function sessionKey({ taps, queryChunks, ...variant }: BlockOptions): SessionKey {
  return { queryChunks, variant: JSON.stringify([variant, ...[...taps].sort()]) };
}

interface LiveSession {
  readonly key: SessionKey;
  readonly session: Session;
}

// As trained and changed, side by side in two lenses: a changed block's weights exist twice, no other's.
const variantsKept = 2;

/** The live sessions of each part of a model; those for another number of query chunks are dropped. */
function createSessions(checkpoint: Checkpoint, runtime: Runtime) {
  const live = new Map<string, readonly LiveSession[]>(); // in order of use

  async function keep(part: string, kept: readonly LiveSession[]): Promise<void> {
    const all = live.get(part) ?? [];
    live.set(part, kept);
    for (const entry of all) if (!kept.includes(entry)) await entry.session.dispose();
  }

  return {
    async get(part: string, key: SessionKey, build: () => ModelPart): Promise<Session> {
      const alike = (live.get(part) ?? []).filter((entry) => entry.key.queryChunks === key.queryChunks);
      const known = alike.find((entry) => entry.key.variant === key.variant);
      const others = alike.filter((entry) => entry !== known).slice(1 - variantsKept);
      await keep(part, known ? [...others, known] : others);
      if (known) return known.session;
      const session = await create(build());
      live.set(part, [...others, { key, session }]);
      return session;
    },
    async dispose(): Promise<void> {
      for (const part of live.keys()) await keep(part, []);
    },
  };

  async function create({ program, names }: ModelPart): Promise<Session> {
    return runtime.session(program, await readWeights(checkpoint, program, names));
  }
}
