import type { ByteSource } from '../core/checkpoint/byte-source.ts';
import { openCheckpoint, verifyCheckpoint } from '../core/checkpoint/checkpoint.ts';
import { type EmbeddingTables, readEmbeddingTables } from '../core/checkpoint/embedding-tables.ts';
import { type ModelPart, readWeights } from '../core/checkpoint/weights.ts';
import { type BlockOptions, blockProgram, trainedVariant } from '../core/graph/block-program.ts';
import { embeddingProgram, preNormProgram } from '../core/graph/embedding-program.ts';
import { headProgram } from '../core/graph/head-program.ts';
import type { FloatTensors } from '../core/tensor/float-tensor.ts';
import type { ViTSpec } from '../core/vit/spec.ts';
import type { CheckpointSource } from './engine.ts';
import { parseLabels } from './labels.ts';
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
  /** Throws where `spec.preNorm` is not set. */
  runPreNorm(feeds: FloatTensors): Promise<FloatTensors>;
  runBlock(layer: number, options: BlockOptions, feeds: FloatTensors): Promise<FloatTensors>;
  runHead(feeds: FloatTensors): Promise<FloatTensors>;
  dispose(): Promise<void>;
}

/**
 * Opens a checkpoint: reads the header, finds the family, checks every tensor's shape, touches no block's weights.
 * @throws InputError saying which file, field or tensor is at fault.
 */
export async function openModel(
  source: Omit<CheckpointSource, 'weights'> & { readonly weights: ByteSource },
  runtime: Runtime,
): Promise<Model> {
  const checkpoint = await openCheckpoint({
    config: await source.config.text(),
    preprocessor: await source.preprocessor?.text(),
    weights: source.weights,
  });
  const { spec, blueprint, file } = checkpoint;
  const labels = source.labels ? parseLabels(await source.labels.text()) : blueprint.labels;
  const parts = {
    embedding: { program: embeddingProgram(spec), names: blueprint.embedding },
    head: { program: headProgram(spec), names: blueprint.head },
  };
  const preNorm = spec.preNorm ? [{ program: preNormProgram(spec), names: blueprint.embedding }] : [];
  const untapped = blockProgram(spec, {
    ...trainedVariant(spec.normaliser),
    taps: new Set(),
    queryChunks: 1,
  });
  const blocks = Array.from({ length: spec.depth }, (_, layer) => ({
    program: untapped,
    names: blueprint.block(layer),
  }));
  verifyCheckpoint(checkpoint, [parts.embedding, ...preNorm, ...blocks, parts.head]);
  const sessions = createSessions(async (part) =>
    runtime.session(part.program, await readWeights(file, part)),
  );
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
    runPreNorm: (feeds) => run('pre-norm', fixed, () => preNorm[0]!, feeds),
    runHead: (feeds) => run('head', fixed, () => parts.head, feeds),
    runBlock(layer, options, feeds) {
      const build = () => ({ program: blockProgram(spec, options), names: blueprint.block(layer) });
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
function createSessions(create: (part: ModelPart) => Promise<Session>) {
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
}
