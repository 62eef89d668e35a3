import { componentColours, tokenColour } from '../core/analysis/component-colours.ts';
import type { FeatureSite } from '../core/analysis/features.ts';
import { patchValues, type TokenLayout, tokenCount } from '../core/vit/token-layout.ts';
import type { TraceStart } from '../engine/engine.ts';
import type { PlaceComponents, SimilarityResult } from '../engine/feature-calls.ts';
import type { FeatureRecord } from './feature-record.ts';
import type { TokenMap } from './layer-maps.ts';
import type { AttentionScale } from './requested.ts';

/** Makes a record without answers. */
export function createFeatureRecord({ layout }: Pick<TraceStart, 'layout'>): FeatureRecord {
  const record: FeatureRecord = {
    similarity: new Map(),
    components: new Map(),
    map: (layer, kind, scale) =>
      kind.kind === 'similarity'
        ? similarityMap(record.similarity.get(kind.site), layout, layer, scale)
        : componentsMap(record.components.get(componentsPlace(kind.site, layer))?.map, layout),
  };
  return record;
}

/** Names a layer's site. */
export function componentsPlace(site: FeatureSite, layer: number): string {
  return `${site} ${layer}`;
}

/** Cosines, on a scale from the least to the most alike patch beside the query itself, or from 0 to 1. */
function similarityMap(
  result: SimilarityResult | undefined,
  layout: TokenLayout,
  layer: number,
  scale: AttentionScale,
): TokenMap | undefined {
  if (result === undefined || layer >= result.layers) return undefined;
  const tokens = result.values.subarray(layer * result.tokens, (layer + 1) * result.tokens);
  const values = patchValues(layout, tokens);
  const isFixed = scale === 'fixed';
  const [low, high] = isFixed ? [0, 1] : extentBeside(tokens, values, result.question.tokens);
  return { tokens, values, low, high, axis: 'linear', isFixed };
}

function extentBeside(
  tokens: Float32Array,
  patches: Float32Array,
  queries: readonly number[],
): [number, number] {
  const first = (patches.byteOffset - tokens.byteOffset) / patches.BYTES_PER_ELEMENT;
  const own = new Set(queries.map((token) => token - first));
  let [low, high] = [1, -1];
  for (const [patch, value] of patches.entries()) {
    low = Math.min(low, value);
    if (!own.has(patch)) high = Math.max(high, value);
  }
  return [low, Math.max(low, high)];
}

/** Colours; the numbers are the first component's. */
function componentsMap(components: PlaceComponents | undefined, layout: TokenLayout): TokenMap | undefined {
  if (components === undefined) return undefined;
  const tokens = Float32Array.from(
    { length: tokenCount(layout) },
    (_, token) => components.projections[token * 3]!,
  );
  const [low, high] = components.ranges[0]!;
  const values = patchValues(layout, tokens);
  const colourOf = (token: number) => `rgb(${tokenColour(components, token).join(' ')})`;
  const shown = { ...components, colourOf };
  const colours = componentColours(components, layout);
  return { tokens, values, low, high, axis: 'linear', isFixed: true, components: shown, colours };
}
