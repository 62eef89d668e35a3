import {
  type AttentionStack,
  headValues,
  largestPatch,
  meanOverHeads,
} from '../core/analysis/attention-stack.ts';
import type { NormSite } from '../core/analysis/norm-sites.ts';
import type { ScaledMap } from '../core/analysis/scaled-map.ts';
import { extent } from '../core/tensor/statistics.ts';
import { patchValues, type TokenLayout } from '../core/vit/token-layout.ts';
import type { PlaceComponents } from '../engine/feature-calls.ts';
import { combinedTokens } from './combined-maps.ts';
import { type CombinedKind, type Combining, DEFAULT_COMBINING } from './combining.ts';
import { type Displayed, normLayersDone } from './displayed.ts';
import { isFeatureKind } from './feature-settings.ts';
import type { AttentionScale, Look, MapKind, Requested, ScaleRange } from './requested.ts';
import { layerNorms, shownStack, type TraceRecord } from './trace-record.ts';

/** The maps of one layer as the grid shows them: every head, then their mean. */
export interface LayerMaps {
  readonly layer: number;
  readonly heads: readonly ScaledMap[];
  readonly mean: ScaledMap;
}

/** One map with the values of all tokens; special tokens are part of its range where they were asked into it. */
export interface TokenMap extends ScaledMap {
  /** [tokens] */
  readonly tokens: Float32Array;
  /** Whether the ends of the range are the same for all values. */
  readonly isFixed: boolean;
  /** Where `colours` come from, in a map of principal components. */
  readonly components?: PlaceComponents & { colourOf(token: number): string };
}

/** The attention maps of all layers that have been read, in order. */
export function attentionMaps(
  record: TraceRecord,
  displayed: Displayed,
  scale: AttentionScale,
  range: ScaleRange = 'patches',
): LayerMaps[] {
  const stack = shownStack(record, displayed.attention);
  if (stack === undefined) return [];
  const layers = Math.min(displayed.attention.layers, displayed.layersDone);
  const { layout } = displayed.start;
  return Array.from({ length: layers }, (_, layer) =>
    layerMaps(stack, layout, layer, { scale: scaleOf(displayed, scale), range }),
  );
}

/** What a map's numbers and scale depend on besides the trace. */
export type MapLook = Pick<Look, 'scale' | 'normScale'> & {
  readonly range?: ScaleRange;
  readonly combining?: Combining;
  /** Of what norms are; absent: of block outputs. */
  readonly normSite?: NormSite;
};

/** The part of a request that maps depend on. */
export function mapLookOf({ look, combining, normSite }: Requested): MapLook {
  const { scale, normScale, range } = look;
  return { scale, normScale, range, combining, normSite };
}

/** One map of one layer; undefined where it has not been read yet. */
export function tokenMap(
  record: TraceRecord,
  displayed: Displayed,
  staged: { readonly layer: number; readonly map: MapKind },
  look: MapLook,
): TokenMap | undefined {
  const { layout } = displayed.start;
  const { range = 'patches' } = look;
  if (staged.layer >= displayed.layersDone) return undefined;
  if (isFeatureKind(staged.map)) return record.features?.map(staged.layer, staged.map, look.scale);
  if (staged.map.kind === 'norm') {
    const { normSite = 'output' } = look;
    const isKnown = staged.layer < normLayersDone(displayed, normSite);
    return isKnown ? normMap(record, staged.layer, look) : undefined;
  }
  if (staged.map.kind === 'prompt') return promptMap(record, staged.map.prompt);
  const { layer, map } = staged;
  if (map.kind !== 'head' && map.kind !== 'mean') {
    return combinedMap(record, displayed, { layer, kind: map.kind }, look);
  }
  const stack = shownStack(record, displayed.attention);
  if (stack === undefined || layer >= displayed.attention.layers) return undefined;
  const tokens = map.kind === 'head' ? headValues(stack, layer, map.head) : meanOverHeads(stack, layer);
  const scale = scaleOf(displayed, look.scale);
  const { heads, mean } = layerMaps(stack, layout, layer, { scale, range });
  const { high } = map.kind === 'head' ? heads[map.head]! : mean;
  return {
    tokens,
    values: patchValues(layout, tokens),
    low: 0,
    high,
    axis: 'linear',
    isFixed: scale === 'fixed',
  };
}

