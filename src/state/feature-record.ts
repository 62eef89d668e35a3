import type { FeatureSite } from '../core/analysis/features.ts';
import type { ComponentsRequest, PlaceComponents, SimilarityResult } from '../engine/feature-calls.ts';

/** Components as they were asked for; or why there are none. */
export interface KnownComponents {
  /** Equal for requests that give the same. */
  readonly key: string;
  readonly request: ComponentsRequest;
  readonly map: PlaceComponents | undefined;
  readonly problem: string | undefined;
}

/** The answers about one trace's features. */
export interface FeatureRecord {
  /** The newest of each site. */
  readonly similarity: Map<FeatureSite, SimilarityResult>;
  /** By `componentsPlace`. */
  readonly components: Map<string, KnownComponents>;
}

/** Makes a record without answers. */
export function createFeatureRecord(): FeatureRecord {
  return { similarity: new Map(), components: new Map() };
}

/** Names a layer's site. */
export function componentsPlace(site: FeatureSite, layer: number): string {
  return `${site} ${layer}`;
}
