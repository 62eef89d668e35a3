import type { ScaledMap } from '../core/analysis/scaled-map.ts';
import { quantile } from '../core/tensor/statistics.ts';
import { specialTokens, type TokenLayout, tokenCount } from '../core/vit/token-layout.ts';
import type { TokenMap } from './layer-maps.ts';
import { resolveQuery, targetOf } from './query-target.ts';
import type { Comparison } from './requested.ts';

/** One lens's map at a place that all lenses have: the same layer and head. */
export interface PlacedMap {
  readonly layout: TokenLayout;
  /** Undefined where the lens has no such layer or head, or has not run that far. */
  readonly map: TokenMap | undefined;
}

/** A map as it stands beside the other lenses' maps of the same place. */
export interface ComparedMap extends TokenMap {
  /** Differences are this lens's values less the reference's, on a scale around 0. */
  readonly kind: 'map' | 'difference';
}

/**
 * The share of all columns' patches that a clipped scale shows. Sinks are rarer, and would darken all others; in a
 * difference each of them counts in every column.
 */
export const CLIPPED_SHARES = { map: 0.98, difference: 0.9 } as const;

/**
 * Puts the maps of one place side by side: on one scale or each on its own, as they are or as differences from the
 * reference's. The reference itself stays a map; a lens with another patch grid has no difference.
 */
export function compareMaps(
  maps: readonly PlacedMap[],
  reference: number,
  { shows, scale }: Pick<Comparison, 'shows' | 'scale'>,
): (ComparedMap | undefined)[] {
  const base = maps[reference];
  const compared = maps.map((placed, place): ComparedMap | undefined => {
    const { map } = placed;
    if (map === undefined) return undefined;
    // Colours have no difference.
    if (shows === 'maps' || place === reference || map.components) return { ...map, kind: 'map' };
    return base?.map && difference(placed, map, base.layout, base.map);
  });
  if (scale === 'own') return compared;
  const isClipped = scale === 'clipped';
  const ranges = {
    map: sharedRange(compared, 'map', isClipped),
    difference: sharedRange(compared, 'difference', isClipped),
  };
  return compared.map((map) => map && { ...map, ...ranges[map.kind] });
}

function difference(
  { layout }: PlacedMap,
  map: TokenMap,
  baseLayout: TokenLayout,
  base: TokenMap,
): ComparedMap | undefined {
  if (layout.rows !== baseLayout.rows || layout.columns !== baseLayout.columns) return undefined;
  const values = map.values.map((value, patch) => value - base.values[patch]!);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const tokens = new Float32Array(tokenCount(layout)).fill(Number.NaN);
  for (const token of specialTokens(layout)) {
    const target = targetOf(layout, token);
    const same = resolveQuery(baseLayout, target);
    if (same > 0 || token === 0) tokens[token] = map.tokens[token]! - base.tokens[same]!;
  }
  tokens.set(values, layout.cls + layout.registers);
  return { tokens, values, low: -largest, high: largest, axis: 'linear', isFixed: false, kind: 'difference' };
}

/** The range that holds all maps of a kind, or all but their highest values. */
function sharedRange(
  maps: readonly (ComparedMap | undefined)[],
  kind: ComparedMap['kind'],
  isClipped: boolean,
): Pick<ScaledMap, 'low' | 'high'> {
  const same = maps.filter((map) => map !== undefined).filter((map) => map.kind === kind);
  const low = Math.min(...same.map((map) => map.low));
  const largest = Math.max(...same.map((map) => map.high));
  // On a logarithmic axis the others show beside the largest.
  const canClip = same.every(({ isFixed, axis }) => !isFixed && axis === 'linear');
  const high = isClipped && canClip ? clippedHigh(same, largest, CLIPPED_SHARES[kind]) : largest;
  return { low: kind === 'difference' ? -high : low, high };
}

function clippedHigh(maps: readonly ComparedMap[], largest: number, share: number): number {
  const sizes = new Float32Array(maps.reduce((count, { values }) => count + values.length, 0));
  let filled = 0;
  for (const { values } of maps) for (const value of values) sizes[filled++] = Math.abs(value);
  const high = filled > 0 ? quantile(sizes, share) : largest;
  return high > 0 ? Math.min(high, largest) : largest;
}