/** A combined map has its own scale, but for weighted heads, which may share their layer's. */
function combinedMap(
  record: TraceRecord,
  displayed: Displayed,
  at: { readonly layer: number; readonly kind: CombinedKind },
  { scale: asked, range = 'patches', combining = DEFAULT_COMBINING }: MapLook,
): TokenMap | undefined {
  const tokens = combinedTokens(record, displayed, at, combining);
  if (tokens === undefined) return undefined;
  const { layout } = displayed.start;
  const scale = scaleOf(displayed, asked);
  const stack = shownStack(record, displayed.attention);
  const isShared = at.kind === 'weighted' && scale === 'layer' && stack !== undefined;
  const own = isShared
    ? layerMaps(stack, layout, at.layer, { scale, range }).mean.high
    : largestInRange(layout, tokens, range);
  const high = scale === 'fixed' ? 1 : own;
  return {
    tokens,
    values: patchValues(layout, tokens),
    low: 0,
    high,
    axis: 'linear',
    isFixed: scale === 'fixed',
  };
}

/** The norms of one layer: from 0 on a linear axis, from the smallest patch on a logarithmic one. */
export function normMap(
  record: TraceRecord,
  layer: number,
  { normScale: axis, normSite = 'output', range = 'patches' }: Omit<MapLook, 'scale'>,
): TokenMap {
  const tokens = layerNorms(record, layer, normSite);
  const values = patchValues(record.start.layout, tokens);
  const [smallest, largest] = extent(range === 'patches' ? values : tokens);
  // A dead layer's norms may be 0, where a logarithm has no place.
  const low = axis === 'log' ? Math.max(smallest, largest * 1e-6) : 0;
  return { tokens, values, low, high: largest, axis, isFixed: false };
}

/** The cosines with a prompt, from the lowest patch to the highest; undefined before they are known. */
function promptMap(record: TraceRecord, prompt: number): TokenMap | undefined {
  const answer = record.prompts?.prompts[prompt];
  if (answer?.kind !== 'compared') return undefined;
  const values = patchValues(record.start.layout, answer.tokenCosines);
  const [low, high] = extent(values);
  return { tokens: answer.tokenCosines, values, low, high, axis: 'linear', isFixed: false };
}

/** A gate has its own scale, from closed to open. */
function scaleOf({ attention }: Displayed, scale: AttentionScale): AttentionScale {
  return attention.reading === 'gate' ? 'fixed' : scale;
}

function largestInRange(layout: TokenLayout, tokens: Float32Array, range: ScaleRange): number {
  return range === 'patches'
    ? largestPatch(layout, tokens)
    : tokens.reduce((largest, value) => Math.max(largest, value), 0);
}

function layerMaps(
  stack: AttentionStack,
  layout: TokenLayout,
  layer: number,
  { scale, range }: Pick<Look, 'scale' | 'range'>,
): LayerMaps {
  const rows = Array.from({ length: stack.heads }, (_, head) => headValues(stack, layer, head));
  const mean = meanOverHeads(stack, layer);
  const ownHighs = [...rows, mean].map((row) => largestInRange(layout, row, range));
  const shared = scale === 'fixed' ? 1 : Math.max(...ownHighs);
  const scaled = (row: Float32Array, map: number): ScaledMap => ({
    values: patchValues(layout, row),
    low: 0,
    high: scale === 'head' ? ownHighs[map]! : shared,
    axis: 'linear',
  });
  return { layer, heads: rows.map(scaled), mean: scaled(mean, rows.length) };
}
