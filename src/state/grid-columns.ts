import * as words from '#words/state/columns.ts';
import {
  type AttentionStack,
  headValues,
  maxOverHeads,
  meanOverHeads,
} from '../core/analysis/attention-stack.ts';
import type { NormSite } from '../core/analysis/norm-sites.ts';
import { combinedTokens } from './combined-maps.ts';
import { type CombinedKind, type Combining, DEFAULT_COMBINING } from './combining.ts';
import { type Displayed, normLayersDone } from './displayed.ts';
import type { FeatureMapKind } from './feature-settings.ts';
import type { MapKind } from './requested.ts';
import { layerNorms, shownStack, type TraceRecord } from './trace-record.ts';

/** What the maps of a trace are computed from. */
export interface ColumnSource {
  readonly record: TraceRecord;
  readonly displayed: Displayed;
  /** The attention that is shown, and how many of its layers are there. */
  readonly stack: AttentionStack | undefined;
  readonly layers: number;
  readonly combining: Combining;
  /** Of what norms are. */
  readonly normSite: NormSite;
}

/**
 * What a map shows: `attention` is painted from 0 on the attention's scale, which the layer's maps may share; `own`
 * likewise, but never shared; `norm` on the norms'; `cosine` from its lowest to its highest patch; `features` in colours and
 * on scales of their own.
 */
export type Quantity = 'attention' | 'own' | 'norm' | 'cosine' | 'features';

/** One sort of map: its columns in the grid, its names, and where its numbers come from. */
interface ColumnKind<Kind> {
  readonly quantity: Quantity;
  /** The columns that it has in the grid of a model with so many heads, where some combined maps were asked for. */
  columns(heads: number, combined: readonly CombinedKind[]): readonly Kind[];
  /** At the head of the column. */
  name(kind: Kind): string;
  /** In a sentence: "head 3". */
  title(kind: Kind): string;
  /** One layer's numbers [tokens]; undefined where they are not there yet. */
  tokens(source: ColumnSource, layer: number, kind: Kind): Float32Array | undefined;
}

/** Every sort of map that the stage and the grid can show, in the order of the grid's groups of columns. */
const COLUMN_KINDS: { readonly [Name in MapKind['kind']]: ColumnKind<Extract<MapKind, { kind: Name }>> } = {
  head: {
    quantity: 'attention',
    columns: (heads) => Array.from({ length: heads }, (_, head) => ({ kind: 'head', head })),
    name: ({ head }) => String(head),
    title: ({ head }) => words.head(head),
    tokens: (source, layer, { head }) =>
      ofAttention(source, layer, (stack) => headValues(stack, layer, head)),
  },
  mean: {
    quantity: 'attention',
    columns: () => [{ kind: 'mean' }],
    name: () => words.columns.mean.name,
    title: () => words.columns.mean.title,
    tokens: (source, layer) => ofAttention(source, layer, (stack) => meanOverHeads(stack, layer)),
  },
  max: {
    quantity: 'attention',
    columns: () => [{ kind: 'max' }],
    name: () => words.columns.max.name,
    title: () => words.columns.max.title,
    tokens: (source, layer) => ofAttention(source, layer, (stack) => maxOverHeads(stack, layer)),
  },
  weighted: combinedKind('weighted', 'attention'),
  rollout: combinedKind('rollout', 'own'),
  range: combinedKind('range', 'own'),
  norm: {
    quantity: 'norm',
    columns: () => [{ kind: 'norm' }],
    name: () => words.columns.norm.name,
    title: () => words.columns.norm.title,
    tokens: ({ record, displayed, normSite }, layer) =>
      layer < normLayersDone(displayed, normSite) ? layerNorms(record, layer, normSite) : undefined,
  },
  prompt: {
    quantity: 'cosine',
    columns: () => [],
    name: ({ prompt }) => words.prompt(prompt + 1),
    title: ({ prompt }) => words.prompt(prompt + 1),
    tokens: ({ record, displayed }, layer, { prompt }) => {
      const answer = record.prompts?.prompts[prompt];
      return answer?.kind === 'compared' && layer < displayed.layersDone ? answer.tokenCosines : undefined;
    },
  },
  similarity: featureKind(words.similarity),
  pca: featureKind(words.components),
};

