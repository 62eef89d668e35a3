import type { HeadMeasure } from '../core/analysis/head-measures.ts';
import type { AxisScale } from '../core/analysis/norm-histogram.ts';
import type { NormSite } from '../core/analysis/norm-sites.ts';
import { DEFAULT_RULES, type OutlierRule } from '../core/analysis/outliers.ts';
import type { HeadLimit } from '../core/analysis/ranked-heads.ts';
import type { FramingRequest } from '../core/image/framing.ts';
import type { PaletteName } from '../core/image/palette.ts';
import { EMBEDDED_MODELS, type EmbeddedModel } from '../hub/embedded-models.ts';
import { formatModelReference, type ModelReference } from '../hub/model-reference.ts';
import { type CombinedKind, type Combining, DEFAULT_COMBINING } from './combining.ts';
import { type FeatureMapKind, type FeatureSettings, INITIAL_FEATURES } from './feature-settings.ts';
import { type FrameView, WHOLE_FRAME } from './frame-view.ts';
import type { Lens, LensId } from './lens.ts';
import { INITIAL_PANELS, type Panels } from './panels.ts';
import { NO_PROMPTS, type Prompts } from './prompts.ts';
import { FIRST_TOKEN, type QueryTarget } from './query-target.ts';

/** Which model was asked for. A local one is known by the key under which the shelf holds its files. */
export type ModelChoice =
  | { readonly kind: 'embedded'; readonly id: EmbeddedModel['id'] }
  | { readonly kind: 'local'; readonly key: string }
  | ({ readonly kind: 'hub' } & ModelReference);

/** Which image was asked for. */
export type ImageChoice =
  | { readonly kind: 'sample'; readonly file: string }
  | { readonly kind: 'local'; readonly key: string };

/**
 * How attention is read: from the query, towards it, averaged over all queries, or how far each head's gate is open at
 * each token.
 */
export type Reading = 'attends-to' | 'attended-by' | 'received' | 'gate';

/** What the stage and a row of the grid can show of a layer. */
export type MapKind =
  | { readonly kind: 'head'; readonly head: number }
  | { readonly kind: 'mean' }
  | { readonly kind: 'max' }
  | { readonly kind: 'norm' }
  | FeatureMapKind
  /** The cosine of each token, after the last layer, with one of the prompts. */
  | { readonly kind: 'prompt'; readonly prompt: number }
  | { readonly [Kind in CombinedKind]: { readonly kind: Kind } }[CombinedKind];

/** Whether a map's numbers are attention weights, or flow made of them. */
export function isAttentionMap({ kind }: MapKind): boolean {
  return ['head', 'mean', 'max', 'weighted', 'range', 'rollout'].includes(kind);
}

/** The map on the stage. `newest` is the last layer that has run. */
export interface Staged {
  readonly layer: number | 'newest';
  readonly map: MapKind;
}

/** What attention maps are scaled to: 0 to 1, the layer's largest patch, or each map's own largest patch. */
export type AttentionScale = 'fixed' | 'layer' | 'head';

/** Whether a map's largest value is that of its patches, or special tokens count too. */
export type ScaleRange = 'patches' | 'all-tokens';

/** How maps look. Nothing here makes the model run again. */
export interface Look {
  readonly palette: PaletteName;
  readonly scale: AttentionScale;
  readonly range: ScaleRange;
  readonly normScale: AxisScale;
  /** Of the map over the image, in [0, 1]. */
  readonly opacity: number;
  readonly smooth: boolean;
  readonly rule: OutlierRule;
}

/** What the charts by layer show. */
export type ChartMeasure = 'outliers' | 'max-over-median' | 'norms' | 'sink-share' | 'entropy';

/** Numbers beside the maps: charts by layer, and the staged map as a table. */
export interface Numbers {
  /** What stands below the grid: the staged layer's histogram, or a measure of all layers. */
  readonly chart: 'histogram' | ChartMeasure;
  /** How the staged map is laid out as numbers: as the patches lie, as a list, or not at all. */
  readonly table: 'closed' | 'patches' | 'list';
  readonly sort: TableSort;
}

/** The order of the list: as the tokens come, or by value. */
export type TableSort = 'sequence' | 'largest' | 'smallest';

/** Which heads of the grid stand out, and what becomes of the others. */
export interface HeadFilter extends HeadLimit {
  readonly measure: HeadMeasure;
  readonly others: 'dimmed' | 'hidden';
}

