import { combineHeads, type HeadCombination, meanOverLayers } from '../core/analysis/combined-heads.ts';
import { type CombinedKind, type Combining, withinDepth } from './combining.ts';
import type { Displayed } from './displayed.ts';
import { shownStack, type TraceRecord } from './trace-record.ts';

/** A combined map's tokens up to a layer [tokens]; undefined where it has not been computed, or starts later. */
export function combinedTokens(
  record: TraceRecord,
  displayed: Displayed,
  { layer, kind }: { readonly layer: number; readonly kind: CombinedKind },
  combining: Combining,
): Float32Array | undefined {
  if (kind === 'rollout') return rolloutTokens(record, displayed, layer);
  const stack = shownStack(record, displayed.attention);
  if (stack === undefined || layer >= Math.min(displayed.attention.layers, displayed.layersDone)) {
    return undefined;
  }
  if (kind === 'weighted') {
    return combineHeads(stack, layer, { kind: 'weighted', weights: combining.weights });
  }
  const first = withinDepth(combining.range.start, displayed.start.depth);
  return layer < first ? undefined : meanOverLayers(stack, { first, last: layer }, headsOfRange(combining));
}

function headsOfRange({ range, weights }: Combining): HeadCombination {
  return range.heads === 'weighted' ? { kind: 'weighted', weights } : { kind: range.heads };
}

function rolloutTokens(
  { rollout }: TraceRecord,
  displayed: Displayed,
  layer: number,
): Float32Array | undefined {
  if (rollout === undefined || displayed.rollout === undefined) return undefined;
  if (layer < rollout.question.options.start || layer >= rollout.layers) return undefined;
  return rollout.values.subarray(layer * rollout.tokens, (layer + 1) * rollout.tokens);
}
