import { patchCount, type TokenLayout, tokenCount } from '../core/vit/token-layout.ts';
import type { TraceId } from '../engine/engine.ts';
import type {
  ComponentsRequest,
  PlaceComponents,
  SimilarityQuestion,
  SimilarityResult,
} from '../engine/feature-calls.ts';

/** Made-up cosines: 1 at the question's first token, falling with the distance to it. */
export function scriptedSimilarity(
  trace: TraceId,
  question: SimilarityQuestion,
  layers: number,
  tokens: number,
): SimilarityResult {
  const [asked = 0] = question.tokens;
  const values = Float32Array.from(
    { length: layers * tokens },
    (_, index) => 1 - Math.abs((index % tokens) - asked) / tokens,
  );
  return { trace, question, layers, tokens, values };
}

/** Made-up components: each token's three numbers rise with its index. */
export function scriptedComponents(
  { places, foreground }: ComponentsRequest,
  layoutOf: (trace: TraceId) => TokenLayout,
): PlaceComponents[] {
  return places.map((place) => {
    const layout = layoutOf(place.trace);
    const tokens = tokenCount(layout);
    return {
      ...place,
      projections: Float32Array.from({ length: tokens * 3 }, (_, index) => Math.floor(index / 3) / tokens),
      ranges: [
        [0, 1],
        [0, 1],
        [0, 1],
      ],
      explained: [0.5, 0.25, 0.125],
      foreground: foreground && new Uint8Array(patchCount(layout)).fill(1),
      leftOut: [],
      sharedBy: places.length,
    };
  });
}
