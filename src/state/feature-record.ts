import type { FeatureSite } from '../core/analysis/features.ts';
import type { ComponentsRequest, PlaceComponents, SimilarityResult } from '../engine/feature-calls.ts';
import type { FeatureMapKind } from './feature-settings.ts';
import type { TokenMap } from './layer-maps.ts';
import type { AttentionScale } from './requested.ts';

/** Components as they were asked for; or why there are none. */
export interface KnownComponents {
  /** Equal for requests that give the same. */
  readonly key: string;
  readonly request: ComponentsRequest;
  readonly map: PlaceComponents | undefined;
  readonly problem: string | undefined;
}

/** The answers about one trace's features. Made with the first of them: most visits have none. */
export interface FeatureRecord {
  /** The newest of each site. */
  readonly similarity: Map<FeatureSite, SimilarityResult>;
  /** By `componentsPlace`. */
  readonly components: Map<string, KnownComponents>;
  /** One layer's map; undefined where it has not been answered yet. */
  map(layer: number, kind: FeatureMapKind, scale: AttentionScale): TokenMap | undefined;
}