/** How the grid of layers and heads is laid out. Nothing here makes the model run again. */
export interface GridView {
  /** Layers by heads, or all heads in one list by a measure. */
  readonly order: 'layers' | HeadMeasure;
  readonly highestFirst: boolean;
  readonly filter: HeadFilter | undefined;
  /** Size of the cells over the size with which all fit; at least 1. */
  readonly zoom: number;
}

/** How several lenses are laid beside each other. Nothing here makes a model run again. */
export interface Comparison {
  /** All lenses in columns, or the active one alone. */
  readonly layout: 'single' | 'columns';
  /** One colour scale for all columns, up to the largest value or to a high percentile, or one for each. */
  readonly scale: 'shared' | 'clipped' | 'own';
  /** The maps themselves, or what they differ by from the reference's. */
  readonly shows: 'maps' | 'difference';
  /** Undefined: the first lens. */
  readonly reference: LensId | undefined;
  /** The layers in which the table counts outliers and compares norms; `auto`: where the reference's stand out. */
  readonly outlierLayer: number | 'auto';
  readonly normLayer: number | 'auto';
}

/** Everything that the user can ask for: small and serialisable. All but `lenses` is shared by all lenses. */
export interface Requested {
  /** 1 to 4, from left to right. */
  readonly lenses: readonly Lens[];
  readonly active: LensId;
  readonly comparison: Comparison;
  /** Absent until the samples are known or an image is given. */
  readonly image: ImageChoice | undefined;
  readonly framing: FramingRequest;
  readonly query: { readonly target: QueryTarget; readonly pinned: boolean };
  readonly reading: Reading;
  readonly staged: Staged;
  readonly combining: Combining;
  readonly look: Look;
  readonly features: FeatureSettings;
  readonly normSite: NormSite;
  readonly numbers: Numbers;
  readonly grid: GridView;
  readonly prompts: Prompts;
  readonly panels: Panels;
  /** The same of all lenses' stages. */
  readonly view: FrameView;
  readonly theme: 'system' | 'light' | 'dark';
}

/** What one lens is asked for: the shared part and its own. */
export type LensRequest = Pick<Requested, 'image' | 'framing' | 'query' | 'reading'> &
  Pick<Lens, 'model' | 'interventions'>;

/** What a visitor sees first. */
export const INITIAL_REQUEST: Requested = {
  lenses: [{ id: 'lens-1', model: { kind: 'embedded', id: EMBEDDED_MODELS[0]!.id }, interventions: {} }],
  active: 'lens-1',
  comparison: {
    layout: 'single',
    scale: 'clipped',
    shows: 'maps',
    reference: undefined,
    outlierLayer: 'auto',
    normLayer: 'auto',
  },
  image: undefined,
  framing: { fit: 'publisher' },
  query: { target: FIRST_TOKEN, pinned: false },
  reading: 'attends-to',
  staged: { layer: 'newest', map: { kind: 'mean' } },
  combining: DEFAULT_COMBINING,
  look: {
    palette: 'cividis',
    scale: 'head',
    range: 'patches',
    normScale: 'log',
    opacity: 0.65,
    smooth: false,
    rule: DEFAULT_RULES.robust,
  },
  features: INITIAL_FEATURES,
  normSite: 'output',
  numbers: { chart: 'histogram', table: 'closed', sort: 'largest' },
  grid: { order: 'layers', highestFirst: true, filter: undefined, zoom: 1 },
  prompts: NO_PROMPTS,
  panels: INITIAL_PANELS,
  view: WHOLE_FRAME,
  theme: 'system',
};

/** One string per model choice. */
export function modelKey(choice: ModelChoice): string {
  switch (choice.kind) {
    case 'embedded':
      return `embedded:${choice.id}`;
    case 'local':
      return `local:${choice.key}`;
    case 'hub':
      return `hub:${formatModelReference(choice)}`;
  }
}

/** One string per image choice. */
export function imageKey(choice: ImageChoice): string {
  return choice.kind === 'sample' ? `sample:${choice.file}` : `local:${choice.key}`;
}

/** One string per framing. */
export function framingKey(framing: FramingRequest): string {
  const { fit, size } = framing;
  return size === undefined ? fit : `${fit}:${size.height}x${size.width}`;
}

/** Replaces what is asked for, so that it can be undone. */
export type UpdateRequested = (next: (requested: Requested) => Requested) => void;
