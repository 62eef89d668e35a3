import { featureSites } from '../core/analysis/features.ts';
import type { ViTSpec } from '../core/vit/spec.ts';
import type { FeatureMapKind } from './feature-settings.ts';

/** All maps of features that a model has. */
export function featureKinds(spec: Pick<ViTSpec, 'head'>): FeatureMapKind[] {
  return (['similarity', 'pca'] as const).flatMap((kind) =>
    featureSites(spec).map((site) => ({ kind, site })),
  );
}
