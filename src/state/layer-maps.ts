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
import { type Displayed, normLayersDone } from './displayed.ts';
import type { AttentionScale, Look, MapKind } from './requested.ts';
import { layerNorms, shownStack, type TraceRecord } from './trace-record.ts';

/** The maps of one layer as the grid shows them: every head, then their mean. */
export interface LayerMaps {
  readonly layer: number;
  readonly heads: readonly ScaledMap[];
  readonly mean: ScaledMap;
}

/** One map with the values of all tokens; special tokens are not part of the map's range. */
export interface TokenMap extends ScaledMap {
  /** [tokens] */
  readonly tokens: Float32Array;
  /** Whether the ends of the range are the same for all values. */
  readonly isFixed: boolean;
}

/** The attention maps of all layers that have been read, in order. */
export function attentionMaps(record: TraceRecord, displayed: Displayed, scale: AttentionScale): LayerMaps[] {
  const stack = shownStack(record, displayed.attention);
  if (stack === undefined) return [];
  const layers = Math.min(displayed.attention.layers, displayed.layersDone);
  const { layout } = displayed.start;
  return Array.from({ length: layers }, (_, layer) =>
    layerMaps(stack, layout, layer, scaleOf(displayed, scale)),
  );
}

/** One map of one layer; undefined where it has not been read yet. */
export function tokenMap(
  record: TraceRecord,
  displayed: Displayed,
  staged: { readonly layer: number; readonly map: MapKind },
  look: Pick<Look, 'scale' | 'normScale'>,
  site: NormSite = 'output',
): TokenMap | undefined {
  const { layout } = displayed.start;
  if (staged.layer >= displayed.layersDone) return undefined;
  if (staged.map.kind === 'norm') {
    const isKnown = staged.layer < normLayersDone(displayed, site);
    return isKnown ? normMap(record, staged.layer, look.normScale, site) : undefined;
  }
  const stack = shownStack(record, displayed.attention);
  if (stack === undefined || staged.layer >= displayed.attention.layers) return undefined;
  const { layer, map } = staged;
  const tokens = map.kind === 'head' ? headValues(stack, layer, map.head) : meanOverHeads(stack, layer);
  const scale = scaleOf(displayed, look.scale);
  const { heads, mean } = layerMaps(stack, layout, layer, scale);
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

/** The norms of one layer: from 0 on a linear axis, from the smallest patch on a logarithmic one. */
export function normMap(
  record: TraceRecord,
  layer: number,
  axis: Look['normScale'],
  site: NormSite = 'output',
): TokenMap {
  const tokens = layerNorms(record, layer, site);
  const values = patchValues(record.start.layout, tokens);
  const [smallest, largest] = extent(values);
  // A dead layer's norms may be 0, where a logarithm has no place.
  const low = axis === 'log' ? Math.max(smallest, largest * 1e-6) : 0;
  return { tokens, values, low, high: largest, axis, isFixed: false };
}

/** A gate has its own scale, from closed to open. */
function scaleOf({ attention }: Displayed, scale: AttentionScale): AttentionScale {
  return attention.reading === 'gate' ? 'fixed' : scale;
}

function layerMaps(
  stack: AttentionStack,
  layout: TokenLayout,
  layer: number,
  scale: AttentionScale,
): LayerMaps {
  const rows = Array.from({ length: stack.heads }, (_, head) => headValues(stack, layer, head));
  const mean = meanOverHeads(stack, layer);
  const ownHighs = [...rows, mean].map((row) => largestPatch(layout, row));
  const shared = scale === 'fixed' ? 1 : Math.max(...ownHighs);
  const scaled = (row: Float32Array, map: number): ScaledMap => ({
    values: patchValues(layout, row),
    low: 0,
    high: scale === 'head' ? ownHighs[map]! : shared,
    axis: 'linear',
  });
  return { layer, heads: rows.map(scaled), mean: scaled(mean, rows.length) };
}
