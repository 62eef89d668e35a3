import * as words from '#words/state/head-values.ts';
import type { AttentionStack } from '../core/analysis/attention-stack.ts';
import {
  type HeadMeasure,
  jensenShannonDistances,
  meanEntropies,
  similarities,
  sinkShares,
} from '../core/analysis/head-measures.ts';
import { chooseSinks } from '../core/analysis/sinks.ts';
import type { Displayed } from './displayed.ts';
import { type MapPlace, tokenMap } from './layer-maps.ts';
import { resolveQuery, targetOf } from './query-target.ts';
import { layerNorms, shownStack, type TraceRecord } from './trace-record.ts';

/** A lens's trace and its numbers. */
export interface MeasuredTrace {
  readonly displayed: Displayed;
  readonly record: TraceRecord;
}

/** What the heads of a trace are measured against. */
export interface HeadContext {
  /** The map that similarity is to. */
  readonly staged: MapPlace | undefined;
  /** The same image in the lens that this one is compared with. */
  readonly other: MeasuredTrace | undefined;
}

/** A measure of all heads of the layers that are there, or why it cannot be had. */
export type HeadValues =
  | { readonly kind: 'values'; readonly values: Float32Array }
  /** It will come by itself. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'impossible'; readonly why: string };

/** Measures every head [layers · heads]. */
export function measuredHeads(measure: HeadMeasure, trace: MeasuredTrace, context: HeadContext): HeadValues {
  const { record, displayed } = trace;
  switch (measure) {
    case 'sink-share':
      return sinkValues(trace);
    case 'entropy':
      return valuesOf(
        meanEntropies(firstLayers({ ...record.received, values: record.entropy }, displayed.layersDone)),
      );
    case 'similarity':
      return similarityValues(trace, context.staged);
    case 'distance':
      return distanceValues(trace, context.other);
  }
}

function sinkValues({ record, displayed }: MeasuredTrace): HeadValues {
  const { layersDone, start } = displayed;
  const received = firstLayers(record.received, layersDone);
  const perLayer = received.heads * received.tokens;
  const layers = Array.from({ length: layersDone }, (_, layer) => layer);
  const measures = {
    norms: layers.map((layer) => layerNorms(record, layer)),
    received: layers.map((layer) => received.values.subarray(layer * perLayer, (layer + 1) * perLayer)),
  };
  return valuesOf(sinkShares(received, chooseSinks(measures, start.layout, 'outliers').tokens));
}

function similarityValues({ record, displayed }: MeasuredTrace, staged: MapPlace | undefined): HeadValues {
  const stack = shownAttention({ record, displayed });
  const look = { scale: 'head', normScale: 'linear' } as const;
  const map = staged && tokenMap(record, displayed, staged, look);
  if (stack === undefined || map === undefined) return { kind: 'waiting' };
  return valuesOf(similarities(stack, displayed.start.layout, map.values));
}

function distanceValues(own: MeasuredTrace, other: MeasuredTrace | undefined): HeadValues {
  if (other === undefined) return { kind: 'impossible', why: words.noOtherLens };
  const [layout, otherLayout] = [own, other].map(({ displayed }) => displayed.start.layout);
  if (layout!.rows !== otherLayout!.rows || layout!.columns !== otherLayout!.columns) {
    const [grid = '', otherGrid = ''] = [layout!, otherLayout!].map(
      ({ rows, columns }) => `${rows} × ${columns}`,
    );
    return { kind: 'impossible', why: words.otherGrid(otherGrid, grid) };
  }
  const [stack, otherStack] = [own, other].map(shownAttention);
  if (!stack || !otherStack || !showSame(own.displayed, other.displayed)) return { kind: 'waiting' };
  return valuesOf(
    jensenShannonDistances({ stack, layout: layout! }, { stack: otherStack, layout: otherLayout! }),
  );
}

/** Whether two lenses show the attention of the same image, read in the same way from the same token. */
function showSame(own: Displayed, other: Displayed): boolean {
  const { reading, token } = own.attention;
  if (other.attention.reading !== reading) return false;
  if (JSON.stringify(own.imageChoice) !== JSON.stringify(other.imageChoice)) return false;
  if (reading === 'received' || reading === 'gate') return true;
  return resolveQuery(other.start.layout, targetOf(own.start.layout, token)) === other.attention.token;
}

function shownAttention({ record, displayed }: MeasuredTrace): AttentionStack | undefined {
  const stack = shownStack(record, displayed.attention);
  return stack && firstLayers(stack, Math.min(displayed.attention.layers, displayed.layersDone));
}

function firstLayers(stack: AttentionStack, layers: number): AttentionStack {
  return { ...stack, layers, values: stack.values.subarray(0, layers * stack.heads * stack.tokens) };
}

function valuesOf(values: Float32Array): HeadValues {
  return { kind: 'values', values };
}
