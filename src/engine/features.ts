import { type ComponentPart, componentMaps } from '../core/analysis/component-maps.ts';
import { meanCosines } from '../core/analysis/cosines.ts';
import { findOutliers, type OutlierRule } from '../core/analysis/outliers.ts';
import { patchValues, tokenCount } from '../core/vit/token-layout.ts';
import { abortError, throwIfAborted } from './abort.ts';
import type { TraceId } from './engine.ts';
import type {
  ComponentPlace,
  ComponentsRequest,
  PlaceComponents,
  SimilarityQuestion,
  SimilarityResult,
} from './feature-calls.ts';
import { createFeatureTensors } from './feature-tensors.ts';
import { isToken } from './probes.ts';
import { createResidentSimilarity } from './resident-similarity.ts';
import type { Runtime } from './runtime.ts';
import { type Trace, tapOf } from './trace.ts';

/** What the engine answers about features. */
export interface FeatureAnswers {
  /** A newer question about the same trace and site supersedes an older one that is not answered yet. */
  similarity(
    trace: TraceId,
    question: SimilarityQuestion,
    signal: AbortSignal | undefined,
  ): Promise<SimilarityResult>;
  components(request: ComponentsRequest, signal: AbortSignal | undefined): Promise<PlaceComponents[]>;
  /** Drops what was computed of a trace. */
  forget(trace: TraceId): void;
}

/** Similarities and principal components of features. `traceOf` throws for a trace that is gone. */
export function createFeatureAnswers(runtime: Runtime, traceOf: (id: TraceId) => Trace): FeatureAnswers {
  const tensors = createFeatureTensors();
  const resident = createResidentSimilarity(runtime, tensors);
  const newest = new Map<string, SimilarityQuestion>();

  async function plainCosines(
    trace: Trace,
    { site, tokens: queries }: SimilarityQuestion,
    check: () => void,
  ): Promise<Float32Array> {
    const tokens = tokenCount(trace.start.layout);
    const layers = trace.layers.length;
    const values = new Float32Array(layers * tokens);
    for (let layer = 0; layer < layers; layer++) {
      const features = await tensors.of(trace, site, layer);
      check();
      values.set(meanCosines(features, tensors.inverseNorms(features), queries), layer * tokens);
    }
    return values;
  }

  async function partOf(
    { trace: id, layer }: ComponentPlace,
    { site, leaveOut }: ComponentsRequest,
  ): Promise<ComponentPart> {
    const trace = traceOf(id);
    if (!trace.layers[layer]) throw new RangeError(`Layer ${layer} of the trace ${id} has not run.`);
    const features = await tensors.of(trace, site, layer);
    return {
      layout: trace.start.layout,
      features,
      leftOut: leaveOut ? outlierPatches(trace, layer, leaveOut) : [],
    };
  }

  return {
    async similarity(id, question, signal) {
      const key = `${id} ${question.site}`;
      newest.set(key, question);
      await nextTask(); // lets newer questions of the same pointer movement arrive
      const check = () => {
        throwIfAborted(signal);
        if (newest.get(key) !== question) throw abortError();
      };
      check();
      const trace = traceOf(id);
      const tokens = tokenCount(trace.start.layout);
      refuseTokens(question.tokens, tokens);
      const values =
        question.isFollowed && trace.ending
          ? await resident.answer(trace, question, check)
          : await plainCosines(trace, question, check);
      return { trace: id, question, layers: values.length / tokens, tokens, values };
    },

    async components(request, signal) {
      await nextTask(); // lets a probe that waits go first
      throwIfAborted(signal);
      const parts: ComponentPart[] = [];
      for (const place of request.places) {
        parts.push(await partOf(place, request));
        throwIfAborted(signal);
      }
      const results: PlaceComponents[] = [];
      for (const group of groups(parts, request.basis)) {
        const own = group.map((place) => parts[place]!);
        const maps = await componentMaps(own, request.foreground, nextTask);
        throwIfAborted(signal);
        for (const [index, place] of group.entries()) {
          results[place] = { ...request.places[place]!, ...maps[index]!, sharedBy: group.length };
        }
      }
      return results;
    },

    forget(id) {
      tensors.forget(id);
      resident.forget(id);
      for (const key of newest.keys()) if (key.startsWith(`${id} `)) newest.delete(key);
    },
  };
}

/** Which parts share a basis: those of equal width, or none. */
function groups(parts: readonly ComponentPart[], basis: ComponentsRequest['basis']): number[][] {
  if (basis === 'own') return parts.map((_, place) => [place]);
  const byWidth = new Map<number, number[]>();
  for (const [place, { features }] of parts.entries()) {
    const width = features.heads * features.headWidth;
    byWidth.set(width, [...(byWidth.get(width) ?? []), place]);
  }
  return [...byWidth.values()];
}

function outlierPatches({ layers, start }: Trace, layer: number, rule: OutlierRule): readonly number[] {
  return findOutliers(patchValues(start.layout, tapOf(layers[layer]!, 'norms')), rule).indices;
}

function refuseTokens(asked: readonly number[], tokens: number): void {
  const wrong = asked.find((token) => !isToken(token, tokens));
  if (wrong !== undefined) throw new RangeError(`There is no token ${wrong} in a sequence of ${tokens}.`);
  if (asked.length === 0) throw new RangeError('Similarity needs at least one token.');
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
