import type { NormSite } from '../core/analysis/norm-sites.ts';
import type { FramingRequest } from '../core/image/framing.ts';
import type { Interventions } from '../core/intervention/interventions.ts';
import type { DecodedImage, OpenModel, RolloutQuestion, TraceStart } from '../engine/engine.ts';
import type { ImageChoice, MapKind, ModelChoice, Reading, Staged } from './requested.ts';

/** The attention that the maps show. The numbers lie in the trace's record. */
export interface ShownAttention {
  readonly reading: Reading;
  readonly token: number;
  /** All tokens that ask, where they are several; `token` is the first of them. */
  readonly tokens?: readonly number[];
  /** Layers that it covers so far. */
  readonly layers: number;
  /**
   * Whether it was answered while the run was under way. The finished trace is asked again: its answer may differ in the
   * last digit, and what is shown should not depend on when it was asked for.
   */
  readonly isEarly?: boolean;
}

/** The rollout that the maps show. The numbers lie in the trace's record. */
export interface ShownRollout {
  readonly question: RolloutQuestion;
  /** Layers that it covers. */
  readonly layers: number;
}

/** The token that asks, and all of them where they are several. */
export type Query = Pick<ShownAttention, 'token' | 'tokens'>;

/** What a lens shows now: one trace, and what made it. */
export interface Displayed {
  readonly model: OpenModel;
  readonly modelChoice: ModelChoice;
  /** As they were asked for; `start.interventions` has them as they were carried out. */
  readonly interventions: Interventions;
  readonly image: DecodedImage;
  readonly imageChoice: ImageChoice;
  readonly framing: FramingRequest;
  readonly start: TraceStart;
  readonly layersDone: number;
  readonly status: 'running' | 'complete' | 'stopped';
  /** Absent until the trace is whole. */
  readonly took: { readonly elapsedMs: number; readonly cachedLayers: number } | undefined;
  readonly attention: ShownAttention;
  /** How many answers about features the trace's record has had; absent: none. */
  readonly featureAnswers?: number;
  /** The token that the newest similarities are to; absent before the first. */
  readonly similarTo?: Query;
  /** Layers whose norms after the final norm are known; absent: none has been asked for. */
  readonly finalNormLayers?: number;
  /** The prompts that the record answers, templates filled in; absent before the first. */
  readonly prompts?: readonly string[];
  /** Once it has been asked for. */
  readonly rollout?: ShownRollout;
}

/** What a lens is busy with. */
export type Activity =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'fetching';
      readonly what: string;
      readonly loadedBytes: number;
      readonly totalBytes: number;
    }
  | { readonly kind: 'opening'; readonly what: string }
  | { readonly kind: 'decoding'; readonly what: string }
  | { readonly kind: 'running'; readonly layer: number; readonly depth: number };

/** The token or tokens that a map is about. */
export function queryOf({ attention, similarTo }: Displayed, { kind }: MapKind): Query {
  return kind === 'similarity' ? (similarTo ?? attention) : attention;
}

/** Whether the heads' own gates ran; otherwise gates are those that the sinks imply. */
export function hasTrainedGates({ model, interventions }: Displayed): boolean {
  return model.spec.gate !== undefined && interventions.gate?.kind !== 'none';
}

/** How many layers have norms to show at a site. */
export function normLayersDone(
  { layersDone, finalNormLayers = 0 }: Pick<Displayed, 'layersDone' | 'finalNormLayers'>,
  site: NormSite,
): number {
  return site === 'final' ? Math.min(layersDone, finalNormLayers) : layersDone;
}

/**
 * The staged map with its layer made definite and its head within the model's; undefined before the first layer. A
 * prompt has a map after the last layer, of models with a text tower; of others it is the mean of heads.
 */
export function stagedMap(staged: Staged, displayed: Displayed): { layer: number; map: Staged['map'] } {
  const { depth, heads } = displayed.start;
  const newest = Math.max(0, displayed.layersDone - 1);
  const layer = staged.layer === 'newest' ? newest : Math.min(staged.layer, depth - 1);
  const map = withoutText(staged.map, displayed);
  if (map.kind === 'prompt') return { layer: depth - 1, map };
  return { layer, map: map.kind === 'head' ? { kind: 'head', head: Math.min(map.head, heads - 1) } : map };
}

function withoutText(map: MapKind, { model }: Displayed): MapKind {
  return map.kind === 'prompt' && !model.spec.text ? { kind: 'mean' } : map;
}
