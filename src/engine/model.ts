import type { ByteSource } from '../core/checkpoint/byte-source.ts';
import {
  type Checkpoint,
  type EmbeddingTables,
  openCheckpoint,
  readEmbeddingTables,
  readWeights,
  verifyWeights,
} from '../core/checkpoint/checkpoint.ts';
import type { NameMap } from '../core/checkpoint/family.ts';
import { type BlockOptions, blockProgram } from '../core/graph/block-program.ts';
import { embeddingProgram } from '../core/graph/embedding-program.ts';
import type { Program } from '../core/graph/graph-builder.ts';
import { headProgram } from '../core/graph/head-program.ts';
import type { ViTSpec } from '../core/vit/spec.ts';
import type { CheckpointSource } from './engine.ts';
import { parseLabels } from './labels.ts';
import type { Runtime, Session } from './runtime.ts';

/** An opened checkpoint and its sessions, which are made when they are first needed and kept. */
export interface Model {
  readonly name: string;
  readonly spec: ViTSpec;
  readonly labels: readonly string[] | undefined;
  readonly weightBytes: number;
  readonly tables: EmbeddingTables;
  embedding(): Promise<Session>;
  /** A block's session; another set of options replaces the sessions, so that weights exist once. */
  block(layer: number, options: BlockOptions): Promise<Session>;
  head(): Promise<Session>;
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
  const labels = source.labels && parseLabels(await source.labels.text());
  const { spec, family } = checkpoint;
  const parts = {
    embedding: { program: embeddingProgram(spec), names: family.embeddingNames(spec) },
    head: { program: headProgram(spec), names: family.headNames(spec) },
  };
  verifyWeights(checkpoint, parts.embedding.program, parts.embedding.names);
  const untapped = blockProgram(spec, { taps: new Set(), queryChunks: 1 });
  for (let layer = 0; layer < spec.depth; layer++) {
    verifyWeights(checkpoint, untapped, family.blockNames(spec, layer));
  }
  verifyWeights(checkpoint, parts.head.program, parts.head.names);
  const sessions = createSessions(checkpoint, runtime);
  return {
    name: source.name,
    spec,
    labels,
    weightBytes: source.weights.size,
    tables: await readEmbeddingTables(checkpoint),
    embedding: () => sessions.get('embedding', 'fixed', () => parts.embedding),
    head: () => sessions.get('head', 'fixed', () => parts.head),
    block: (layer, options) =>
      sessions.get(`block ${layer}`, optionsKey(options), () => ({
        program: blockProgram(spec, options),
        names: family.blockNames(spec, layer),
      })),
    dispose: () => sessions.dispose(),
  };
}

function optionsKey({ taps, queryChunks }: BlockOptions): string {
  return [queryChunks, ...[...taps].sort()].join();
}

interface ModelPart {
  readonly program: Program;
  readonly names: NameMap;
}

/** One live session for each part of the model; asking for a part under another key replaces its session. */
function createSessions(checkpoint: Checkpoint, runtime: Runtime) {
  const live = new Map<string, { key: string; session: Promise<Session> }>();

  async function create({ program, names }: ModelPart): Promise<Session> {
    return runtime.session(program, await readWeights(checkpoint, program, names));
  }
  async function drop(part: string): Promise<void> {
    const session = await live.get(part)?.session.catch(() => undefined);
    live.delete(part);
    await session?.dispose();
  }

  return {
    async get(part: string, key: string, build: () => ModelPart): Promise<Session> {
      const known = live.get(part);
      if (known?.key === key) return known.session;
      if (known) await drop(part);
      const session = create(build());
      live.set(part, { key, session });
      session.catch(() => live.delete(part));
      return session;
    },
    async dispose(): Promise<void> {
      for (const part of [...live.keys()]) await drop(part);
    },
  };
}
