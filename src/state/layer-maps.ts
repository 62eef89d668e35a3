import { headValues, largestPatch } from '../core/analysis/attention-stack.ts';
import type { NormSite } from '../core/analysis/norm-sites.ts';
import type { ScaledMap } from '../core/analysis/scaled-map.ts';
import { extent } from '../core/tensor/statistics.ts';
import { patchValues, type TokenLayout } from '../core/vit/token-layout.ts';
import type { PlaceComponents } from '../engine/feature-calls.ts';
import type { Combining } from './combining.ts';
import type { Displayed } from './displayed.ts';
import { isFeatureKind } from './feature-settings.ts';
import { columnQuantity, columnSource, columnTokens } from './grid-columns.ts';
import type { AttentionScale, Look, MapKind, Requested, ScaleRange } from './requested.ts';
import { layerNorms, type TraceRecord } from './trace-record.ts';

/** One map with the values of all tokens; special tokens are part of its range where they were asked into it. */
export interface TokenMap extends ScaledMap {
  /** [tokens] */
  readonly tokens: Float32Array;
  /** Whether the ends of the range are the same for all values. */
  readonly isFixed: boolean;
  /** Where `colours` come from, in a map of principal components. */
  readonly components?: PlaceComponents & { colourOf(token: number): string };
}

/** A layer and one of its maps. */
export interface MapPlace {
  readonly layer: number;
  readonly map: MapKind;
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

/**
 * Reads the maps of a trace one by one, so that only those which are looked at are computed. A map that has not been
 * read yet is undefined.
 */
export function createMapReader(
  record: TraceRecord,
  displayed: Displayed,
  look: MapLook,
): (place: MapPlace) => TokenMap | undefined {
  const source = columnSource(record, displayed, look);
  const { range = 'patches' } = look;
  const { layout } = displayed.start;
  const gateScale = scaleOf(displayed, look.scale);
  const layerHighs = new Map<number, number>();

  function layerHigh(layer: number): number {
    const { stack } = source;
    const known = layerHighs.get(layer);
    if (known !== undefined || stack === undefined) return known ?? 0;
    let high = 0;
    for (let head = 0; head < stack.heads; head++) {
      high = Math.max(high, largestInRange(layout, headValues(stack, layer, head), range));
    }
    layerHighs.set(layer, high);
    return high;
  }

  return ({ layer, map }) => {
    if (isFeatureKind(map)) {
      return layer < displayed.layersDone ? record.features?.map(layer, map, look.scale) : undefined;
    }
    const tokens = columnTokens(source, layer, map);
    if (tokens === undefined) return undefined;
    const quantity = columnQuantity(map);
    const values = patchValues(layout, tokens);
    if (quantity === 'norm') return normMap(record, layer, look);
    if (quantity === 'cosine') {
      const [low, high] = extent(values);
      return { tokens, values, low, high, axis: 'linear', isFixed: false };
    }
    // Rollout follows attention, whatever is read beside it.
    const scale = map.kind === 'rollout' ? look.scale : gateScale;
    const own = largestInRange(layout, tokens, range);
    const isShared = scale === 'layer' && quantity === 'attention';
    const shared = () => (map.kind === 'weighted' ? layerHigh(layer) : Math.max(own, layerHigh(layer)));
    const high = scale === 'fixed' ? 1 : isShared ? shared() : own;
    return { tokens, values, low: 0, high, axis: 'linear', isFixed: scale === 'fixed' };
  };
}

/** One map of one layer; undefined where it has not been read yet. */
export function tokenMap(
  record: TraceRecord,
  displayed: Displayed,
  staged: MapPlace,
  look: MapLook,
): TokenMap | undefined {
  return createMapReader(record, displayed, look)(staged);
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

/** A gate has its own scale, from closed to open. */
function scaleOf({ attention }: Displayed, scale: AttentionScale): AttentionScale {
  return attention.reading === 'gate' ? 'fixed' : scale;
}

function largestInRange(layout: TokenLayout, tokens: Float32Array, range: ScaleRange): number {
  return range === 'patches'
    ? largestPatch(layout, tokens)
    : tokens.reduce((largest, value) => Math.max(largest, value), 0);
}
