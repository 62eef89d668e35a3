import { sites } from '#words/state/columns.ts';
import type { ForegroundRule } from '../core/analysis/component-maps.ts';
import type { FeatureSite } from '../core/analysis/features.ts';

/** How features are looked at. Nothing here makes a model run again. */
export interface FeatureSettings {
  /** Whether the features stand in the place of the attention grid. */
  readonly isOpen: boolean;
  /** What the features' table shows. */
  readonly shows: 'similarity' | 'pca';
  /** One basis for all lenses on the screen, or one for each. */
  readonly basis: 'joint' | 'own';
  /** Whether outliers by the norms' rule take no part in the basis. */
  readonly leavesOutOutliers: boolean;
  /** Which side of the threshold on the first component is shown. */
  readonly foreground: 'all' | ForegroundRule['side'];
  /** Between the first component's ends, in [0, 1]. */
  readonly threshold: number;
}

/** As DINOv2's demo begins: all patches, nothing left out. */
export const INITIAL_FEATURES: FeatureSettings = {
  isOpen: false,
  shows: 'similarity',
  basis: 'joint',
  leavesOutOutliers: false,
  foreground: 'all',
  threshold: 0.5,
};

/** A map of features. */
export type FeatureMapKind =
  | { readonly kind: 'similarity'; readonly site: FeatureSite }
  | { readonly kind: 'pca'; readonly site: FeatureSite };

/** Whether a kind of map is one of features. */
export function isFeatureKind<Kind extends { readonly kind: string }>(
  map: Kind,
): map is Extract<Kind, FeatureMapKind> {
  return map.kind === 'similarity' || map.kind === 'pca';
}

/** Where features are taken, in a sentence. */
export const SITE_NAMES: Readonly<Record<FeatureSite, string>> = sites;
