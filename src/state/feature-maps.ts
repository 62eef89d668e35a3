import { componentColours } from '../core/analysis/component-colours.ts';
import { patchValues, tokenCount } from '../core/vit/token-layout.ts';
import { componentsPlace } from './feature-record.ts';
import type { FeatureMapKind } from './feature-settings.ts';
import type { TokenMap } from './layer-maps.ts';
import type { AttentionScale } from './requested.ts';
import type { TraceRecord } from './trace-record.ts';

/** One layer's map of features; undefined where it has not been answered yet. */
export function featureMap(
  record: TraceRecord,
  layer: number,
  map: FeatureMapKind,
  scale: AttentionScale,
): TokenMap | undefined {
  return map.kind === 'similarity'
    ? similarityMap(record, layer, map.site, scale)
    : componentsMap(record, layer, map.site);
}

/** Cosines, on a scale from the least to the most alike patch beside the query itself, or from 0 to 1. */
function similarityMap(
  { features, start }: TraceRecord,
  layer: number,
  site: FeatureMapKind['site'],
  scale: AttentionScale,
): TokenMap | undefined {
  const result = features.similarity.get(site);
  if (result === undefined || layer >= result.layers) return undefined;
  const tokens = result.values.subarray(layer * result.tokens, (layer + 1) * result.tokens);
  const values = patchValues(start.layout, tokens);
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
function componentsMap(
  { features, start }: TraceRecord,
  layer: number,
  site: FeatureMapKind['site'],
): TokenMap | undefined {
  const components = features.components.get(componentsPlace(site, layer))?.map;
  if (components === undefined) return undefined;
  const tokens = Float32Array.from(
    { length: tokenCount(start.layout) },
    (_, token) => components.projections[token * 3]!,
  );
  const [low, high] = components.ranges[0]!;
  const values = patchValues(start.layout, tokens);
  const colours = componentColours(components, start.layout);
  return { tokens, values, low, high, axis: 'linear', isFixed: true, components, colours };
}