/** Features have a table of their own and no column in the grid; the record of features has their maps. */
function featureKind<Kind extends FeatureMapKind>(title: (site: Kind['site']) => string): ColumnKind<Kind> {
  return {
    quantity: 'features',
    columns: () => [],
    name: ({ site }) => title(site),
    title: ({ site }) => title(site),
    tokens: () => undefined,
  };
}

function combinedKind<Name extends CombinedKind>(
  kind: Name,
  quantity: Quantity,
): ColumnKind<{ readonly kind: Name }> {
  return {
    quantity,
    columns: (_heads, combined) => (combined.includes(kind) ? [{ kind }] : []),
    name: () => words.columns[kind].name,
    title: () => words.columns[kind].title,
    tokens: ({ record, displayed, combining }, layer) =>
      layer < displayed.layersDone
        ? combinedTokens(record, displayed, { layer, kind }, combining)
        : undefined,
  };
}

/** The columns of the grid from left to right. */
export function gridColumns(heads: number, combined: readonly CombinedKind[] = []): MapKind[] {
  return Object.values(COLUMN_KINDS).flatMap((kind): readonly MapKind[] => kind.columns(heads, combined));
}

/** How many columns stand together: the heads, what combines them, the norms. */
export function columnGroups(columns: readonly MapKind[]): number[] {
  const groups: number[] = [];
  let former: string | undefined;
  for (const { kind } of columns) {
    const group = kind === 'head' || kind === 'norm' ? kind : 'combined';
    if (group === former) groups[groups.length - 1]! += 1;
    else groups.push(1);
    former = group;
  }
  return groups;
}

/** A column's name at the head of the grid. */
export function columnName(kind: MapKind): string {
  return kindOf(kind).name(kind);
}

/** A map's name in a sentence. */
export function columnTitle(kind: MapKind): string {
  return kindOf(kind).title(kind);
}

/** What a map shows. */
export function columnQuantity(kind: MapKind): Quantity {
  return kindOf(kind).quantity;
}

/** Whether two kinds of map are the same column. */
export function sameKind(one: MapKind, other: MapKind): boolean {
  return one.kind === other.kind && placeOf(one) === placeOf(other);
}

/** What tells maps of one kind apart. */
function placeOf(map: MapKind): number | string | undefined {
  switch (map.kind) {
    case 'head':
      return map.head;
    case 'prompt':
      return map.prompt;
    case 'similarity':
    case 'pca':
      return map.site;
    default:
      return undefined;
  }
}

/** What the maps of a trace are computed from. */
export function columnSource(
  record: TraceRecord,
  displayed: Displayed,
  {
    combining = DEFAULT_COMBINING,
    normSite = 'output',
  }: Partial<Pick<ColumnSource, 'combining' | 'normSite'>>,
): ColumnSource {
  const layers = Math.min(displayed.attention.layers, displayed.layersDone);
  return { record, displayed, stack: shownStack(record, displayed.attention), layers, combining, normSite };
}

/** One layer's numbers of a kind [tokens]; undefined where they are not there yet. */
export function columnTokens(source: ColumnSource, layer: number, kind: MapKind): Float32Array | undefined {
  return kindOf(kind).tokens(source, layer, kind);
}

function kindOf({ kind }: MapKind): ColumnKind<MapKind> {
  return COLUMN_KINDS[kind];
}

function ofAttention(
  { stack, layers }: ColumnSource,
  layer: number,
  read: (stack: AttentionStack) => Float32Array,
): Float32Array | undefined {
  return stack && layer < layers ? read(stack) : undefined;
}
