import type { ComponentMap } from '../core/analysis/component-colours.ts';
import type { ForegroundRule } from '../core/analysis/component-maps.ts';
import type { FeatureSite } from '../core/analysis/features.ts';
import type { OutlierRule } from '../core/analysis/outliers.ts';
import type { TraceId } from './engine.ts';

/** How alike all tokens are to some tokens, in every layer. */
export interface SimilarityQuestion {
  readonly site: FeatureSite;
  /** One token, or several whose cosines are averaged. */
  readonly tokens: readonly number[];
  /** Whether many questions will follow: what answers them fastest then stays in memory, as much as the site takes. */
  readonly isFollowed?: boolean;
}

export interface SimilarityResult {
  readonly trace: TraceId;
  readonly question: SimilarityQuestion;
  readonly layers: number;
  readonly tokens: number;
  /** Cosines, the mean over the question's tokens [layers, tokens]. */
  readonly values: Float32Array;
}

/** Which layer of which trace. */
export interface ComponentPlace {
  readonly trace: TraceId;
  readonly layer: number;
}

/** Principal components of the patches of one layer of each of some traces. */
export interface ComponentsRequest {
  readonly places: readonly ComponentPlace[];
  readonly site: FeatureSite;
  /** `joint`: one basis for all traces of the same width, so that colours mean the same. */
  readonly basis: 'joint' | 'own';
  /** Patches whose norm after the block is an outlier take no part in the basis; absent: all do. */
  readonly leaveOut?: OutlierRule;
  /** Absent: all patches. */
  readonly foreground?: ForegroundRule;
}

/** One place's components. */
export interface PlaceComponents extends ComponentPlace, ComponentMap {
  /** How many of the places share its basis, itself included. */
  readonly sharedBy: number;
}
