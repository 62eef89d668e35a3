import { meanDirections, unitVectors } from '../core/analysis/cosines.ts';
import type { FeatureSite } from '../core/analysis/features.ts';
import { similarityProgram } from '../core/graph/similarity-program.ts';
import { tokenCount } from '../core/vit/token-layout.ts';
import type { TraceId } from './engine.ts';
import type { FeatureTensors } from './feature-tensors.ts';
import { createQueue } from './queue.ts';
import type { Runtime, Session } from './runtime.ts';
import type { Trace } from './trace.ts';

// One for each lens: 25 MB for ViT-S at 518 px, 50 MB for B.
const liveSessions = 4;

/** Cosines of complete traces from sessions that keep one site's unit vectors of all layers. */
export interface ResidentSimilarity {
  /** [layers, tokens]. `check` is asked when the question's turn has come, and may reject it. */
  answer(
    trace: Trace,
    question: { readonly site: FeatureSite; readonly tokens: readonly number[] },
    check: () => void,
  ): Promise<Float32Array>;
  forget(trace: TraceId): void;
}

export function createResidentSimilarity(runtime: Runtime, tensors: FeatureTensors): ResidentSimilarity {
  // One question at a time, so that no session is disposed of between being found and being run.
  const queue = createQueue();
  const live = new Map<string, Session>(); // in order of use

  async function drop(key: string): Promise<void> {
    const session = live.get(key);
    live.delete(key);
    await session?.dispose();
  }

  async function create(trace: Trace, site: FeatureSite): Promise<Session> {
    const layers = trace.layers.length;
    const { width } = trace.model.spec;
    const weights = new Map<string, Float32Array>();
    for (let layer = 0; layer < layers; layer++) {
      const features = await tensors.of(trace, site, layer);
      weights.set(`features.${layer}`, unitVectors(features, tensors.inverseNorms(features)));
    }
    const program = similarityProgram({ layers, tokens: tokenCount(trace.start.layout), width });
    return runtime.session(program, weights, 'cpu');
  }

  async function sessionOf(trace: Trace, site: FeatureSite): Promise<Session> {
    const key = `${trace.start.trace} ${site}`;
    const session = live.get(key) ?? (await create(trace, site));
    live.delete(key);
    live.set(key, session);
    for (const oldest of [...live.keys()].slice(0, -liveSessions)) await drop(oldest);
    return session;
  }

  return {
    answer: (trace, { site, tokens }, check) =>
      queue.run(async () => {
        check();
        const session = await sessionOf(trace, site);
        check();
        const { width } = trace.model.spec;
        const query = new Float32Array(trace.layers.length * width);
        for (const { layer } of trace.layers) {
          const features = await tensors.of(trace, site, layer);
          query.set(meanDirections(features, tensors.inverseNorms(features), tokens), layer * width);
        }
        const { values } = await session.run({ query: { data: query, dims: [trace.layers.length, width] } });
        return values!.data.map((value) => Math.min(1, Math.max(-1, value)));
      }),
    forget(trace) {
      void queue.run(async () => {
        for (const key of live.keys()) if (key.startsWith(`${trace} `)) await drop(key);
      });
    },
  };
}
